"""Rows of lists that were edited apart: which row of one is which row of another. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any

Row = Any
"""A mapping of fields, or a text."""

Rows = Mapping[int, Row]
"""Rows by their places."""

IDENTITY = ("id", "file", "citation", "question", "title", "what")
"""The fields by which a row is known, the first that it has."""

_LIKE = 0.6
"""How alike two texts are that are taken for one rewritten (`SequenceMatcher.ratio`)."""


@dataclass(frozen=True, slots=True)
class Trio:
    """One row as it was and as each side has it: indices, `None` where there is none."""

    base: int | None
    mine: int | None
    theirs: int | None


def trios(base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> list[Trio]:
    """Every row of the three lists once: first those of the base, then those that were added."""
    to_mine, to_theirs = _pairs(base, mine), _pairs(base, theirs)
    found = [Trio(i, to_mine.get(i), to_theirs.get(i)) for i in range(len(base))]
    new_mine = [i for i in range(len(mine)) if i not in set(to_mine.values())]
    new_theirs = [i for i in range(len(theirs)) if i not in set(to_theirs.values())]
    both = _of_one_identity({i: mine[i] for i in new_mine}, {i: theirs[i] for i in new_theirs})
    found += [Trio(None, i, both.get(i)) for i in new_mine]
    taken = set(both.values())
    return found + [Trio(None, None, i) for i in new_theirs if i not in taken]


def orders(rows: Iterable[Trio]) -> tuple[list[int], list[int]]:
    """The rows that all three have, as places in the base: in my order and in theirs."""
    common = [(r.mine, r.theirs, r.base) for r in rows]
    held = [(m, t, b) for m, t, b in common if m is not None and t is not None and b is not None]
    mine = [base for _, _, base in sorted(held)]
    return mine, [base for _, _, base in sorted(held, key=itemgetter(1))]


def in_order(
    rows: Iterable[Trio],
    first: Callable[[Trio], int | None],
    second: Callable[[Trio], int | None],
) -> list[Trio]:
    """The rows in the order of the first side; the others after what they follow on the second."""
    rows = list(rows)
    ordered = sorted((r for r in rows if first(r) is not None), key=lambda r: first(r) or 0)
    others = sorted((r for r in rows if first(r) is None), key=lambda r: second(r) or 0)
    by_second = {second(row): row for row in rows if second(row) is not None}
    for row in others:
        place = second(row) or 0
        before = next((by_second[i] for i in range(place - 1, -1, -1) if i in by_second), None)
        ordered.insert(ordered.index(before) + 1 if before in ordered else 0, row)
    return ordered


def _pairs(base: Sequence[Row], other: Sequence[Row]) -> dict[int, int]:
    """Row of the base → the same row of the other list: equal, of one identity, or alike."""
    left, right = dict(enumerate(base)), dict(enumerate(other))
    found: dict[int, int] = {}
    for match in (_equal, _of_one_identity, _alike):
        new = match(left, right)
        found |= new
        left = {i: row for i, row in left.items() if i not in new}
        right = {i: row for i, row in right.items() if i not in set(new.values())}
    return found


def _equal(left: Rows, right: Rows) -> dict[int, int]:
    return _matched(left, right, lambda row, other: bool(row == other))


def _of_one_identity(left: Rows, right: Rows) -> dict[int, int]:
    return _matched(left, right, _same_identity)


def _matched(left: Rows, right: Rows, same: Callable[[Row, Row], bool]) -> dict[int, int]:
    free = dict(right)
    found = {}
    for i, row in left.items():
        match = next((j for j, other in free.items() if same(row, other)), None)
        if match is not None:
            found[i] = match
            del free[match]
    return found


def _same_identity(row: Row, other: Row) -> bool:
    if not isinstance(row, Mapping) or not isinstance(other, Mapping) or row == other:
        return bool(row == other)
    key = next((name for name in IDENTITY if name in row), None)
    return key is not None and row[key] == other.get(key)


def _alike(left: Rows, right: Rows) -> dict[int, int]:
    """The most alike first; of those equally alike, the nearest."""
    ratios = [
        (-_likeness(row, other), abs(i - j), i, j)
        for i, row in left.items()
        for j, other in right.items()
    ]
    found: dict[int, int] = {}
    for ratio, _, i, j in sorted(ratios):
        if -ratio >= _LIKE and i not in found and j not in found.values():
            found[i] = j
    return found


def _likeness(row: Row, other: Row) -> float:
    if not isinstance(row, Mapping) or not isinstance(other, Mapping):
        return 0.0
    if row.keys().isdisjoint(other):
        return 0.0
    return SequenceMatcher(None, _words(row), _words(other), autojunk=False).ratio()


def _words(row: Mapping[str, Row]) -> list[str]:
    return " ".join(str(value) for value in row.values()).split()
