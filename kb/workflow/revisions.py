"""Documents as they stood at a revision of the content, read by the loader of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.documents.loading import read_version
from kb.documents.model import Version
from kb.history.history import History
from kb.library import Library
from kb.workflow.comparing import FileDifference, source_difference, version_difference
from kb.workflow.drafts import slug_of


@dataclass(frozen=True, slots=True)
class FolderDifference:
    """What differs in the folder of a standard between two revisions."""

    documents: tuple[FileDifference, ...]
    files: tuple[PurePosixPath, ...]


def folder_difference(
    history: History, old: str | None, new: str, folder: PurePosixPath, library: Library
) -> FolderDifference:
    """The documents and other files of a standard that differ between two revisions.

    Without an old revision everything is new.

    Documents are read with the vocabularies of the library: where a value has left them since, only
    the lines of the file are compared.

    Raises:
        NoSuchRevision: there is no such revision.
    """
    before = history.files(old, folder) if old is not None else ()
    paths = sorted({*before, *history.files(new, folder)})
    changed = [path for path in paths if _read(history, old, path) != history.read(new, path)]
    return FolderDifference(
        documents=tuple(
            _difference(history, old, new, path, library) for path in changed if slug_of(path)
        ),
        files=tuple(path for path in changed if not slug_of(path)),
    )


def _difference(
    history: History, old: str | None, new: str, path: PurePosixPath, library: Library
) -> FileDifference:
    before = path
    if old is not None and history.read(old, path) is None:
        before = max(_earlier(history, old, path), default=path)
    old_data, new_data = _read(history, old, before), history.read(new, path)
    old_version = _version(old_data, before, library)
    new_version = _version(new_data, path, library)
    unreadable = (old_data is not None and old_version is None) or (
        new_data is not None and new_version is None
    )
    return FileDifference(
        path=path,
        old=old_version,
        new=new_version,
        parts=() if unreadable else version_difference(old_version, new_version, library),
        source=source_difference(_text(old_data), _text(new_data)),
    )


def _earlier(history: History, revision: str, path: PurePosixPath) -> Iterator[PurePosixPath]:
    """The versions that came before one, at a revision."""
    for other in history.files(revision, path.parent):
        if slug_of(other) and other < path:
            yield other


def _read(history: History, revision: str | None, path: PurePosixPath) -> bytes | None:
    return history.read(revision, path) if revision is not None else None


def _version(data: bytes | None, path: PurePosixPath, library: Library) -> Version | None:
    if data is None:
        return None
    folder = library.root / path.parent
    read = read_version(_text(data), path, folder, library.vocabulary, library.citations)
    return read.version


def _text(data: bytes | None) -> str:
    return data.decode(errors="replace") if data is not None else ""
