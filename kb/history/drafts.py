"""Drafts as branches: which there are, who wrote what, and what happened to them."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from pygit2 import Commit, Oid, Repository
from pygit2.enums import SortMode

from kb.history import messages
from kb.history.commits import main_of, person_of, time_of
from kb.history.errors import DraftMoved, NoSuchDraft
from kb.history.model import Draft, DraftAction, DraftEvent, DraftState
from kb.history.references import DISCARDED, target
from kb.history.trees import commit_at

STATES: tuple[DraftState, ...] = get_args(DraftState)

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|vocabulary\.[a-z_]+")
_ACTIONS: tuple[DraftAction, ...] = get_args(DraftAction)


def is_key(key: str) -> bool:
    """Whether a draft can have this key: git keeps names that end in ".lock" for itself."""
    return _KEY.fullmatch(key) is not None and not key.endswith(".lock")


def branch(key: str, state: DraftState) -> str:
    """The name of the branch of a draft."""
    return f"refs/heads/{state}/{key}"


def keys(repository: Repository) -> tuple[str, ...]:
    """The keys of all drafts, sorted."""
    prefixes = tuple(f"refs/heads/{state}/" for state in STATES)
    names = (name for name in repository.references if name.startswith(prefixes))
    found = {name.split("/", 3)[3] for name in names}
    return tuple(sorted(key for key in found if is_key(key)))


def find(repository: Repository, key: str) -> Draft | None:
    """The draft with this key, if there is one."""
    if not is_key(key):
        return None
    found = heads(repository, key) or heads(repository, key)  # its state may change meanwhile
    if not found:
        return None
    state = standing(repository, found)
    return describe(repository, key, state, found[state])


def required(repository: Repository, key: str, expected: str | None = None) -> Draft:
    """The draft with this key, at the head `expected` where one is named.

    Raises:
        NoSuchDraft: there is none.
        DraftMoved: it stands elsewhere.
    """
    draft = find(repository, key)
    if draft is None:
        raise NoSuchDraft(key)
    if expected not in (None, draft.head):
        raise DraftMoved(draft)
    return draft


def heads(repository: Repository, key: str) -> dict[DraftState, Oid]:
    """The branches of a draft: one, or two while its state changes."""
    found = ((state, target(repository, branch(key, state))) for state in STATES)
    return {state: head for state, head in found if head is not None}


def standing(repository: Repository, found: Mapping[DraftState, Oid]) -> DraftState:
    """Which of the branches of a draft counts.

    The later one grew out of the other; of two that have nothing in common, the one in review.
    """
    if len(found) == 1:
        return next(iter(found))
    newer = repository.descendant_of(found["draft"], found["review"])
    return "draft" if newer else "review"


def describe(repository: Repository, key: str, state: DraftState, head: Oid) -> Draft:
    """What a branch says about the draft on it."""
    main = main_of(repository)
    own = list(_own_commits(repository, head, main))
    last = own[-1] if own else commit_at(repository, head)
    authors = dict.fromkeys(person_of(c.author) for c in own if action_of(c) == "save")
    return Draft(
        key=key,
        state=state,
        head=str(head),
        base=str(repository.merge_base(main, head) or main),
        authors=tuple(authors),
        last=person_of(last.author),
        changed=time_of(last),
    )


def events(repository: Repository, draft: Draft) -> tuple[DraftEvent, ...]:
    """What happened to a draft, newest first."""
    own = _own_commits(repository, Oid(hex=draft.head), main_of(repository))
    found = [
        DraftEvent(
            id=str(commit.id),
            when=time_of(commit),
            person=person_of(commit.author),
            action=action_of(commit),
            note=messages.read_message(commit.message).note,
        )
        for commit in own
    ]
    return tuple(reversed(found))


def action_of(commit: Commit) -> DraftAction:
    """What a commit on the branch of a draft did; made by other programs, it saved."""
    told = messages.read_message(commit.message).first(messages.ACTION)
    return next((action for action in _ACTIONS if action == told), "save")


def discarded(repository: Repository) -> Iterator[tuple[str, Oid]]:
    """Key and head of each draft that was put away."""
    for name in repository.references:
        if name.startswith(f"{DISCARDED}/"):
            head = target(repository, name)
            if head is not None:
                yield name.removeprefix(f"{DISCARDED}/").partition("/")[0], head


def kept_as(key: str, head: Oid | str) -> str:
    """The name under which a discarded draft is kept."""
    return f"{DISCARDED}/{key}/{head}"


def _own_commits(repository: Repository, head: Oid, main: Oid) -> Iterator[Commit]:
    """The commits of a draft that are not published, oldest first."""
    walker = repository.walk(head, SortMode.TOPOLOGICAL | SortMode.REVERSE)
    walker.hide(main)
    yield from walker
