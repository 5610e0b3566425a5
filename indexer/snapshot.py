"""Everything a search needs of one state of the index: immutable, shared by all threads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.facets import Facet, Mask, facets_of
from indexer.postings import Ints, SegmentPostings, Selection, numbers_of, ranges, take
from indexer.query import Term
from indexer.vocabulary import Vocabulary
from indexer.whoosh_schema import Record, key

Floats = npt.NDArray[np.float64]
Keys = npt.NDArray[np.int64]

FieldMask = npt.NDArray[np.bool_] | None
"""Which text fields are allowed, by number; `None` means all."""

BEGINNING_OF_TIME = 0
END_OF_TIME = 4_000_000
"""Ordinals before and after every `datetime.date`."""

FIELD_SHIFT, DOCUMENT_SHIFT = 24, 32
"""A position key is document, field (8 bits), position (24 bits) in one number."""


@dataclass(frozen=True)
class Segment:
    """One segment: its arrays, the records of its documents, and which of them are alive."""

    name: str
    postings: SegmentPostings
    vocabulary: Vocabulary
    records: Sequence[Record]
    alive: Mask

    @cached_property
    def all_alive(self) -> bool:
        """Whether no document has been deleted."""
        return bool(self.alive.all())


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where some forms occur: one element per form, document and field, in no order.

    `shares` has the weight of these forms in each group of terms, 0 where they do not belong.
    """

    shares: tuple[float, ...]
    documents: Keys
    field_numbers: npt.NDArray[np.uint8]
    frequencies: npt.NDArray[np.int32]


