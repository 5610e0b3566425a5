"""Joining a draft with what was published since it began."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from pygit2 import Blob, IndexEntry, Oid, Repository, Tree

from kb.history.commits import main_of
from kb.history.errors import PublishConflict
from kb.history.model import ConflictingFile
from kb.history.trees import apply_changes, commit_at, with_changes, written

Sides = tuple[IndexEntry | None, IndexEntry | None, IndexEntry | None]


def merged(
    repository: Repository,
    head: Oid,
    settled: Mapping[PurePosixPath, bytes | None] | None = None,
) -> Tree:
    """What is published with the changes of a draft joined in, then `settled` files put in place.

    Raises:
        PublishConflict: both changed the same places of files that are not settled.
        ValueError: a path of `settled` leads out of the content.
    """
    main = main_of(repository)
    if repository.merge_base(main, head) == main:  # nothing was published meanwhile
        return with_changes(repository, commit_at(repository, head).tree, settled or {})
    index = repository.merge_commits(main, head)
    apply_changes(repository, index, settled or {})
    if index.conflicts is not None:
        rows = [_conflicting(repository, sides) for sides in index.conflicts]
        raise PublishConflict(tuple(sorted(rows, key=lambda row: row.path)))
    return written(repository, index)


def _conflicting(repository: Repository, sides: Sides) -> ConflictingFile:
    """One conflict of a merge: the common text, the published one and that of the draft."""
    path = next(side.path for side in sides if side is not None)
    base, published, draft = (_data(repository, side) for side in sides)
    return ConflictingFile(PurePosixPath(str(path)), base, published, draft)


def _data(repository: Repository, side: IndexEntry | None) -> bytes | None:
    blob = repository.get(side.id) if side is not None else None
    return blob.data if isinstance(blob, Blob) else None
