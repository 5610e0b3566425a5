"""Reading and making trees of files in the repository."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from pygit2 import Blob, Commit, Index, IndexEntry, Oid, Repository, Tree
from pygit2.enums import FileMode

from kb.history.errors import NoSuchRevision

LONGEST_NAME = 200
"""Bytes in the name of a file or folder, with room for the names of unfinished files."""

_ID = re.compile(r"[0-9a-f]{7,40}")
_PLAIN = (FileMode.BLOB, FileMode.BLOB_EXECUTABLE)


def tree_of(repository: Repository, revision: str) -> Tree:
    """The files of a revision: the id of a commit or of a tree, seven digits at least.

    Raises:
        NoSuchRevision: there is none, or the id is not one.
    """
    found = _object(repository, revision)
    if isinstance(found, Commit):
        return found.tree
    if isinstance(found, Tree):
        return found
    raise NoSuchRevision(revision)


def blob_at(tree: Tree, path: PurePosixPath) -> bytes | None:
    """The content of a file; `None` when there is no such file."""
    entry = entry_at(tree, path)
    return entry.data if isinstance(entry, Blob) else None


def entry_at(tree: Tree, path: PurePosixPath) -> Tree | Blob | None:
    """What stands at a path: a folder, a file or nothing."""
    if str(path) == ".":
        return tree
    return tree[str(path)] if str(path) in tree else None  # noqa: SIM401 - a tree has no get()


def paths_under(tree: Tree, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """All files in a folder and the folders below it, sorted."""
    found = entry_at(tree, folder)
    return tuple(sorted(_walk(found, folder))) if isinstance(found, Tree) else ()


def _walk(tree: Tree, folder: PurePosixPath) -> list[PurePosixPath]:
    found: list[PurePosixPath] = []
    for entry in tree:
        path = folder / (entry.name or "")
        if isinstance(entry, Tree):
            found += _walk(entry, path)
        elif entry.filemode in _PLAIN:
            found.append(path)
    return found


def changed_paths(old: Tree | None, new: Tree) -> tuple[PurePosixPath, ...]:
    """The files that differ between two trees, sorted; all of `new` when there is no old one."""
    if old is None:
        return paths_under(new, PurePosixPath())
    if old.id == new.id:
        return ()
    deltas = old.diff_to_tree(new).deltas
    return tuple(sorted({PurePosixPath(f.path) for d in deltas for f in (d.old_file, d.new_file)}))


def with_changes(
    repository: Repository, tree: Tree, changes: Mapping[PurePosixPath, bytes | None]
) -> Tree:
    """The tree after changes; `None` removes a file, which need not be there.

    Raises:
        ValueError: a path leads out of the content or into hidden files.
    """
    for path in changes:
        check_path(path)
    oid = _rebuilt(repository, tree, {path.parts: data for path, data in changes.items()})
    return _tree(repository, oid or repository.TreeBuilder().write())


def _rebuilt(
    repository: Repository, tree: Tree | None, changes: Mapping[tuple[str, ...], bytes | None]
) -> Oid | None:
    """A folder after changes of files in it; `None` when nothing is left of it."""
    builder = repository.TreeBuilder(tree) if tree is not None else repository.TreeBuilder()
    inner: dict[str, dict[tuple[str, ...], bytes | None]] = {}
    for (name, *rest), data in changes.items():
        inner.setdefault(name, {})[tuple(rest)] = data
    for name, below in inner.items():
        old = entry_at(tree, PurePosixPath(name)) if tree is not None else None
        oid, mode = _entry(repository, old, below)
        if oid is not None:
            builder.insert(name, oid, mode)
        elif old is not None:
            builder.remove(name)
    return builder.write() if len(builder) else None


def _entry(
    repository: Repository, old: Tree | Blob | None, changes: dict[tuple[str, ...], bytes | None]
) -> tuple[Oid | None, FileMode]:
    """What stands in a folder under one name after changes: of the file, or of files below."""
    data = changes.pop((), None)
    if data is not None:
        return repository.create_blob(data), FileMode.BLOB
    folder = old if isinstance(old, Tree) else None
    if folder is not None and not changes:
        return folder.id, FileMode.TREE
    return _rebuilt(repository, folder, changes), FileMode.TREE


def apply_changes(
    repository: Repository, index: Index, changes: Mapping[PurePosixPath, bytes | None]
) -> None:
    """Put changes into an index in memory, in place of what is there or in conflict.

    Raises:
        ValueError: a path leads out of the content or into hidden files.
    """
    for path, data in changes.items():
        check_path(path)
        name = str(path)
        if index.conflicts is not None and name in index.conflicts:
            del index.conflicts[name]
        if name in index:
            index.remove(name)
        if data is not None:
            index.add(IndexEntry(name, repository.create_blob(data), FileMode.BLOB))


def written(repository: Repository, index: Index) -> Tree:
    """The tree of an index in memory, stored."""
    return _tree(repository, index.write_tree(repository))


def check_path(path: PurePosixPath) -> None:
    """Refuse what is no plain path inside the content.

    Raises:
        ValueError: the path is empty, absolute, hidden, climbs up, has a name that a disk cannot
            hold, or a control character.
    """
    fine = all(not p.startswith(".") and len(p.encode()) <= LONGEST_NAME for p in path.parts)
    if not path.parts or path.is_absolute() or not fine or not str(path).isprintable():
        raise ValueError(f"not a path of the content: {str(path)!r}")


def commit_at(repository: Repository, oid: Oid | str) -> Commit:
    """The commit with this id, seven digits at least.

    Raises:
        NoSuchRevision: there is none, or the id is not one.
    """
    found = _object(repository, str(oid))
    if not isinstance(found, Commit):
        raise NoSuchRevision(str(oid))
    return found


def _tree(repository: Repository, oid: Oid) -> Tree:
    found = repository[oid]
    if not isinstance(found, Tree):
        raise TypeError(f"{oid} is no tree")
    return found


def _object(repository: Repository, oid: str) -> object:
    try:
        return repository.get(oid) if _ID.fullmatch(oid) else None
    except ValueError:  # several objects begin like this
        return None
