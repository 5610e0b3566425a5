"""Two versions of a standard → their differences, part by part and word by word. Pure.

Rows that stayed are found first; rows that changed are paired by likeness and then compared by
words. Words are what lies between spaces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "added", "removed", "changed"]

_ALIKE = 0.45
"""Share of common words from which two rows count as one row that was changed."""
_MOST_PAIRS = 400
"""Pairs of rows up to which each is looked at; in longer passages rows are paired by place."""
_CERTAIN = 0.75
"""Likeness from which the nearest row is taken without looking at the others."""
_MOST_TRIED = 20
"""Rows of a long passage that are looked for before it counts as written anew."""
_FILLER = 3
"""Letters of a single unchanged word between two changes that is not worth an interruption."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a version as plain text: its anchor on the page, its title and its rows."""

    anchor: str
    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, were added or removed."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a part in both versions; only a changed one mixes kinds of pieces."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartComparison:
    """What happened to one part; a part that only one version has is added or removed."""

    anchor: str
    title: str
    kind: Kind
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many rows differ."""
        return sum(change.kind != "same" for change in self.changes)


def compare(old: Sequence[Part], new: Sequence[Part]) -> tuple[PartComparison, ...]:
    """Every part of either version, in the order of the new one; removed parts keep their place."""
    before = {part.anchor: part for part in old}
    after = {part.anchor: part for part in new}
    return tuple(
        _compared(before.get(anchor), after.get(anchor))
        for anchor in _merged([part.anchor for part in old], [part.anchor for part in new])
    )


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two texts: what stayed, what was removed and what was added in its place."""
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for tag, start, end, begin, finish in _opcodes(before, after):
        if tag == "equal":
            pieces.append(Piece("same", " ".join(before[start:end])))
            continue
        if start < end:
            pieces.append(Piece("removed", " ".join(before[start:end])))
        if begin < finish:
            pieces.append(Piece("added", " ".join(after[begin:finish])))
    return tuple(pieces)


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What to do with the words, changes around a lone short word taken together."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    last = len(codes) - 1

    def filler(index: int) -> bool:
        tag, start, end, _, _ = codes[index]
        lone = tag == "equal" and end - start == 1 and len(before[start]) <= _FILLER
        return lone and 0 < index < last

    marked = [(tag == "equal" and not filler(n), code) for n, (tag, *code) in enumerate(codes)]
    for equal, group in groupby(marked, key=lambda item: item[0]):
        spans = [code for _, code in group]
        first, final = spans[0], spans[-1]
        yield ("equal" if equal else "replace"), first[0], final[1], first[2], final[3]


def _compared(old: Part | None, new: Part | None) -> PartComparison:
    part = new or old
    if part is None:
        raise ValueError("a part stands in neither version")
    if old is None or new is None:
        kind: Literal["added", "removed"] = "added" if old is None else "removed"
        rows = tuple(_whole(kind, row) for row in part.rows)
        return PartComparison(part.anchor, part.title, kind, rows)
    changes = tuple(_changes(old.rows, new.rows))
    same = all(change.kind == "same" for change in changes)
    return PartComparison(part.anchor, part.title, "same" if same else "changed", changes)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, start, end, begin, finish in codes:
        if tag == "equal":
            yield from (_whole("same", row) for row in old[start:end])
        else:
            yield from _paired(old[start:end], new[begin:finish])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Rows between two that stayed: those most alike are taken as one, order kept."""
    if not old or not new:
        yield from (_whole("removed", row) for row in old)
        yield from (_whole("added", row) for row in new)
        return
    likeness, row, other = _closest(old, new)
    if likeness < _ALIKE:
        yield from (_whole("removed", text) for text in old)
        yield from (_whole("added", text) for text in new)
        return
    yield from _paired(old[:row], new[:other])
    yield Change("changed", compare_words(old[row], new[other]))
    yield from _paired(old[row + 1 :], new[other + 1 :])


def _closest(old: Sequence[str], new: Sequence[str]) -> tuple[float, int, int]:
    """The likeness of two rows to be paired first, and where they stand."""
    if len(old) * len(new) <= _MOST_PAIRS:
        pairs = (
            (_likeness(before, after), row, other)
            for row, before in enumerate(old)
            for other, after in enumerate(new)
        )
        return max(pairs, key=lambda found: found[0])
    middle = len(old) // 2
    for row in sorted(range(len(old)), key=lambda row: abs(row - middle))[:_MOST_TRIED]:
        found = _best_match(old[row], new, row * len(new) // len(old))
        if found[0] >= _ALIKE:
            return found[0], row, found[1]
    return 0.0, 0, 0


def _best_match(text: str, rows: Sequence[str], place: int) -> tuple[float, int]:
    """The likeness of the row that is most like `text`, and where it stands, nearest first."""
    best = (0.0, 0)
    for other in sorted(range(len(rows)), key=lambda other: abs(other - place)):
        likeness = _likeness(text, rows[other])
        if likeness >= _CERTAIN:
            return likeness, other
        best = max(best, (likeness, other), key=lambda found: found[0])
    return best


def _likeness(old: str, new: str) -> float:
    """The share of words that two rows have in common, 0–1."""
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _whole(kind: Literal["same", "added", "removed"], text: str) -> Change:
    return Change(kind, (Piece(kind, text),))


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """The new order with what was removed put after its old neighbour."""
    merged = list(new)
    for index, anchor in enumerate(old):
        if anchor not in merged:
            merged.insert(merged.index(old[index - 1]) + 1 if index else 0, anchor)
    return merged
