"""One request over one snapshot: filters, counts, order, page, explanation."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from indexer.engine import (
    PERIOD_FACET,
    Explanation,
    Hit,
    Request,
    Results,
    TermScore,
)
from indexer.facets import Bits, Facet, Mask, pack, unpack
from indexer.ranking import Ranker, Ranking
from indexer.snapshot import Floats, Keys

PERIODS = ("current", "past", "future")
COMPLETE_LABEL = "wszystkie słowa"
ARCHIVED_LABEL = "nie obowiązuje"


class Answer:
    """The answer to one request; each part is computed when it is asked for."""

    def __init__(self, request: Request, ranker: Ranker) -> None:
        self._request = request
        self._ranker = ranker
        self._snapshot = ranker.scorer.snapshot

    def results(self) -> Results:
        """The page of hits, the total and the facet counts."""
        documents = np.flatnonzero(unpack(self._found, self._snapshot.size))
        page = self._page(documents)
        return Results(len(documents), self._hits(page), self._counts())

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
        if self._ranking.complete[number] and reached:
            bonus = reached * self._ranker.scorer.weights.complete_bonus
            parts.append(TermScore(COMPLETE_LABEL, bonus))
            reached += bonus
        score = float(self._scores[number])
        if self._past[number] and reached:
            parts.append(TermScore(ARCHIVED_LABEL, score - reached))
        return Explanation(entry_id, score, tuple(parts))

    @cached_property
    def _ranking(self) -> Ranking:
        return self._ranker.rank(self._request.query)

    @cached_property
    def _past(self) -> Mask:
        return self._snapshot.valid_to < self._request.day.toordinal()

    @cached_property
    def _scores(self) -> Floats:
        """Scores with the past put behind."""
        archived = self._ranker.scorer.weights.archived
        return np.where(self._past, self._ranking.scores * archived, self._ranking.scores)

    @cached_property
    def _matching(self) -> Bits:
        """What matches the query and the filters typed in it."""
        matching = self._ranking.matches
        for name, values in self._request.query.filters.items():
            matching = matching & self._facet_bits(name, values)
        return matching

    @cached_property
    def _chosen(self) -> Mapping[str, Bits]:
        """The documents that each chosen filter lets through."""
        chosen = self._request.filters.items()
        return {name: self._facet_bits(name, values) for name, values in chosen if values}

    @cached_property
    def _found(self) -> Bits:
        return self._within(self._chosen)

    def _within(self, names: Iterable[str]) -> Bits:
        """What matches and passes the filters named."""
        within = self._matching
        for name in names:
            within = within & self._chosen[name]
        return within

    def _facet_bits(self, name: str, values: Iterable[str]) -> Bits:
        facet = self._facet(name)
        return np.zeros_like(self._alive) if facet is None else facet.filter(values)

    @cached_property
    def _alive(self) -> Bits:
        return pack(self._snapshot.alive)

    def _facet(self, name: str) -> Facet | None:
        return self._periods if name == PERIOD_FACET else self._snapshot.facets.get(name)

    @cached_property
    def _periods(self) -> Facet:
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
        scores = self._scores[documents]
        if end < len(documents):
            least = np.partition(scores, len(scores) - end)[len(scores) - end] if end else np.inf
            documents = documents[scores >= least]
            scores = self._scores[documents]
        order = np.lexsort((self._snapshot.id_rank[documents], -scores))
        return documents[order][start:end]

    def _hits(self, documents: Keys) -> tuple[Hit, ...]:
        held = [row.at(documents)[1].tolist() for row in self._ranker.rows(self._request.query)]
        records, scores = self._snapshot.records, self._scores[documents].tolist()
        return tuple(
            Hit(
                records[document].id,
                scores[place],
                tuple(number for number, row in enumerate(held) if row[place]),
            )
            for place, document in enumerate(documents.tolist())
        )


def _smallest(documents: Keys, ranks: Keys, count: int) -> Keys:
    """The `count` documents of the smallest (distinct) ranks, in order of rank."""
    if count < len(documents):
        chosen = np.argpartition(ranks, count)[:count]
        documents, ranks = documents[chosen], ranks[chosen]
    return documents[np.argsort(ranks)]