class Snapshot:
    """The living documents of all segments under consecutive numbers (dead ones keep theirs)."""

    def __init__(self, segments: Sequence[Segment], field_names: Sequence[str]) -> None:
        self.segments = tuple(segments)
        self.field_names = tuple(field_names)
        sizes = [len(segment.alive) for segment in segments]
        self.bases = [sum(sizes[:number]) for number in range(len(sizes))]
        self.size = sum(sizes)
        self.alive: Mask = _joined([s.alive for s in segments], np.bool_)
        self.records = [record for segment in segments for record in segment.records]
        self.living = np.flatnonzero(self.alive).tolist()
        self.count = len(self.living)

    @cached_property
    def sizes(self) -> list[int]:
        """How many living documents each segment has."""
        return [int(segment.alive.sum()) for segment in self.segments]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Entry id → document number, of the living."""
        return {self.records[n].id: n for n in self.living}

    @cached_property
    def lengths(self) -> npt.NDArray[Any]:
        """Words per document and field."""
        if not self.segments:
            return np.zeros((0, len(self.field_names)), np.int32)
        return np.concatenate([segment.postings.lengths for segment in self.segments])

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """The facets of the living documents."""
        alive = self.alive.tolist()
        return facets_of([r.facets if a else {} for r, a in zip(self.records, alive, strict=True)])

    @cached_property
    def valid_from(self) -> Keys:
        """First day of validity as an ordinal."""
        days = [BEGINNING_OF_TIME if r.valid_from is None else r.valid_from for r in self.records]
        return np.array(days, np.int64)

    @cached_property
    def valid_to(self) -> Keys:
        """Last day of validity as an ordinal."""
        days = [END_OF_TIME if r.valid_to is None else r.valid_to for r in self.records]
        return np.array(days, np.int64)

    @cached_property
    def id_rank(self) -> Keys:
        """Place of each document in the order of ids: the last resort of every order."""
        return _rank([record.id for record in self.records])

    @cached_property
    def title_rank(self) -> Keys:
        """Place of each document in the order of titles, then ids."""
        return _rank([(record.sort_title, record.id) for record in self.records])

    @cached_property
    def changed_rank(self) -> Keys:
        """Place of each document in the order of change, latest first, undated last, then ids."""
        return _rank(
            [(-(record.changed or BEGINNING_OF_TIME), record.id) for record in self.records]
        )

    def occurrences(
        self, groups: Sequence[Sequence[Term]], fields: FieldMask = None
    ) -> Iterator[Occurrences]:
        """Where any term of any group occurs, in the text fields allowed.

        In a group, a form that several terms lead to counts once, at the greatest of their weights.
        Forms that belong to the same groups at the same weights come together.
        """
        for base, segment in zip(self.bases, self.segments, strict=True):
            by_group = [_weighted_forms(segment.postings, terms) for terms in groups]
            alike: dict[tuple[float, ...], list[int]] = {}
            for form in dict.fromkeys(form for weights in by_group for form in weights):
                shares = tuple([weights.get(form, 0.0) for weights in by_group])
                alike.setdefault(shares, []).append(form)
            for shares, forms in alike.items():
                entries = _entries(segment, forms, fields)
                yield Occurrences(
                    shares,
                    take(segment.postings.documents, entries) + np.int64(base),
                    take(segment.postings.field_numbers, entries),
                    take(segment.postings.frequencies, entries),
                )

    def entry_count(self, terms: Iterable[Term]) -> int:
        """In how many documents and fields any of `terms` occurs, forms counted one by one."""
        chosen, total = tuple(terms), 0
        for segment in self.segments:
            forms = np.array(list(_weighted_forms(segment.postings, chosen)), np.int32)
            starts = segment.postings.form_starts
            total += int((starts[forms + 1] - starts[forms]).sum())
        return total

    def holders(self, terms: Iterable[Term], fields: FieldMask = None) -> Ints:
        """The documents where any of `terms` stands, sorted."""
        chosen, there = tuple(terms), np.zeros(self.size, np.bool_)
        for base, segment in zip(self.bases, self.segments, strict=True):
            forms = list(_weighted_forms(segment.postings, chosen))
            entries = _entries(segment, forms, fields)
            there[take(segment.postings.documents, entries) + np.int64(base)] = True
        return np.flatnonzero(there).astype(np.int32)

    def position_keys(
        self, terms: Iterable[Term], fields: FieldMask = None, within: Mask | None = None
    ) -> Keys:
        """Every place where any of `terms` stands, as sorted position keys without repetition.

        `within` names the documents to look into; without it, all.
        """
        chosen, keys = tuple(terms), []
        for base, segment in zip(self.bases, self.segments, strict=True):
            postings = segment.postings
            here = None if within is None else within[base : base + len(segment.alive)]
            entries = _entries(segment, list(_weighted_forms(postings, chosen)), fields, here)
            places = (take(postings.documents, entries) + np.int64(base)) << DOCUMENT_SHIFT
            places |= take(postings.field_numbers, entries).astype(np.int64) << FIELD_SHIFT
            lengths = take(postings.frequencies, entries)
            positions = take(postings.positions, _positions(postings, entries))
            keys.append(np.repeat(places, lengths) + positions)
        found: Keys = _joined(keys, np.int64)
        if (found[1:] > found[:-1]).all():
            return found
        found.sort(kind="stable")
        distinct: Keys = found[np.append(True, found[1:] > found[:-1])]
        return distinct

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """Folded surface form → number of living documents that hold it."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            counts.update(segment.vocabulary.surfaces(segment.alive))
        return counts

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Word as written, in lower case → number of living documents that hold it."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            counts.update(segment.vocabulary.words(segment.alive))
        return counts


def _entries(
    segment: Segment, forms: list[int], fields: FieldMask, within: Mask | None = None
) -> Selection:
    """The entries of some forms in living documents (of those in `within`) and allowed fields."""
    postings = segment.postings
    entries = postings.entries_of(forms)
    if fields is None and within is None and segment.all_alive:
        return entries
    there = segment.alive if within is None else segment.alive & within
    keep = there[take(postings.documents, entries)]
    if fields is not None:
        keep = keep & fields[take(postings.field_numbers, entries)]
    kept: Keys = numbers_of(entries)[keep]
    return kept


def _positions(postings: SegmentPostings, entries: Selection) -> Selection:
    """The positions of some entries, one entry after another."""
    starts = postings.position_starts
    if isinstance(entries, np.ndarray):
        return ranges(starts[entries], starts[entries + 1] - starts[entries])
    return [slice(int(starts[part.start]), int(starts[part.stop])) for part in entries]


def _weighted_forms(postings: SegmentPostings, terms: Iterable[Term]) -> dict[int, float]:
    """The forms that any of the terms leads to, each with the greatest weight."""
    weights: dict[int, float] = {}
    for term in terms:
        for form in postings.forms_of(key(term.channel, term.value)).tolist():
            weights[form] = max(term.weight, weights.get(form, 0.0))
    return weights


def _joined(parts: Sequence[npt.NDArray[Any]], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)


def _rank(sort_keys: Sequence[Any]) -> Keys:
    order = sorted(range(len(sort_keys)), key=sort_keys.__getitem__)
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
