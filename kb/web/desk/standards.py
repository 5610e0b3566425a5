"""All standards with their state, who is changing them, and what can be done with each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.model import Standard, Status, Version
from kb.documents.text import DIACRITICS, polish_key
from kb.history.model import Draft
from kb.library import Library
from kb.web.clock import today
from kb.web.desk.access import needs
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.drafts import titled

blueprint = Blueprint("desk_standards", __name__, url_prefix="/redakcja")

PAGE = 50
"""Standards on one page of the list."""
STATES = {
    "": "wszystkie",
    "obowiazuje": "obowiązujące",
    "projekt": "przyszłe",
    "archiwalny": "archiwalne",
    "wycofany": "wycofane",
    "szkic": "zmieniane teraz (szkic)",
    "recenzja": "w recenzji",
    "przeglad": "po terminie przeglądu",
}
"""What the list may be narrowed to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A standard in the list: the version shown today, its status, and the draft that changes it.

    `shown` is absent for a document that is only being written.
    """

    slug: str
    title: str
    shown: Version | None
    status: Status | None
    draft: Draft | None
    withdrawn: bool
    overdue: bool

    @property
    def states(self) -> frozenset[str]:
        """The states under which the standard is found."""
        found: set[str] = {"wycofany"} if self.withdrawn else {self.status or "szkic"}
        if self.draft is not None:
            found.add("recenzja" if self.draft.state == "review" else "szkic")
        return frozenset(found | ({"przeglad"} if self.overdue else set()))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to."""

    text: str
    group: str
    state: str
    page: int

    def url(self, page: int) -> str:
        """The address of another page of the same list."""
        asked = {"q": self.text, "grupa": self.group, "stan": self.state}
        given = {name: value for name, value in asked.items() if value}
        return f"/redakcja/standardy?{urlencode({**given, 'strona': page})}"


@blueprint.get("/standardy")
@needs("autor")
def standards() -> ResponseReturnValue:
    """The list, narrowed and in pages."""
    library, history = current_edition().library, editing().history
    drafts = {draft.key: draft for draft in history.drafts()}
    new = {
        key: titled(history, draft, library).title
        for key, draft in drafts.items()
        if key not in library.standards and not key.startswith("vocabulary.")
    }
    asked = _asked()
    found = _narrowed(rows(library, drafts, new, today()), asked)
    pages = max(1, -(-len(found) // PAGE))
    page = min(asked.page, pages)
    return render_template(
        "desk/standards/page.html",
        rows=found[(page - 1) * PAGE : page * PAGE],
        total=len(found),
        asked=asked,
        page=page,
        pages=pages,
        states=STATES,
        groups=library.vocabulary.groups.values(),
    )


def rows(
    library: Library, drafts: Mapping[str, Draft], new: Mapping[str, str], day: date
) -> list[Row]:
    """Every standard, and every document only being written, by the Polish alphabet."""
    found = [_row(standard, drafts.get(slug), day) for slug, standard in library.standards.items()]
    found += [
        Row(key, title, None, None, drafts[key], withdrawn=False, overdue=False)
        for key, title in new.items()
    ]
    return sorted(found, key=lambda row: polish_key(row.title))


def _row(standard: Standard, draft: Draft | None, day: date) -> Row:
    shown = standard.shown_on(day)
    status = shown.status_on(day)
    return Row(
        slug=standard.slug,
        title=shown.meta.title,
        shown=shown,
        status=status,
        draft=draft,
        withdrawn=standard.versions[-1].meta.withdrawn is not None,
        overdue=status == "obowiazuje" and shown.meta.review_by < day,
    )


def _asked() -> Asked:
    page = request.args.get("strona", 1, type=int)
    state = request.args.get("stan", "")
    return Asked(
        text=request.args.get("q", "").strip()[:200],
        group=request.args.get("grupa", ""),
        state=state if state in STATES else "",
        page=max(1, page),
    )


def _narrowed(found: Iterable[Row], asked: Asked) -> list[Row]:
    words = _folded(asked.text).split()
    return [
        row
        for row in found
        if (not asked.state or asked.state in row.states)
        and (not asked.group or (row.shown is not None and row.shown.meta.group == asked.group))
        and all(word in _searched(row) for word in words)
    ]


def _searched(row: Row) -> str:
    code = row.shown.meta.code if row.shown is not None else ""
    return _folded(f"{row.title} {code} {row.slug}")


def _folded(text: str) -> str:
    return text.lower().translate(DIACRITICS)
