"""Moving branches safely: each move says what it expects to find, and fails otherwise."""

from pathlib import Path

from pygit2 import AlreadyExistsError, GitError, NotFoundError, Oid, Repository

from kb.history.errors import HistoryBusy

MAIN = "refs/heads/main"

INTENT = "refs/kb/publishing"
"""The publication that is being brought to the working tree; present only meanwhile."""

DISCARDED = "refs/kb/discarded"
"""Discarded drafts: `refs/kb/discarded/<key>/<id>`."""


class Moved(Exception):
    """A branch is not where it was expected."""


def target(repository: Repository, name: str) -> Oid | None:
    """The commit a branch leads to, if there is one."""
    reference = repository.references.get(name)
    return None if reference is None else Oid(hex=str(reference.target))


def move(repository: Repository, name: str, old: Oid | None, new: Oid) -> None:
    """Move a branch from `old` to `new`; `None` makes it.

    Raises:
        Moved: it is not at `old`.
        HistoryBusy: another program is moving it just now.
        OSError, GitError: it cannot be written.
    """
    if target(repository, name) != old:
        raise Moved(name)
    try:
        if old is None:
            repository.create_reference(name, new)
        else:
            repository.lookup_reference(name).set_target(new)
    except (NotFoundError, AlreadyExistsError, GitError, OSError) as error:
        _explain(repository, name, old, error)
        raise


def remove(repository: Repository, name: str, old: Oid) -> None:
    """Delete a branch that leads to `old`; one that is gone already is fine.

    Raises:
        Moved: it leads elsewhere.
        HistoryBusy: another program is moving it just now.
        OSError, GitError: it cannot be written.
    """
    reference = repository.references.get(name)
    if reference is None:
        return
    if reference.target != old:
        raise Moved(name)
    try:
        reference.delete()
    except (GitError, OSError) as error:
        _explain(repository, name, old, error)
        raise


def _explain(repository: Repository, name: str, old: Oid | None, error: Exception) -> None:
    """Raise what the failure of a move means, if it is one of the two expected ones."""
    if target(repository, name) != old:
        raise Moved(name) from error
    if Path(repository.path, f"{name}.lock").exists():
        raise HistoryBusy from error
