"""What changed in the standards and when: what the news page and its feed tell. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kb.documents.model import Standard, Version
from kb.documents.text import polish_key
from kb.library import Library

Event = Literal["nowy", "zmiana", "koniec"]


@dataclass(frozen=True, slots=True)
class Change:
    """A version that comes into force on `day`, or the end of a standard from that day."""

    day: date
    event: Event
    version: Version


def changes(library: Library) -> tuple[Change, ...]:
    """Every change, the newest and those to come first, of one day by title."""
    found = [c for standard in library.standards.values() for c in _changes_of(standard)]
    by_title = sorted(found, key=lambda change: polish_key(change.version.meta.title))
    return tuple(sorted(by_title, key=lambda change: change.day, reverse=True))


def _changes_of(standard: Standard) -> Iterator[Change]:
    for index, version in enumerate(standard.versions):
        yield Change(version.meta.valid_from, "zmiana" if index else "nowy", version)
    last = standard.versions[-1]
    if last.until is not None:
        yield Change(last.until + timedelta(days=1), "koniec", last)


def told_on(change: Change, today: date) -> date:
    """Since when a change has been known: its day, or before it the legal state of the text."""
    return change.day if change.day <= today else min(change.version.meta.legal_state, today)


def modified_on(version: Version, today: date) -> date | None:
    """The last day before now on which a version changed or was checked; `None` if unknown."""
    days = (version.meta.valid_from, version.meta.legal_state)
    return max((day for day in days if day <= today), default=None)
