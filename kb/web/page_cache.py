"""Finished pages kept in bounded memory. Pure but for its lock."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from math import inf
from threading import Lock

MOST_BYTES = 32_000_000
"""Compressed bytes kept by one edition: more than 2,000 pages of standards."""

Key = tuple[date, str, str]
"""The day it is, the address of the site, the path with its parameters."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A finished page: its body compressed with gzip, its headers and its entity tag.

    `fresh_until` is the moment, on the clock of its keeper, after which it is made anew.
    """

    compressed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    fresh_until: float = inf


class PageCache:
    """The least recently asked for pages go first once `most_bytes` are kept. Thread-safe."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def items(self) -> list[tuple[Key, KeptPage]]:
        """Everything kept, the page not asked for longest first."""
        with self._lock:
            return list(self._pages.items())

    def get(self, key: Key) -> KeptPage | None:
        """The page kept under a key."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page in place of the one kept before."""
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._bytes -= len(replaced.compressed) if replaced is not None else 0
            self._pages[key] = page
            self._bytes += len(page.compressed)
            while self._bytes > self._most_bytes:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= len(dropped.compressed)
