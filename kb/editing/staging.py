"""Puts the files of a draft on disk where they can be read beside one another. The only I/O here.

What was put there is kept under the id of its state, so that the same is not written twice.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb.documents.loading import read_text
from kb.history.history import History
from kb.history.model import Draft

FOLDER = "kb-staging"
"""Beside the objects of the repository; it may be deleted at any time."""

_FORGOTTEN = 86_400.0
"""Seconds after which the files of a draft nobody opened are deleted."""

VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Staged:
    """The folders that a draft touches, as they are in one state, under `root`.

    `documents` are the versions that the draft changes, and all versions of a standard whose other
    files it changes or that it was begun for without a change yet; `removed` are the versions it
    takes away. `whole` tells that `root` holds all the content, because the draft changes more than
    folders of standards.
    """

    root: Path
    documents: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]
    whole: bool


def stage(history: History, draft: Draft, state: str) -> Staged:
    """Lay out what the draft touches as it is in `state`, the id of a commit or tree."""
    changed = history.changes(draft.key)
    whole = any(len(path.parts) < 3 or path.parts[0] == VOCABULARY for path in changed)
    folders = {PurePosixPath(*path.parts[:2]) for path in changed}
    if whole:
        folders = {PurePosixPath()}
    elif not changed:
        folders = set(_folder_of(draft.key, history.files(state, PurePosixPath())))
    files = [path for folder in sorted(folders) for path in history.files(state, folder)]
    root = history.root / ".git" / FOLDER / draft.key / state
    if not root.is_dir():
        _lay_out(history, state, files, root)
    return Staged(
        root=root,
        documents=tuple(_documents(changed, files) if changed else filter(_is_version, files)),
        removed=tuple(path for path in changed if _is_version(path) and path not in files),
        whole=whole,
    )


def staged_text(staged: Staged, path: PurePosixPath) -> str:
    """The text of a staged document; empty when it is too long or not UTF-8."""
    return read_text(staged.root, path)[0]


def _folder_of(slug: str, files: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    yield from (path.parent for path in files if _is_version(path) and path.parent.name == slug)


def _documents(
    changed: Iterable[PurePosixPath], files: Iterable[PurePosixPath]
) -> list[PurePosixPath]:
    """The versions among the files that are changed or lie beside something that is."""
    beside = {PurePosixPath(*path.parts[:2]) for path in changed if not _is_version(path)}
    wanted = {*changed}
    return [p for p in files if _is_version(p) and (p in wanted or p.parent in beside)]


def _is_version(path: PurePosixPath) -> bool:
    return len(path.parts) == 3 and path.suffix == ".md" and path.parts[0] != VOCABULARY


def _lay_out(history: History, state: str, files: Iterable[PurePosixPath], root: Path) -> None:
    """Write the files beside `root` and rename, so that it is there whole or not at all."""
    root.parent.mkdir(parents=True, exist_ok=True)
    _forget(root.parent)
    fresh = Path(tempfile.mkdtemp(dir=root.parent))
    for path in files:
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(history.read(state, path) or b"")
    try:
        fresh.rename(root)
    except OSError:  # another process was quicker: the same state has the same files
        shutil.rmtree(fresh, ignore_errors=True)


def _forget(folder: Path) -> None:
    """Delete the earlier states of this draft, and drafts nobody opened for a day."""
    for state in folder.iterdir():
        shutil.rmtree(state, ignore_errors=True)
    oldest = time.time() - _FORGOTTEN
    for other in folder.parent.iterdir():
        with suppress(FileNotFoundError):
            if other.stat().st_mtime < oldest:
                shutil.rmtree(other, ignore_errors=True)
