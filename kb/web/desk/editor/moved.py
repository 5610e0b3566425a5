"""Two editors on one draft: who saved meanwhile, both texts, and a merged proposal to take over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing.document import Damaged, document_text
from kb.editing.merging import Choice, Conflict, Merged, merge
from kb.editing.yaml_text import yaml_text
from kb.history.errors import DraftMoved, NoSuchDraft
from kb.web.desk.access import current_person, needs
from kb.web.desk.editor.form_data import as_text
from kb.web.desk.editor.form_problems import place_of
from kb.web.desk.editor.opened import open_draft, save_document
from kb.web.desk.editor.page_view import draft_url
from kb.web.desk.editor.readable import readable
from kb.web.desk.editor.saving import FILE, Moved, first_of, read_sent
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition

blueprint = Blueprint("moved", __name__, url_prefix="/redakcja")
SEEN = "seen"
"""The state of the draft that the page of both texts was made from."""
CHOICE = "choice."
_NOT_CARRIED = frozenset({"token", "do", SEEN})


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A place that both changed: its name, and the three texts as people read them."""

    field: str
    place: str
    base: str
    mine: str
    theirs: str
    both: bool


@dataclass(frozen=True, slots=True)
class MovedPage:
    """What the page of both texts shows; `carried` are the fields of the form that was sent."""

    moved: Moved
    conflicts: Sequence[ConflictView]
    carried: Sequence[tuple[str, str]]
    mine: str
    theirs: str
    by_me: bool

    @property
    def url(self) -> str:
        """The address of the editor of the draft."""
        return draft_url(self.moved.theirs.draft.key)


def moved_page(moved: Moved) -> str:
    """The page that keeps the sent text and shows what was saved meanwhile."""
    sent, theirs = moved.sent, moved.theirs
    merged = merge(sent.base, sent.document, theirs.document)
    page = MovedPage(
        moved=moved,
        conflicts=[conflict_view(conflict) for conflict in merged.conflicts],
        carried=_carried(sent.pairs),
        mine=readable(sent.document),
        theirs=readable(theirs.document),
        by_me=theirs.draft.last.id == current_person().id,
    )
    in_review = theirs.draft.state == "review"
    template = "desk/editor/sent_for_review.html" if in_review else "desk/editor/moved.html"
    return render_template(template, page=page)


def _carried(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields of a form that the next page sends again."""
    return [
        (name, value)
        for name, value in pairs
        if name not in _NOT_CARRIED and not name.startswith(CHOICE)
    ]


@blueprint.post("/szkice/<key:key>/polacz")
@needs("autor")
def join(key: str) -> ResponseReturnValue:
    """Save the merged text as chosen, or the own one; anew both texts if it has moved again."""
    history, library = editing().history, current_edition().library
    pairs = list(request.form.items(multi=True))
    try:
        theirs = open_draft(history, library, key, PurePosixPath(first_of(pairs, FILE)).stem)
        sent = read_sent(history, theirs, pairs)
        moved = Moved(sent, theirs)
        mine_alone = first_of(pairs, "do") == "mine"
        chosen = sent.document if mine_alone else _merged(moved, pairs).document
        if document_text(chosen) == document_text(theirs.document):
            return redirect(f"{draft_url(key)}?zapisano=tak", 303)  # sent twice
        if theirs.draft.state == "review" or theirs.draft.head != first_of(pairs, SEEN):
            return moved_page(moved), 409
        draft = save_document(history, theirs, chosen, current_person(), theirs.draft.head)
    except DraftMoved:
        return moved_page(Moved(sent, open_draft(history, library, key))), 409
    except (NoSuchDraft, Damaged):
        return redirect(draft_url(key), 303)
    record("draft.save", key, draft.head)
    return redirect(f"{draft_url(key)}?zapisano=tak", 303)


def _merged(moved: Moved, pairs: Sequence[tuple[str, str]]) -> Merged:
    sent, theirs = moved.sent, moved.theirs
    return merge(sent.base, sent.document, theirs.document, read_choices(pairs))


def read_choices(pairs: Sequence[tuple[str, str]]) -> Mapping[str, Choice]:
    """Field of a conflict → which side was chosen; nothing chosen leaves the proposal."""
    chosen: dict[str, Choice] = {}
    for name, value in pairs:
        if not name.startswith(CHOICE):
            continue
        if value == "mine":
            chosen[name.removeprefix(CHOICE)] = "mine"
        elif value == "theirs":
            chosen[name.removeprefix(CHOICE)] = "theirs"
    return chosen


def conflict_view(conflict: Conflict) -> ConflictView:
    """A conflict as people read it; `both` when both texts may stand one after another."""
    in_body = conflict.field.startswith("treść")
    return ConflictView(
        field=conflict.field,
        place=f"{place_of(conflict.field)}{' (kolejność)' if conflict.order else ''}",
        base=_said(conflict.base),
        mine=_said(conflict.mine),
        theirs=_said(conflict.theirs),
        both=in_body and not _said(conflict.base).strip(),
    )


def _said(value: Any) -> str:
    """A value as a text to read; rows as they stand in the file."""
    if isinstance(value, Mapping):
        return yaml_text(value).strip()
    if isinstance(value, list):
        return "\n".join(_said(item) for item in value)
    return as_text(value)
