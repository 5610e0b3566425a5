"""A sorted list of words, searched by bisection."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

SEPARATOR = b"\n"
LAST = b"\xff"
"""Sorts after every byte of UTF-8."""


class Lexicon:
    """Immutable; words in the order of their UTF-8 bytes, none with a line break in it.

    Kept as bytes, which take half of what strings of a Polish vocabulary take.
    """

    def __init__(self, block: npt.NDArray[np.uint8]) -> None:
        self._words = block.tobytes().split(SEPARATOR)[:-1]

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return (word.decode() for word in self._words)

    def __getitem__(self, row: int) -> str:
        return self._words[row].decode()

    def find(self, word: str) -> int | None:
        """The row of `word`; `None` when it is not there."""
        wanted = word.encode()
        row = bisect_left(self._words, wanted)
        return row if row < len(self._words) and self._words[row] == wanted else None

    def starting_with(self, prefix: str) -> range:
        """The rows of the words that begin with `prefix`."""
        wanted = prefix.encode()
        start = bisect_left(self._words, wanted)
        return range(start, bisect_left(self._words, wanted + LAST, lo=start))


def block_of(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Words in order → the bytes that `Lexicon` reads."""
    joined = b"".join(word.encode() + SEPARATOR for word in words)
    return np.frombuffer(joined, np.uint8)
