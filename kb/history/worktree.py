"""The files that the site reads: brought up to what is published, and edits by hand taken in."""

import os
import secrets
import time
from pathlib import Path, PurePosixPath

from pygit2 import Blob, Index, IndexEntry, Oid, Repository, Tree
from pygit2.enums import FileMode

from kb.history import messages
from kb.history.commits import main_of, record
from kb.history.errors import NotARepository, Unwritable
from kb.history.model import OUTSIDE
from kb.history.references import MAIN, move
from kb.history.trees import blob_at, changed_paths, commit_at, entry_at

PUBLISHED_MARK = "kb-published"
"""A file in `.git` that is touched after each change of the published files."""

HIDDEN = ".kb-"
"""How the names of files begin that are still being written; never taken for content."""

OUTSIDE_NOTE = "Zmiana plików poza serwisem"

_PUSH_TIME = 0.5
"""Seconds that a `git push` may need between bringing files up and moving `main`."""


def bring_up(repository: Repository, old: Tree, new: Tree) -> None:
    """Write the files that differ between `old` and `new`, each at once as a whole.

    A file that is no longer as in `old` was edited by hand just now; it is left as it is and
    taken in as an edit from outside later. Doing it again, or going on after a crash, is safe.

    Raises:
        Unwritable: a file cannot be written; it can be gone on with.
    """
    root = Path(repository.workdir)
    paths = changed_paths(old, new)
    removed = [path for path in paths if blob_at(new, path) is None]
    written = [path for path in paths if path not in set(removed)]
    # A folder may take the place of a file or the reverse: then what was there goes first.
    first = {r for r in removed for w in written if r in w.parents or w in r.parents}
    for path in [*first, *written, *(path for path in removed if path not in first)]:
        _bring_up_file(root, path, blob_at(old, path), blob_at(new, path))
    _update_index(repository, root, paths, new)


def mark_published(repository: Repository) -> None:
    """Let every process see that the published files have changed."""
    mark = Path(repository.path, PUBLISHED_MARK)
    mark.touch()
    now = time.time_ns()
    os.utime(mark, ns=(now, now))


def adopt(repository: Repository) -> Oid | None:
    """Commit what was edited in the files past the service; the commit, or `None`.

    Raises:
        NotARepository: the files are those of another branch.
        Moved: a `git push` moved `main` at the same time.
        OSError, GitError: a file cannot be read.
    """
    _check_branch(repository)
    index = repository.index
    index.read()
    main = main_of(repository)
    published = commit_at(repository, main).tree
    staged = None if _same(index, published) else index.write_tree()
    index.add_all()
    commit = None
    if not _same(index, published):
        found = index.write_tree()
        if found == staged and _published_soon(repository, found):
            return None
        trailers = [(messages.ACTION, "outside")]
        commit = record(repository, found, [main], OUTSIDE, OUTSIDE_NOTE, trailers)
        move(repository, MAIN, main, commit)
    if commit is not None or staged is not None:
        index.write()
        mark_published(repository)
    return commit


def remove_leftovers(root: Path) -> None:
    """Remove files that a killed writer had not finished."""
    for path in root.rglob(f"{HIDDEN}*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, whole and safely stored."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{HIDDEN}{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _store_names(path.parent)


def _check_branch(repository: Repository) -> None:
    """Refuse to take the files of another branch for edits of what is published."""
    head = repository.lookup_reference("HEAD").target
    if head != MAIN:
        name = str(head).removeprefix("refs/heads/")
        raise NotARepository(
            f"{repository.workdir}: pliki są z „{name}”, a nie z gałęzi „main” → administrator "
            "musi wykonać tam „git checkout main”"
        )


def _same(index: Index, tree: Tree) -> bool:
    """Whether git's list of files is that of a tree."""
    return len(index.diff_to_tree(tree)) == 0


def _published_soon(repository: Repository, tree: Oid) -> bool:
    """Whether `main` has these files: at once, or after a `git push` that is under way.

    A push brings the files and the index up first and moves `main` then.
    """
    end = time.monotonic() + _PUSH_TIME
    while commit_at(repository, main_of(repository)).tree.id != tree:
        if time.monotonic() >= end:
            return False
        time.sleep(0.01)
    return True


def _bring_up_file(
    root: Path, relative: PurePosixPath, before: bytes | None, after: bytes | None
) -> None:
    path = root / relative
    try:
        current = path.read_bytes() if path.is_file() else None
        if current in (before, after) and current != after:
            if after is None:
                path.unlink()
                _remove_empty_folders(path.parent, root)
            else:
                write_whole(path, after)
    except OSError as error:
        raise Unwritable(str(relative), error.strerror or str(error)) from error


def _remove_empty_folders(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
    _store_names(folder)


def _store_names(folder: Path) -> None:
    """Have the names in a folder stored safely, too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _update_index(
    repository: Repository, root: Path, paths: tuple[PurePosixPath, ...], tree: Tree
) -> None:
    """Bring git's own list of files up, so that `git status` and `git push` find them clean."""
    index = repository.index
    index.read()
    for path in paths:
        name = str(path)
        entry = entry_at(tree, path)
        if not isinstance(entry, Blob):
            if name in index:
                index.remove(name)
        elif (root / path).is_file() and (root / path).read_bytes() == entry.data:
            index.add(name)
        else:
            index.add(IndexEntry(name, entry.id, FileMode.BLOB))
    index.write()
