"""The published revisions, read from the commits of `main`."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import get_args

from pygit2 import Commit, Oid, Repository, Tree
from pygit2.enums import SortMode

from kb.history import messages
from kb.history.commits import main_of, person_of, time_of
from kb.history.errors import NoSuchRevision
from kb.history.model import Action, Revision
from kb.history.trees import changed_paths, commit_at, entry_at

_Known = dict[tuple[Oid, str], Oid | None]
"""Folder and name in it → what stands there."""

_ACTIONS: tuple[Action, ...] = get_args(Action)


def revisions(
    repository: Repository, folder: PurePosixPath | None, limit: int
) -> tuple[Revision, ...]:
    """The newest revisions that touched `folder`, or any file; newest first."""
    commits = main_line(repository) if folder is None else _touching(repository, folder)
    return tuple(describe_revision(commit) for commit in islice(commits, limit))


def main_line(repository: Repository) -> Iterator[Commit]:
    """The commits of `main` itself, newest first, without those of the drafts merged into it."""
    walker = repository.walk(main_of(repository), SortMode.NONE)
    walker.simplify_first_parent()
    yield from walker


def publication_of(repository: Repository, key: str, head: str) -> Commit | None:
    """The commit that published this state of a draft, if one did."""
    try:
        state = commit_at(repository, head)
    except NoSuchRevision:
        return None
    if not repository.descendant_of(main_of(repository), state.id):
        return None
    for commit in main_line(repository):
        if state.id in commit.parent_ids[1:]:
            told = messages.read_message(commit.message)
            return commit if told.first(messages.KEY) == key else None
    return None


def describe_revision(commit: Commit) -> Revision:
    """What a commit of `main` says."""
    message = messages.read_message(commit.message)
    told = message.first(messages.ACTION)
    reviewers = message.persons(messages.REVIEWER)
    parent = _parent_tree(commit)
    return Revision(
        id=str(commit.id),
        when=time_of(commit),
        author=person_of(commit.author),
        reviewer=reviewers[0] if reviewers else None,
        note=message.note,
        action=next((action for action in _ACTIONS if action == told), "outside"),
        paths=changed_paths(parent, commit.tree),
        co_authors=message.persons(messages.CO_AUTHOR),
    )


def _touching(repository: Repository, path: PurePosixPath) -> Iterator[Commit]:
    """The commits of `main` before which something else stood at `path`, newest first."""
    known: _Known = {}
    later: Commit | None = None
    found: Oid | None = None
    for commit in main_line(repository):
        here = _id_at(repository, commit.tree_id, path, known)
        if later is not None and here != found:
            yield later
        later, found = commit, here
    if later is not None and found is not None:
        yield later


def _id_at(repository: Repository, tree: Oid, path: PurePosixPath, known: _Known) -> Oid | None:
    """What stands at `path` in a tree; folders seen before are not read again."""
    place: Oid | None = tree
    for name in path.parts:
        if place is None:
            return None
        if (place, name) not in known:
            folder = repository[place]
            entry = entry_at(folder, PurePosixPath(name)) if isinstance(folder, Tree) else None
            known[place, name] = entry.id if entry is not None else None
        place = known[place, name]
    return place


def _parent_tree(commit: Commit) -> Tree | None:
    return commit.parents[0].tree if commit.parent_ids else None
