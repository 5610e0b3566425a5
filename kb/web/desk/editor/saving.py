"""What a form sent → the draft saved, or what stands in the way. The text is never lost."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.editing.document import Damaged, EditedDocument
from kb.history.errors import DraftMoved
from kb.history.history import History
from kb.history.model import Draft, Person
from kb.library import Library
from kb.web.desk.editor.form_data import Pairs, read_body, read_data
from kb.web.desk.editor.opened import Opened, open_draft, read_at, save_document
from kb.workflow.drafts import slug_of

EXPECTED = "expected"
FILE = "file"
"""Fields of the form: the state of the draft it was made from, and the document in it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: the document it makes, and the one it was made from."""

    pairs: Pairs
    expected: str
    base: EditedDocument
    document: EditedDocument


@dataclass(frozen=True, slots=True)
class Moved:
    """The draft has changed since the form was made: nothing was written over."""

    sent: Sent
    theirs: Opened


def first_of(pairs: Pairs, name: str) -> str:
    """The first value of a name, empty when there is none."""
    return next((value for sent, value in pairs if sent == name), "")


def read_sent(history: History, opened: Opened, pairs: Pairs) -> Sent:
    """The document that the form makes of the one it was made from."""
    expected = first_of(pairs, EXPECTED)
    named = PurePosixPath(first_of(pairs, FILE))
    path = named if slug_of(named) == opened.draft.key else opened.path
    try:
        base = read_at(history, expected, path)
    except Damaged:
        base = EditedDocument(path, {}, "")
    document = EditedDocument(path, read_data(pairs, base.data), read_body(pairs, base.body))
    return Sent(pairs, expected, base, document)


def save_sent(
    history: History, library: Library, opened: Opened, sent: Sent, author: Person, note: str = ""
) -> Draft | Moved:
    """Save what a form sent; the same sent twice is saved once.

    Raises:
        NoSuchDraft, HistoryBusy, Unwritable: see `History.save`.
    """
    if opened.draft.state == "review":
        return Moved(sent, opened)
    try:
        return save_document(history, opened, sent.document, author, sent.expected, note)
    except DraftMoved:
        day = sent.document.path.stem
        return Moved(sent, open_draft(history, library, opened.draft.key, day))
