"""The files of a standard as its draft holds them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from kb.attachments.errors import NoSuchVersion
from kb.attachments.kinds import Kind, kind_of
from kb.attachments.listing import mentions, rows_of
from kb.documents.attached import TEMPLATES, text_file
from kb.editing.document import EditedDocument, read_document
from kb.history.errors import NoSuchDraft
from kb.history.history import History
from kb.history.model import Draft

_FOLDER_DEPTH = 2


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file beside the versions; `elsewhere` are the days of other versions that need it."""

    name: str
    size: int
    digest: str
    elsewhere: tuple[date, ...] = ()

    @property
    def kind(self) -> Kind | None:
        """What it is."""
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """The files of a standard in a draft, seen from one version, `document`.

    `versions` are the days of all versions in the draft, newest first; `changed` those that the
    draft changes.
    """

    draft: Draft
    document: EditedDocument
    versions: tuple[date, ...]
    files: Mapping[str, KeptFile]

    @property
    def folder(self) -> PurePosixPath:
        """The folder of the standard, relative to the content folder."""
        return self.document.path.parent

    @property
    def day(self) -> date:
        """The first day of the version."""
        return date.fromisoformat(self.document.path.stem)

    @property
    def listed(self) -> frozenset[str]:
        """The names of the files that the version lists."""
        return frozenset(row.file for row in rows_of(self.document))

    @property
    def unlisted(self) -> tuple[KeptFile, ...]:
        """The other files: pictures of the text, files of other versions, and what is left over."""
        return tuple(kept for name, kept in self.files.items() if name not in self.listed)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(kept.size for kept in self.files.values())

    def is_in_text(self, file: str) -> bool:
        """Whether the text of the version shows the file or links to it."""
        return mentions(self.document.body, file)

    def is_free(self, file: str) -> bool:
        """Whether nothing needs the file but, at most, a row of the version's own list."""
        return not self.is_in_text(file) and not self._kept_elsewhere(file)

    def beside(self, file: str) -> tuple[PurePosixPath, ...]:
        """What goes away together with a file: itself, its words, the source it was made from.

        The source stays while another file may have been made from it.
        """
        stem = PurePosixPath(file).stem
        gone = [PurePosixPath(file), text_file(file)]
        if not any(PurePosixPath(other).stem == stem for other in self.files if other != file):
            gone.append(PurePosixPath(TEMPLATES) / f"{stem}.md")
        return tuple(self.folder / path for path in gone)

    def _kept_elsewhere(self, file: str) -> bool:
        return file in self.files and bool(self.files[file].elsewhere)


def read_files(history: History, key: str, day: date | None = None) -> DraftFiles:
    """The files of the standard of a draft, seen from the version of that day.

    Without a day from the newest version that the draft changes, else the newest of all.

    Raises:
        NoSuchDraft: there is no such draft.
        NoSuchVersion: the draft holds no standard, or no version of that day.
        Damaged: the front matter of the version cannot be read.
    """
    draft = history.draft(key)
    if draft is None:
        raise NoSuchDraft(key)
    folder = _folder(history, draft)
    paths = history.files(draft.head, folder)
    versions = _versions(paths, folder)
    if day is None:
        changed = versions.keys() & _versions(history.changes(key), folder).keys()
        day = max(changed or versions, default=None)
    if day is None or day not in versions:
        raise NoSuchVersion(key)
    text = history.read(draft.head, versions[day]) or b""
    document = read_document(text.decode(errors="replace"), versions[day])
    others = _texts_of_others(history, draft, folder, day)
    return DraftFiles(
        draft=draft,
        document=document,
        versions=tuple(sorted(versions, reverse=True)),
        files=dict(_kept(history, draft.head, paths, folder, others)),
    )


def _folder(history: History, draft: Draft) -> PurePosixPath:
    """`<group>/<slug>` in which the draft keeps its standard."""
    for path in history.files(draft.head, PurePosixPath()):
        folder: PurePosixPath = path.parent
        if len(folder.parts) == _FOLDER_DEPTH and folder.name == draft.key:
            return folder
    raise NoSuchVersion(draft.key)


def _texts_of_others(
    history: History, draft: Draft, folder: PurePosixPath, day: date
) -> dict[date, str]:
    """The texts of the other versions, those of the draft and those published meanwhile."""
    found: dict[date, str] = {}
    for revision in (draft.head, history.head):
        for other, path in _versions(history.files(revision, folder), folder).items():
            if other != day:
                text = (history.read(revision, path) or b"").decode(errors="replace")
                found[other] = found.get(other, "") + text
    return found


def _kept(
    history: History,
    revision: str,
    paths: tuple[PurePosixPath, ...],
    folder: PurePosixPath,
    others: Mapping[date, str],
) -> Iterator[tuple[str, KeptFile]]:
    for path in paths:
        if path.parent != folder or path.suffix == ".md":
            continue
        content = history.read(revision, path) or b""
        elsewhere = tuple(d for d, text in sorted(others.items()) if mentions(text, path.name))
        kept = KeptFile(path.name, len(content), sha256(content).hexdigest(), elsewhere)
        yield path.name, kept


def _versions(paths: Iterable[PurePosixPath], folder: PurePosixPath) -> dict[date, PurePosixPath]:
    """The versions among some files, by their first day."""
    found = {}
    for path in paths:
        if path.parent == folder and path.suffix == ".md":
            with suppress(ValueError):  # some other text
                found[date.fromisoformat(path.stem)] = path
    return found
