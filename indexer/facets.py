"""Facet values as rows of bits over documents: filters are ORs and ANDs, counts are popcounts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
WORD = 64


def pack(masks: Mask) -> Bits:
    """Booleans, the last axis over documents → words of 64 bits, padded with zeros."""
    octets = np.packbits(masks, axis=-1)
    words = -(-masks.shape[-1] // WORD)
    padded = np.zeros((*masks.shape[:-1], words * WORD // 8), np.uint8)
    padded[..., : octets.shape[-1]] = octets
    return padded.view(np.uint64)


def unpack(bits: Bits, documents: int) -> Mask:
    """The booleans that `pack` was given."""
    return np.unpackbits(bits.view(np.uint8), count=documents).view(np.bool_)


def bits_at(bits: Bits, documents: npt.NDArray[np.integer[Any]]) -> Mask:
    """The booleans of some documents only; rows of bits give rows of booleans."""
    octets = bits.view(np.uint8)[..., documents >> 3]
    chosen: Mask = (octets >> (7 - (documents & 7)).astype(np.uint8) & 1).astype(np.bool_)
    return chosen


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its values and, for each, the bits of the documents that have it."""

    values: tuple[str, ...]
    rows: Bits

    def filter(self, chosen: Iterable[str]) -> Bits:
        """The documents that have any of the chosen values."""
        wanted = [self.values.index(value) for value in set(chosen) if value in self.values]
        passing: Bits = np.bitwise_or.reduce(self.rows[wanted], axis=0)
        return passing

    def counts(self, within: Bits) -> dict[str, int]:
        """Value → number of documents of `within` that have it; zeros included."""
        totals = np.bitwise_count(self.rows & within).sum(axis=1, dtype=np.int64)
        return dict(zip(self.values, totals.tolist(), strict=True))


def facets_of(documents: Sequence[Mapping[str, Iterable[str]]]) -> dict[str, Facet]:
    """Facet name → facet, from the facet values of each document."""
    places: dict[str, dict[str, list[int]]] = {}
    for number, facets in enumerate(documents):
        for name, values in facets.items():
            of_facet = places.setdefault(name, {})
            for value in values:
                of_facet.setdefault(value, []).append(number)
    return {name: _facet(by_value, len(documents)) for name, by_value in places.items()}


def _facet(by_value: Mapping[str, Sequence[int]], documents: int) -> Facet:
    values = tuple(sorted(by_value))
    masks = np.zeros((len(values), documents), np.bool_)
    for row, value in enumerate(values):
        masks[row, by_value[value]] = True
    return Facet(values, pack(masks))
