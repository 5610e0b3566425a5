"""The list of the vocabularies, and the rows of one."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.problems import Problem
from kb.documents.text import slugify
from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.choices import VOCABULARIES, About
from kb.editing_vocabulary.differences import RowChange, differences
from kb.editing_vocabulary.references import ADDRESSES
from kb.editing_vocabulary.rows import Row, file_of, title_of
from kb.editing_vocabulary.uses import Use
from kb.history.model import Draft
from kb.web.desk.access import desk_token, has_role, needs
from kb.web.desk.services import editing
from kb.web.desk.vocabularies.opening import Opened, draft_key, open_vocabulary, text_at
from kb.web.desk.vocabularies.trying import MOST_HITS, TRIABLE, trial
from kb.web.edition import current_edition

blueprint = Blueprint("vocabulary_lists", __name__, url_prefix="/redakcja/slowniki")

ORDERED = frozenset(
    {"blocks", "areas", "groups", "sectors", "topics", "fields", "kinds", "levels", "parties"}
    | {"sections"}
)
"""Vocabularies whose order readers see."""
DONE = {
    "zapisano": "Zapisano w szkicu.",
    "bez-zmian": "Nic się nie zmieniło, więc niczego nie zapisano.",
    "usunieto": "Usunięto w szkicu.",
    "nazwa": "Zmieniono nazwę w szkicu, razem z miejscami, które jej używają.",
    "przestawiono": "Zmieniono kolejność w szkicu.",
    "nie-przestawiono": "Szkic zmienił się w międzyczasie: sprawdź, jaka jest teraz kolejność.",
}
"""What was just done, by the word that stands in the address (`zrobiono`)."""


@dataclass(frozen=True, slots=True)
class VocabularyLine:
    """One vocabulary in the list of all."""

    name: str
    about: About
    count: int
    draft: Draft | None
    may_edit: bool


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a vocabulary in its list."""

    key: str
    title: str
    told: str
    uses: tuple[Use, ...]
    change: str
    address: str


@blueprint.get("")
@needs("autor")
def vocabularies() -> ResponseReturnValue:
    """Every vocabulary with who may edit it and what is being changed."""
    history, words = editing().history, current_edition().library.vocabulary
    lines = [
        VocabularyLine(
            name,
            about,
            len(getattr(words, name)),
            history.draft(draft_key(name)),
            has_role(about.role),
        )
        for name, about in VOCABULARIES.items()
    ]
    return render_template("desk/vocabularies/all.html", lines=lines)


@blueprint.get("/<name>")
@needs("autor")
def rows(name: str) -> ResponseReturnValue:
    """The rows of one vocabulary; `?q=` leaves those that hold the words."""
    opened = open_vocabulary(name)
    query = " ".join(request.args.get("q", "").split())[:200]
    changes = draft_changes(opened)
    found = [row for row in opened.text.rows if _holds(row, query)]
    return render_template(
        "desk/vocabularies/rows.html",
        opened=opened,
        lines=[_line(opened, row, changes) for row in found],
        total=len(opened.text.rows),
        removed=[change for change in changes if change.kind == "removed"],
        changes=changes,
        query=query,
        ordered=name in ORDERED and not query and opened.may_edit,
        done=DONE.get(request.args.get("zrobiono", "")),
        places=[place_of(problem) for problem in opened.problems],
        counted=any(opened.uses.of(name, row.key) for row in opened.text.rows),
        token=desk_token(),
        may_try=name in TRIABLE,
        trial=trial(opened, request.args.get("sprawdz", "")) if name in TRIABLE else None,
        most_hits=MOST_HITS,
    )


def draft_changes(opened: Opened) -> tuple[RowChange, ...]:
    """What the draft changes in the vocabulary itself."""
    if opened.draft is None:
        return ()
    before = text_at(opened.draft.base, file_of(opened.name)) or ""
    return differences(opened.name, before, opened.text.text)


def place_of(problem: Problem) -> tuple[Problem, str]:
    """A problem with the address of what it is about."""
    path = PurePosixPath(problem.path)
    if path.parts[0] == "vocabulary" and path.stem in FILES:
        return problem, f"/redakcja/slowniki/{path.stem}?q={problem.field}"
    return problem, f"/standardy/{path.parent.name}" if len(path.parts) == 3 else ""


def _holds(row: Row, query: str) -> bool:
    """Whether a row has every word of the query somewhere, marks and endings of lines aside."""
    if not query:
        return True
    text = slugify(f"{row.key} {row.data}")
    return all(slugify(word) in text for word in query.split())


def _line(opened: Opened, row: Row, changes: tuple[RowChange, ...]) -> RowLine:
    change = next((c.kind for c in changes if c.key == row.key), "")
    has_page = opened.name in ADDRESSES
    return RowLine(
        row.key,
        title_of(row),
        _told(row),
        opened.uses.of(opened.name, row.key),
        change,
        f"/{ADDRESSES[opened.name]}/{row.key}" if has_page else "",
    )


def _told(row: Row) -> str:
    """What tells a row from the others beside its title."""
    for field in ("right", "definition", "variants", "queries", "phrases", "name", "hint", "intro"):
        value = row.data.get(field)
        if value:
            return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return ""
