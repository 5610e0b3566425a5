"""The words of a segment and how many documents hold each."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.facets import Mask
from indexer.postings import Offsets, SegmentPostings, boundaries, ranges
from indexer.whoosh_schema import CHANNEL_CODES


class Vocabulary:
    """Counts over a segment's postings. They are made once for all its documents; what the dead
    ones hold is taken off afterwards. Nothing is computed before it is asked for."""

    def __init__(self, postings: SegmentPostings) -> None:
        self._postings = postings

    def words(self, alive: Mask) -> Mapping[str, int]:
        """Word as written, in lower case → number of living documents that hold it."""
        postings, size = self._postings, len(self._postings.words)
        dead = self._entries_of_dead(alive)
        taken = document_counts(postings.entry_forms[dead], postings.documents[dead], size)
        counts: dict[str, int] = {}
        totals = (self._form_counts - taken).tolist()
        for word, count in zip(postings.words, totals, strict=True):
            if count:
                counts[word] = counts.get(word, 0) + count
        return counts

    def surfaces(self, alive: Mask) -> Mapping[str, int]:
        """Folded surface form → number of living documents that hold it."""
        rows, documents = self._surfaces_in(self._entries_of_dead(alive))
        taken = document_counts(rows, documents, len(self._surface_names))
        totals = (self._surface_counts - taken).tolist()
        return {n: count for n, count in zip(self._surface_names, totals, strict=True) if count}

    def _entries_of_dead(self, alive: Mask) -> Offsets:
        if alive.all():
            return np.zeros(0, np.int64)
        return np.flatnonzero(~alive[self._postings.documents])

    @cached_property
    def _form_counts(self) -> Offsets:
        """Number of documents per form: its entries in several fields of one are neighbours."""
        forms, documents = self._postings.entry_forms, self._postings.documents
        first = np.ones(len(forms), np.bool_)
        first[1:] = (forms[1:] != forms[:-1]) | (documents[1:] != documents[:-1])
        return np.bincount(forms[first], minlength=len(self._postings.words))

    @cached_property
    def _surface_rows(self) -> range:
        """The surface forms' place in the lexicon of keys."""
        return self._postings.keys.starting_with(CHANNEL_CODES["surface"])

    @cached_property
    def _surface_names(self) -> tuple[str, ...]:
        return tuple(self._postings.keys[row][1:] for row in self._surface_rows)

    @cached_property
    def _forms(self) -> tuple[Offsets, Offsets]:
        """For each surface in order its forms, and how many it has."""
        rows, postings = self._surface_rows, self._postings
        starts = postings.key_starts[rows.start : rows.stop + 1]
        return postings.key_forms[starts[0] : starts[-1]].astype(np.int64), np.diff(starts)

    @cached_property
    def _surfaces_by_form(self) -> tuple[Offsets, Offsets]:
        """Surfaces, form after form, and where each form's begin (an article has several)."""
        forms, sizes = self._forms
        surfaces = np.repeat(np.arange(len(sizes)), sizes)[np.argsort(forms, kind="stable")]
        return surfaces, boundaries(np.bincount(forms, minlength=len(self._postings.words)))

    def _surfaces_in(self, entries: Offsets) -> tuple[Offsets, npt.NDArray[Any]]:
        """The surfaces that some entries hold, each with its document."""
        surfaces, starts = self._surfaces_by_form
        forms = self._postings.entry_forms[entries]
        sizes = starts[forms + 1] - starts[forms]
        documents = np.repeat(self._postings.documents[entries], sizes)
        return surfaces[ranges(starts[forms], sizes)], documents

    @cached_property
    def _surface_counts(self) -> Offsets:
        """Number of documents per surface; only those of several forms need a closer look."""
        forms, sizes = self._forms
        firsts = (boundaries(sizes)[:-1])[sizes > 0]
        counts = np.zeros(len(sizes), np.int64)
        counts[sizes > 0] = self._form_counts[forms[firsts]]
        several = np.repeat(sizes > 1, sizes)
        involved = np.zeros(len(self._postings.words), np.bool_)
        involved[forms[several]] = True
        entries = np.flatnonzero(involved[self._postings.entry_forms])
        exact = document_counts(*self._surfaces_in(entries), len(sizes))
        return np.where(sizes > 1, exact, counts)


def document_counts(
    groups: npt.NDArray[Any], documents: npt.NDArray[Any], size: int
) -> npt.NDArray[np.int64]:
    """Number of different documents per group, 0 … size-1, of (group, document) pairs."""
    width = int(documents.max(initial=0)) + 1
    pairs = np.unique(groups.astype(np.int64) * width + documents)
    return np.bincount(pairs // width, minlength=size)
