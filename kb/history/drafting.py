"""Adding to drafts. Each step moves a branch from where it was seen, or tells who was first."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from pygit2 import Oid, Repository, Tree

from kb.history import messages
from kb.history.commits import main_of, record
from kb.history.drafts import branch, describe, find, heads, kept_as, keys, standing
from kb.history.errors import DraftMoved, NoSuchDraft
from kb.history.model import Draft, DraftAction, DraftState, Person
from kb.history.references import Moved, move, remove, target
from kb.history.trees import commit_at, with_changes


def begin(
    repository: Repository,
    key: str,
    changes: Mapping[PurePosixPath, bytes | None],
    author: Person,
    note: str,
) -> Draft:
    """A new draft on top of what is published.

    Raises:
        DraftMoved: another program has just made one.
        ValueError: a path leads out of the content.
    """
    main = main_of(repository)
    tree = with_changes(repository, commit_at(repository, main).tree, changes)
    head = record(repository, tree, [main], author, note, _trailers("save", key))
    return _moved_to(repository, key, "draft", None, head)


def add(
    repository: Repository,
    draft: Draft,
    tree: Tree,
    author: Person,
    action: DraftAction,
    note: str,
    onto: Oid | None = None,
) -> Draft:
    """The draft with one more state; `onto` joins what was published meanwhile.

    Raises:
        DraftMoved: another program has just changed it.
    """
    old = Oid(hex=draft.head)
    parents = [old] if onto is None else [old, onto]
    head = record(repository, tree, parents, author, note, _trailers(action, draft.key))
    return _moved_to(repository, draft.key, draft.state, old, head)


def turn(
    repository: Repository,
    draft: Draft,
    state: DraftState,
    by: Person,
    action: DraftAction,
    note: str,
) -> Draft:
    """The draft in another state; the new branch is made before the old one goes.

    Raises:
        DraftMoved: another program has just changed it.
    """
    old = Oid(hex=draft.head)
    head = _again(repository, draft.key, old, by, action, note)
    turned = _moved_to(repository, draft.key, state, None, head)
    _drop(repository, draft, old)
    return turned


def discard(repository: Repository, draft: Draft, by: Person) -> None:
    """Put a draft away, from where it can be taken again.

    Raises:
        DraftMoved: another program has just changed it.
    """
    old = Oid(hex=draft.head)
    _keep(repository, draft.key, _again(repository, draft.key, old, by, "discard", ""))
    _drop(repository, draft, old)


def restore(repository: Repository, key: str, kept: Oid, by: Person) -> Draft:
    """A draft again from one that was put away.

    Raises:
        DraftMoved: another program has just begun one.
    """
    head = _again(repository, key, kept, by, "restore", "")
    draft = _moved_to(repository, key, "draft", None, head)
    remove(repository, kept_as(key, kept), kept)
    return draft


def settle(repository: Repository) -> None:
    """Finish changes of state that were interrupted, so that each draft has one branch."""
    for key in keys(repository):
        found = heads(repository, key)
        if len(found) < 2:
            continue
        state = standing(repository, found)
        other: DraftState = "review" if state == "draft" else "draft"
        if not repository.descendant_of(found[state], found[other]):
            _keep(repository, key, found[other])
        remove(repository, branch(key, other), found[other])


def moved(repository: Repository, key: str) -> DraftMoved | NoSuchDraft:
    """What to tell a writer who saw another state of the draft."""
    draft = find(repository, key)
    return NoSuchDraft(key) if draft is None else DraftMoved(draft)


def _again(
    repository: Repository, key: str, old: Oid, by: Person, action: DraftAction, note: str
) -> Oid:
    """The same text once more, as a commit that says what was done with it."""
    tree = commit_at(repository, old).tree
    return record(repository, tree, [old], by, note, _trailers(action, key))


def _moved_to(
    repository: Repository, key: str, state: DraftState, old: Oid | None, head: Oid
) -> Draft:
    try:
        move(repository, branch(key, state), old, head)
    except Moved as error:
        raise moved(repository, key) from error
    return describe(repository, key, state, head)


def _drop(repository: Repository, draft: Draft, old: Oid) -> None:
    try:
        remove(repository, branch(draft.key, draft.state), old)
    except Moved as error:
        raise moved(repository, draft.key) from error


def _keep(repository: Repository, key: str, head: Oid) -> None:
    name = kept_as(key, head)
    if target(repository, name) is None:
        move(repository, name, None, head)


def _trailers(action: DraftAction, key: str) -> list[tuple[str, str]]:
    return [(messages.ACTION, action), (messages.KEY, key)]
