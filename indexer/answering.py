"""One request over one snapshot: filters, counts, order, page, explanation."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexer.engine import (
    COMPLETE,
    PERIOD_FACET,
    Explanation,
    Hit,
    Request,
    Results,
    TermScore,
)
from indexer.facets import Bits, Facet, Mask, bits_at, pack, unpack
from indexer.ranking import Ranker
from indexer.snapshot import Keys

PERIODS = ("current", "past", "future")
COMPLETE_LABEL = "wszystkie słowa"
BOOSTED_LABEL = "rodzaj dokumentu"
ARCHIVED_LABEL = "nie obowiązuje"


class Answer:
    """One request over one snapshot: what matches and its scores, before anything is cut."""

    def __init__(self, request: Request, ranker: Ranker) -> None:
        query, snapshot = request.query, ranker.scorer.snapshot
        self._request, self._ranker, self._snapshot = request, ranker, snapshot
        self._ranking = ranker.rank(query)
        self._past: Mask = snapshot.valid_to < request.day.toordinal()
        self._periods = self._periods_of_day() if _asks_for_periods(request) else None
        self._chosen = {
            name: self._facet_bits(name, values)
            for name, values in request.filters.items()
            if values
        }
        self._matching = self._ranking.matches
        for name, values in query.filters.items():
            self._matching = self._matching & self._facet_bits(name, values)
        self._found = self._within(self._chosen)
        self._scores = self._ranking.scores
        self._boosts = self._boost_factors() if request.boosts else None
        if self._boosts is not None:
            self._scores = self._scores * self._boosts
        if self._past.any():
            archived = np.float32(ranker.scorer.weights.archived)
            self._scores = np.where(self._past, self._scores * archived, self._scores)

    def results(self) -> Results:
        """The page of hits, the total and the facet counts."""
        documents = np.flatnonzero(unpack(self._found, self._snapshot.size))
        page = self._page(documents)
        request = self._request
        coverage = (
            self._ranker.coverage(request.query, request.about) if request.about else COMPLETE
        )
        return Results(len(documents), self._hits(page), self._counts(), coverage)

    def explanation(self, entry_id: str) -> Explanation | None:
        """The parts of one entry's score; `None` when the entry is not among the results."""
        number = self._snapshot.numbers.get(entry_id)
        if number is None or not unpack(self._found, self._snapshot.size)[number]:
            return None
        parts = []
        for part in self._ranker.parts(self._request.query):
            place = int(np.searchsorted(part.documents, number))
            if place < len(part.documents) and part.documents[place] == number:
                parts.append(TermScore(part.label, float(part.scores[place])))
        reached = sum(part.score for part in parts)
        if bits_at(self._ranking.complete, np.array([number]))[0] and reached:
            bonus = reached * self._ranker.scorer.weights.complete_bonus
            parts.append(TermScore(COMPLETE_LABEL, bonus))
            reached += bonus
        if self._boosts is not None and self._boosts[number] != 1:
            bonus = reached * (float(self._boosts[number]) - 1)
            parts.append(TermScore(BOOSTED_LABEL, bonus))
            reached += bonus
        score = float(self._scores[number])
        if self._past[number] and reached:
            parts.append(TermScore(ARCHIVED_LABEL, score - reached))
        return Explanation(entry_id, score, tuple(parts))

    def _boost_factors(self) -> npt.NDArray[np.float32]:
        """The factor of every document: the largest that applies of each facet, multiplied."""
        size = self._snapshot.size
        factors = np.ones(size, np.float32)
        for name, values in self._request.boosts.items():
            largest = np.ones(size, np.float32)
            for value, factor in sorted(values.items(), key=lambda item: item[1]):
                largest[unpack(self._facet_bits(name, (value,)), size)] = factor
            factors *= largest
        return factors

    def _within(self, names: Iterable[str]) -> Bits:
        """What matches and passes the filters named."""
        within = self._matching
        for name in names:
            within = within & self._chosen[name]
        return within

    def _facet_bits(self, name: str, values: Iterable[str]) -> Bits:
        facet = self._facet(name)
        return np.zeros_like(self._ranking.matches) if facet is None else facet.filter(values)

    def _facet(self, name: str) -> Facet | None:
        return self._periods if name == PERIOD_FACET else self._snapshot.facets.get(name)

    def _periods_of_day(self) -> Facet:
        """Where each entry's validity lies, seen from the day of the request."""
        day = self._request.day.toordinal()
        future = self._snapshot.valid_from > day
        past = self._past & ~future
        rows = np.stack([~future & ~past, past, future]) & self._snapshot.alive
        held = [number for number, row in enumerate(rows) if row.any()]
        return Facet(tuple(PERIODS[number] for number in held), pack(rows[held]))

    def _counts(self) -> dict[str, dict[str, int]]:
        counts = {}
        for name in self._request.facets:
            others = [chosen for chosen in self._chosen if chosen != name]
            facet = self._facet(name)
            within = self._within(others) if name in self._chosen else self._found
            counts[name] = facet.counts(within) if facet else {}
        return counts

    def _page(self, documents: Keys) -> Keys:
        """The documents of the page asked for, in order."""
        start = max(self._request.offset, 0)
        end = start + max(self._request.limit, 0)
        if self._request.sort == "title":
            return _smallest(documents, self._snapshot.title_rank[documents], end)[start:]
        if self._request.sort == "changed":
            return _smallest(documents, self._snapshot.changed_rank[documents], end)[start:]
        if self._request.promoted:
            return self._promoted_first(documents)[start:end]
        scores = self._scores[documents]
        if end < len(documents):
            least = np.partition(scores, len(scores) - end)[len(scores) - end] if end else np.inf
            documents = documents[scores >= least]
            scores = self._scores[documents]
        order = np.lexsort((self._snapshot.id_rank[documents], -scores))
        return documents[order][start:end]

    def _promoted_first(self, documents: Keys) -> Keys:
        """All documents in order of score, the promoted ones among them first."""
        order = np.lexsort((self._snapshot.id_rank[documents], -self._scores[documents]))
        ranked = documents[order]
        numbers = (self._snapshot.numbers.get(name) for name in self._request.promoted)
        first = [number for number in numbers if number is not None and number in documents]
        rest = ranked[~np.isin(ranked, first)]
        return np.concatenate([np.array(first, ranked.dtype), rest])

    def _hits(self, documents: Keys) -> tuple[Hit, ...]:
        held = bits_at(self._ranking.held, documents).tolist()
        records, scores = self._snapshot.records, self._scores[documents].tolist()
        return tuple(
            Hit(
                records[document].id,
                scores[place],
                tuple(number for number, row in enumerate(held) if row[place]),
            )
            for place, document in enumerate(documents.tolist())
        )


def _asks_for_periods(request: Request) -> bool:
    asked = (*request.facets, *request.filters, *request.query.filters)
    return PERIOD_FACET in asked


def _smallest(documents: Keys, ranks: Keys, count: int) -> Keys:
    """The `count` documents of the smallest (distinct) ranks, in order of rank."""
    if count < len(documents):
        chosen = np.argpartition(ranks, count)[:count]
        documents, ranks = documents[chosen], ranks[chosen]
    return documents[np.argsort(ranks)]
