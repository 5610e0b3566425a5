"""What one word, phrase or synonym earns in every document: BM25F over the postings, cached.

BM25F (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields", 2004):
occurrences are weighted and length-normalised per field, added up, and saturated once. Each channel
of a word is scored so, and the channels are added with their weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.cache import SizedCache
from indexer.facets import Mask
from indexer.postings import Ints
from indexer.proximity import closeness, followed
from indexer.query import Channel, Clause, Expansion, Phrase, Term
from indexer.snapshot import DOCUMENT_SHIFT, FieldMask, Floats, Keys, Snapshot
from indexer.weights import FieldWeight, Weights

SCORES_BYTES = 24 * 2**20
POSITIONS_BYTES = 12 * 2**20
HOLDERS_BYTES = 4 * 2**20
"""Of what a snapshot keeps of recent words: some thousands at 10,000 documents."""

COUNTED_WORDS = 8_192
"""Words whose number of entries a snapshot remembers."""

MOST_WORDS = 32
"""Words of the longest query that is scored whole."""

TELLING_WORDS = 20
"""Of a longer query or phrase only so many words are scored, the rarest: the others hardly tell
any documents apart, and a pasted page must not take longer than a question."""

PROBES = 4
"""Words of a phrase, the rarest, whose places are looked up everywhere; those of the others only
in the documents that are left."""

LOOSE: Channel = "prefix"
"""The channel that adds to a score but does not make a document hold the word."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one word earns: `scores` in `documents` (sorted numbers).

    `held` says where the word itself stands (in whatever form), not just its first letters. `worth`
    is what the score tends to when the word is everywhere in a document, `rarity` the inverse
    document frequency of holding it, 0 when nothing does.
    """

    documents: Ints
    scores: npt.NDArray[np.float32]
    held: Mask
    worth: float
    rarity: float

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.documents.nbytes + self.scores.nbytes + self.held.nbytes

    def scaled(self, factor: float) -> "Row":
        """The same with the score and the worth multiplied."""
        worth = self.worth * factor
        scores = self.scores * np.float32(factor)
        return Row(self.documents, scores, self.held, worth, self.rarity)

    def at(self, documents: Keys) -> tuple[Floats, Mask]:
        """Scores and held flags of some documents; zero and false elsewhere."""
        if not len(self.documents):
            return np.zeros(len(documents)), np.zeros(len(documents), np.bool_)
        places = np.minimum(np.searchsorted(self.documents, documents), len(self.documents) - 1)
        there = self.documents[places] == documents
        return np.where(there, self.scores[places], 0.0), there & self.held[places]


NO_ROW = Row(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.bool_), 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of neighbouring words, in one cache entry."""

    rows: tuple[Row, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(row.nbytes for row in self.rows)


class Scorer:
    """Scores words, phrases and synonyms over one snapshot; thread-safe."""

    def __init__(self, snapshot: Snapshot, weights: Weights) -> None:
        self.snapshot = snapshot
        self.weights = weights
        self._rows: SizedCache[Rows] = SizedCache(SCORES_BYTES)
        self._keys: SizedCache[Keys] = SizedCache(POSITIONS_BYTES)
        self._holders: SizedCache[Ints] = SizedCache(HOLDERS_BYTES)
        self._entry_count = lru_cache(maxsize=COUNTED_WORDS)(self._count_entries)

    @cached_property
    def _field_factors(self) -> Floats:
        """Per document and field: what one occurrence is worth, length normalised."""
        snapshot = self.snapshot
        factors = np.empty(snapshot.lengths.shape)
        for number, name in enumerate(snapshot.field_names):
            field = self.weights.fields.get(name, FieldWeight())
            lengths = snapshot.lengths[:, number]
            written = lengths[(lengths > 0) & snapshot.alive]
            average = float(written.mean()) if len(written) else 1.0
            factors[:, number] = field.weight / (1 - field.b + field.b * lengths / average)
        return factors

    def rarity(self, frequency: int) -> float:
        """Inverse document frequency as in BM25, never negative."""
        return log(1 + (self.snapshot.count - frequency + 0.5) / (frequency + 0.5))

    def clause(self, clause: Clause, fields: tuple[str, ...] | None = None) -> Row:
        """What one word earns; `fields` stands in where the clause has none of its own."""
        limits = clause.fields or fields
        cache_key = ("clause", clause.terms, limits, clause.exact)
        return self._rows.get(cache_key, lambda: Rows((self._clause(clause, limits),))).rows[0]

    def _clause(self, clause: Clause, limits: tuple[str, ...] | None) -> Row:
        channels = [
            channel
            for channel in self.weights.channels
            if any(term.channel == channel for term in clause.terms)
            and (channel == "surface" or not clause.exact)
        ]
        weighted = self._weighted([_relative(clause.terms, c) for c in channels], limits)
        there = weighted > 0
        worths = np.array(
            [
                self.weights.channels[channel] * (self.weights.k1 + 1) * self.rarity(frequency)
                if frequency
                else 0.0
                for channel, frequency in zip(channels, there.sum(axis=1).tolist(), strict=True)
            ]
        )
        scores = worths @ (weighted / (self.weights.k1 + weighted))
        held: Mask = np.any(there[[channel != LOOSE for channel in channels]], axis=0)
        if not held.any():
            held = scores > 0
        row = _row(scores, held, float(worths.sum()), self)
        return row.scaled(self.weights.exact) if clause.exact else row

    def _weighted(self, groups: Sequence[Sequence[Term]], limits: tuple[str, ...] | None) -> Floats:
        """Per group and document: occurrences, weighted and length-normalised by field."""
        size, fields = self.snapshot.size, len(self.snapshot.field_names)
        weighted = np.zeros((len(groups), size))
        factors = self._field_factors.ravel()
        for places in self.snapshot.occurrences(groups, self._allowed(limits)):
            of_places = factors[places.documents * fields + places.field_numbers]
            counts = np.bincount(places.documents, places.frequencies * of_places, size)
            for number, share in enumerate(places.shares):
                if share:
                    weighted[number] += share * counts
        return weighted

    def _allowed(self, limits: tuple[str, ...] | None) -> FieldMask:
        if limits is None:
            return None
        return np.array([name in limits for name in self.snapshot.field_names], np.bool_)

    def frequency(self, clause: Clause) -> int:
        """About how many documents hold a word, at little cost."""
        return self._entry_count(clause.terms)

    def _count_entries(self, terms: tuple[Term, ...]) -> int:
        return self.snapshot.entry_count(term for term in terms if term.channel != LOOSE)

    def rarest(self, clauses: Sequence[Clause]) -> list[int]:
        """The numbers of the words that stand anywhere, the rarest first."""
        counts = [self.frequency(clause) for clause in clauses]
        known = [number for number, count in enumerate(counts) if count]
        return sorted(known, key=counts.__getitem__)

    def keys(self, clause: Clause, fields: tuple[str, ...] | None = None) -> Keys:
        """Every position of a word, first letters apart, as sorted position keys."""
        limits = clause.fields or fields
        terms = tuple(term for term in clause.terms if term.channel != LOOSE)
        compute = self.snapshot.position_keys
        return self._keys.get((terms, limits), lambda: compute(terms, self._allowed(limits)))

    def holders(self, clause: Clause, fields: tuple[str, ...] | None = None) -> Ints:
        """The documents where a word stands in whatever form, first letters apart; sorted."""
        limits = clause.fields or fields
        terms = tuple(term for term in clause.terms if term.channel != LOOSE)
        compute = self.snapshot.holders
        return self._holders.get((terms, limits), lambda: compute(terms, self._allowed(limits)))

    def phrase(self, phrase: Phrase) -> Row:
        """What a phrase earns where its words stand side by side: the sum of its words."""
        cache_key = ("phrase", phrase.clauses, phrase.fields)
        return self._rows.get(cache_key, lambda: Rows((self._phrase(phrase),))).rows[0]

    def _phrase(self, phrase: Phrase) -> Row:
        order = self.rarest(phrase.clauses)
        if len(order) < len(phrase.clauses):
            return NO_ROW
        documents = self._beginnings(phrase, order) >> DOCUMENT_SHIFT
        if not len(documents):
            return NO_ROW
        scored = (phrase.clauses[number] for number in sorted(order[:TELLING_WORDS]))
        rows = [self.clause(clause, phrase.fields) for clause in scored]
        scores = np.zeros(self.snapshot.size)
        scores[documents] = sum((row.at(documents)[0] for row in rows), np.zeros(len(documents)))
        held = mask_of(documents, self.snapshot.size)
        return _row(scores, held, sum(row.worth for row in rows), self)

    def _beginnings(self, phrase: Phrase, order: Sequence[int]) -> Keys:
        """Where a phrase begins, as sorted position keys; `order` has its words, rarest first."""
        places = self.keys(phrase.clauses[order[0]], phrase.fields) - order[0]
        for rank, number in enumerate(order[1:], 1):
            if not len(places):
                break
            clause = phrase.clauses[number]
            if rank < PROBES:
                keys = self.keys(clause, phrase.fields)
            else:
                keys = self._keys_in(places >> DOCUMENT_SHIFT, clause, phrase.fields)
            places = followed(places, keys, number)
        return places

    def _keys_in(self, documents: Keys, clause: Clause, fields: tuple[str, ...] | None) -> Keys:
        """The position keys of a word in some documents only; not worth remembering."""
        terms = tuple(term for term in clause.terms if term.channel != LOOSE)
        within = mask_of(documents, self.snapshot.size)
        return self.snapshot.position_keys(terms, self._allowed(clause.fields or fields), within)

    def words(self, clauses: Sequence[Clause], expansions: Sequence[Expansion]) -> tuple[Row, ...]:
        """One row per clause, synonyms taken in: a document has the better of the two."""
        if not expansions:
            return tuple(self.clause(clause) for clause in clauses)
        cache_key = (tuple(clauses), tuple(expansions))
        return self._rows.get(cache_key, lambda: Rows(self._expanded(clauses, expansions))).rows

    def _expanded(
        self, clauses: Sequence[Clause], expansions: Sequence[Expansion]
    ) -> tuple[Row, ...]:
        """Spread each synonym's score over its span wherever it beats the words themselves."""
        rows = [self.clause(clause) for clause in clauses]
        scores = np.zeros((len(rows), self.snapshot.size))
        held = np.zeros(scores.shape, np.bool_)
        for number, row in enumerate(rows):
            scores[number, row.documents] = row.scores
            held[number, row.documents] = row.held
        for expansion in expansions:
            synonym = self._synonym(expansion)
            if not len(synonym.documents) or not 0 <= expansion.start < expansion.end <= len(rows):
                continue
            span = slice(expansion.start, expansion.end)
            share = synonym.worth / (expansion.end - expansion.start)
            worths = np.array([row.worth if row.rarity else share for row in rows[span]])
            earned = np.outer(worths, expansion.weight * synonym.scores / synonym.worth)
            better = earned.sum(axis=0) > scores[span, synonym.documents].sum(axis=0)
            scores[span, synonym.documents[better]] = earned[:, better]
            held[span, synonym.documents[synonym.held]] = True
        return tuple(
            _row(scores[number], held[number], rows[number].worth, self)
            for number in range(len(rows))
        )

    def _synonym(self, expansion: Expansion) -> Row:
        if len(expansion.clauses) == 1:
            return self.clause(expansion.clauses[0])
        return self.phrase(Phrase(expansion.label, expansion.clauses))

    def closeness(self, first: Clause, second: Clause, distance: int) -> Row:
        """How near two words come to each other (`proximity.closeness`); worth and rarity are 0."""
        terms = (first.terms, first.fields, second.terms, second.fields)

        def compute() -> Rows:
            keys = self.keys(first), self.keys(second)
            documents, values = closeness(*keys, distance, self.weights)
            found = documents.astype(np.int32), values.astype(np.float32)
            return Rows((Row(*found, np.zeros(0, np.bool_), 0.0, 0.0),))

        return self._rows.get(("near", terms, distance), compute).rows[0]


def _relative(terms: Sequence[Term], channel: Channel) -> list[Term]:
    """The terms of one channel; among them a lighter one counts as fewer occurrences.

    How much the channels are worth beside each other is said by the engine's weights alone.
    """
    chosen = [term for term in terms if term.channel == channel]
    heaviest = max(term.weight for term in chosen)
    return [Term(term.channel, term.value, term.weight / heaviest) for term in chosen]


def _row(scores: Floats, held: Mask, worth: float, scorer: Scorer) -> Row:
    """Scores of all documents → only those that have any."""
    documents = np.flatnonzero(scores)
    frequency = int(np.count_nonzero(held))
    rarity = scorer.rarity(frequency) if frequency else 0.0
    earned = scores[documents].astype(np.float32)
    return Row(documents.astype(np.int32), earned, held[documents], worth, rarity)


def mask_of(documents: npt.NDArray[Any], size: int) -> Mask:
    """A boolean per document, true for those given."""
    mask = np.zeros(size, np.bool_)
    mask[documents] = True
    return mask
