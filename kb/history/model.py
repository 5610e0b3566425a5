"""What the history of the content consists of: persons, drafts and revisions. Pure."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

DraftState = Literal["draft", "review"]
"""Being written, or sent for review: the branch `draft/<key>` or `review/<key>`."""

Action = Literal["seed", "publish", "outside"]
"""How a revision came about: the first content, a published draft, an edit past the service."""

DraftAction = Literal["save", "send", "give-back", "refresh", "restore", "discard"]
"""What happened to a draft; `refresh` took over what was published meanwhile."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something: a stable id such as "konto-7" and the name as it was at that time."""

    id: str
    name: str


OUTSIDE = Person("poza-serwisem", "Poza serwisem")
"""Whoever edits files of the content, or pushes to it, past the service."""

PROGRAM = Person("program", "Treść dołączona do programu")
"""The author of the first revision, made from the bundled standards."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is being written or waits for review; it may touch several files.

    `key` is the slug of a standard, or "vocabulary.<name>" for a vocabulary file. `head` and
    `base` are commits: the last state of the draft, and the published state it started from.
    `authors` wrote or changed its text, in the order of their first change; `last` did the last
    thing to it, sending and giving back included, at `changed` (UTC).
    """

    key: str
    state: DraftState
    head: str
    base: str
    authors: tuple[Person, ...]
    last: Person
    changed: datetime


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """One thing that happened to a draft, with the note left by who did it."""

    id: str
    when: datetime
    person: Person
    action: DraftAction
    note: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One published state of the content: a commit of `main`, and what it changed."""

    id: str
    when: datetime
    author: Person
    reviewer: Person | None
    note: str
    action: Action
    paths: tuple[PurePosixPath, ...]
    co_authors: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictingFile:
    """A file that a draft and somebody's publication changed in the same places.

    `None` in place of a text: there was, or is, no such file on that side.
    """

    path: PurePosixPath
    base: bytes | None
    published: bytes | None
    draft: bytes | None
