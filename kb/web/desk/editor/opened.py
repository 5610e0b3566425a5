"""The document of a draft: found in the draft, read, and saved where it belongs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from kb.editing.document import (
    Damaged,
    EditedDocument,
    document_text,
    read_document,
    with_data,
)
from kb.history.errors import NoSuchDraft, NoSuchRevision
from kb.history.history import History
from kb.history.model import Draft, Person
from kb.library import Library
from kb.web.desk.editor.form_data import as_text
from kb.workflow.drafts import slug_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with the document being written.

    `published` says that this version stands on the site already, `first` that no version of the
    standard does; `others` are the other versions that the draft changes.
    """

    draft: Draft
    document: EditedDocument
    published: bool
    first: bool
    others: tuple[PurePosixPath, ...] = ()

    @property
    def path(self) -> PurePosixPath:
        """Where the document lies."""
        return self.document.path


def open_draft(history: History, library: Library, key: str, asked: str = "") -> Opened:
    """The draft and its document: the version of the day `asked`, or the newest one changed.

    Raises:
        NoSuchDraft: there is none, or no document in it.
        Damaged: the document cannot be read as one.
    """
    draft = history.draft(key)
    if draft is None:
        raise NoSuchDraft(key)
    changed = {path for path in history.changes(key) if slug_of(path) == key}
    there = _versions(history, draft, library)
    path = _chosen(there, changed, asked)
    if path is None:
        raise NoSuchDraft(key)
    return Opened(
        draft=draft,
        document=read_at(history, draft.head, path),
        published=history.read(draft.base, path) is not None,
        first=all(history.read(draft.base, other) is None for other in there),
        others=tuple(other for other in there if other in changed and other != path),
    )


def _versions(history: History, draft: Draft, library: Library) -> list[PurePosixPath]:
    """The versions of the standard in the draft, those too that the site leaves out."""
    standard = library.standards.get(draft.key)
    folder = standard.versions[0].path.parent if standard is not None else PurePosixPath()
    return [path for path in history.files(draft.head, folder) if slug_of(path) == draft.key]


def read_at(history: History, revision: str, path: PurePosixPath) -> EditedDocument:
    """The document as it stood in a revision; an empty one where there was none.

    Raises:
        Damaged: it cannot be read as a document.
    """
    try:
        data = history.read(revision, path)
    except NoSuchRevision:
        data = None
    if data is None:
        return EditedDocument(path, {}, "")
    return read_document(data.decode("utf-8", errors="replace"), path)


def save_document(
    history: History,
    opened: Opened,
    document: EditedDocument,
    author: Person,
    expected: str,
    note: str = "",
) -> Draft:
    """Save the document of a draft.

    A version that is not published yet lies where its group and first day say: when they change,
    it moves, and the version before it ends a day earlier.

    Raises:
        DraftMoved, NoSuchDraft, HistoryBusy, Unwritable: see `History.save`.
    """
    path = opened.path if opened.published else _place(history, opened, document)
    old = history.read(opened.draft.head, opened.path)
    before = old.decode("utf-8", errors="replace") if old is not None else None
    changes: dict[PurePosixPath, bytes | None] = {}
    if path != opened.path:
        changes = dict(_moves(history, opened, path))
        changes |= _closing(history, opened, path)
    changes[path] = document_text(replace(document, path=path), before).encode()
    return history.save(opened.draft.key, changes, author, expected, note)


def _chosen(
    there: Iterable[PurePosixPath], changed: set[PurePosixPath], asked: str
) -> PurePosixPath | None:
    paths = list(there)
    named = [path for path in paths if path.stem == asked]
    return next(iter(named), None) or max(
        (path for path in paths if path in changed), default=max(paths, default=None)
    )


def _place(history: History, opened: Opened, document: EditedDocument) -> PurePosixPath:
    """Where the document belongs; where it is, when that is not known or is taken."""
    folder = opened.path.parent
    group = as_text(document.data.get("group")).lower()
    if opened.first and group.isalnum():
        folder = PurePosixPath(group) / folder.name
    try:
        day = date.fromisoformat(as_text(document.data.get("valid_from")))
    except ValueError:
        return folder / opened.path.name
    place = folder / f"{day.isoformat()}.md"
    taken = place != opened.path and history.read(opened.draft.head, place) is not None
    return opened.path if taken else place


def _moves(
    history: History, opened: Opened, path: PurePosixPath
) -> Iterator[tuple[PurePosixPath, bytes | None]]:
    """The old file goes; with the folder everything beside it moves."""
    yield opened.path, None
    if path.parent == opened.path.parent:
        return
    for file in history.files(opened.draft.head, opened.path.parent):
        if file != opened.path:
            yield (
                path.parent / file.relative_to(opened.path.parent),
                history.read(opened.draft.head, file),
            )
            yield file, None


def _closing(
    history: History, opened: Opened, path: PurePosixPath
) -> dict[PurePosixPath, bytes | None]:
    """The versions that this draft ends where this one began now end where it begins."""
    last, now_last = _day_before(opened.path), _day_before(path)
    changes: dict[PurePosixPath, bytes | None] = {}
    for other in opened.others:
        text = (history.read(opened.draft.head, other) or b"").decode("utf-8", errors="replace")
        try:
            document = read_document(text, other)
        except Damaged:
            continue
        if last and as_text(document.data.get("valid_to")) == last:
            closed = with_data(document, valid_to=now_last)
            changes[other] = document_text(closed, text).encode()
    return changes


def _day_before(path: PurePosixPath) -> str:
    try:
        return (date.fromisoformat(path.stem) - _DAY).isoformat()
    except ValueError:
        return ""
