"""Three texts of one origin → one, line by line. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of lines: what it was, and what each side made of it."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def settled(self) -> tuple[str, ...] | None:
        """The lines when at most one side changed them, or both alike; `None` in a conflict."""
        if self.mine == self.base:
            return self.theirs
        return self.mine if self.theirs in (self.base, self.mine) else None


def stretches(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Stretch]:
    """The texts cut where all three have the same line (the algorithm known as diff3)."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    at_base = at_mine = at_theirs = 0
    for row in range(len(base)):
        if row not in in_mine or row not in in_theirs:
            continue
        apart = Stretch(
            tuple(base[at_base:row]),
            tuple(mine[at_mine : in_mine[row]]),
            tuple(theirs[at_theirs : in_theirs[row]]),
        )
        if apart.base or apart.mine or apart.theirs:
            yield apart
        same = (base[row],)
        yield Stretch(same, same, same)
        at_base, at_mine, at_theirs = row + 1, in_mine[row] + 1, in_theirs[row] + 1
    last = Stretch(tuple(base[at_base:]), tuple(mine[at_mine:]), tuple(theirs[at_theirs:]))
    if last.base or last.mine or last.theirs:
        yield last


def _places(base: Lines, other: Lines) -> dict[int, int]:
    """Row of the base → row of the other text that is the same line of the same place."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
