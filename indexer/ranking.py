"""Query → score and match of every document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.cache import SizedCache
from indexer.engine import Coverage
from indexer.facets import Bits, Mask, pack
from indexer.naming import coverage, named_share
from indexer.query import Clause, Expansion, Phrase, Query
from indexer.scoring import MOST_WORDS, NO_ROW, TELLING_WORDS, Row, Scorer, mask_of

RANKINGS_BYTES = 24 * 2**20
"""Of what a snapshot keeps of recent queries: some hundreds at 10,000 documents."""

MOST_PHRASES = 16
"""Further phrases of a query count as their words."""

NAMED_LABEL = "nazwa dokumentu"

TOLERANCE = 1e-9
"""Of sums of rarities that should be equal."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one word or bonus adds, in which documents."""

    label: str
    documents: npt.NDArray[Any]
    scores: npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer before filters: per document its score; the documents that match.

    In the `complete` ones every known word is there, and the score holds the bonus for it. `held`
    has a row of bits per clause of the query: the documents that hold it.
    """

    scores: npt.NDArray[np.float32]
    matches: Bits
    complete: Bits
    held: Bits

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.scores.nbytes + self.matches.nbytes + self.complete.nbytes + self.held.nbytes


class Ranker:
    """Ranks queries over one snapshot; remembers recent ones (pages, filters). Thread-safe."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self._rankings: SizedCache[Ranking] = SizedCache(RANKINGS_BYTES)

    def rank(self, query: Query) -> Ranking:
        """Score every living document for the query; filters and dates are not looked at."""
        key = (query.clauses, query.phrases, query.excluded, query.expansions)
        return self._rankings.get(key, lambda: _rank(query, self.scorer))

    def coverage(self, query: Query, fields: tuple[str, ...]) -> Coverage:
        """How much of the query one document holds in `fields`, at best."""
        return coverage(query, _telling(query, self.scorer), fields, self.scorer)

    def parts(self, query: Query) -> list[Part]:
        """What adds up to the scores, the bonus for complete matches apart."""
        query = _with_possible_phrases(query, self.scorer)
        rows = _weighed(query, _word_rows(query, self.scorer), self.scorer)
        return _parts(query, rows, _phrase_rows(query, self.scorer), self.scorer)


def _rank(query: Query, scorer: Scorer) -> Ranking:
    asked, query = len(query.clauses), _with_possible_phrases(query, scorer)
    rows = _weighed(query, _word_rows(query, scorer), scorer)
    phrases = _phrase_rows(query, scorer)
    scores = np.zeros(scorer.snapshot.size)
    for part in _parts(query, rows, phrases, scorer):
        scores[part.documents] += part.scores
    matches, complete = _matching(query, rows, phrases, scorer)
    scores[complete] *= 1 + scorer.weights.complete_bonus
    held = np.zeros((asked, scorer.snapshot.size), np.bool_)
    for number, row in enumerate(rows[:asked]):
        held[number, row.documents] = row.held
    return Ranking(scores.astype(np.float32), pack(matches), pack(complete), pack(held))


def _phrase_rows(query: Query, scorer: Scorer) -> list[Row]:
    return [scorer.phrase(phrase) for phrase in query.phrases]


def _parts(query: Query, rows: Sequence[Row], phrases: Sequence[Row], scorer: Scorer) -> list[Part]:
    parts = [
        *(Part(c.text, r.documents, r.scores) for c, r in zip(query.clauses, rows, strict=True)),
        *(
            Part(f"„{p.text}”", r.documents, r.scores)
            for p, r in zip(query.phrases, phrases, strict=True)
        ),
        *_proximity(query, rows, scorer),
    ]
    return [*parts, *_named(query, parts, scorer)]


def _named(query: Query, parts: Sequence[Part], scorer: Scorer) -> Iterator[Part]:
    """A bonus for the documents that the query names, a share of what they have so far."""
    demanded = _demanded(query)
    if not scorer.weights.naming or len(demanded) > MOST_WORDS:
        return
    documents, share = named_share(query, demanded, scorer)
    if len(documents):
        scores = np.zeros(scorer.snapshot.size)
        for part in parts:
            scores[part.documents] += part.scores
        yield Part(NAMED_LABEL, documents, scorer.weights.named_bonus * share * scores[documents])


def _with_possible_phrases(query: Query, scorer: Scorer) -> Query:
    """A phrase that stands nowhere counts as its words, if anything else is asked for beside it.

    Titles are quoted in inflected or mistaken forms; the rest of a question should still answer.
    """
    tried, left = query.phrases[:MOST_PHRASES], query.phrases[MOST_PHRASES:]
    possible = tuple(phrase for phrase in tried if len(scorer.phrase(phrase).documents))
    others = possible or left or any(not clause.stop for clause in query.clauses)
    if len(possible) == len(query.phrases) or not others:
        return query
    words = (
        replace(clause, fields=clause.fields or phrase.fields)
        for phrase in query.phrases
        if phrase not in possible
        for clause in phrase.clauses
    )
    return replace(query, clauses=(*query.clauses, *words), phrases=possible)


def _word_rows(query: Query, scorer: Scorer) -> list[Row]:
    """One row per clause. Words bound together by a synonym are scored (and cached) together."""
    if len(query.clauses) > MOST_WORDS:
        return _rarest_rows(query.clauses, scorer)
    rows: list[Row] = []
    for start, end, expansions in _groups(len(query.clauses), query.expansions):
        rows.extend(scorer.words(query.clauses[start:end], expansions))
    return rows


def _rarest_rows(clauses: Sequence[Clause], scorer: Scorer) -> list[Row]:
    """One row per clause, without anything in it for the commonest."""
    kept = set(scorer.rarest(clauses)[:TELLING_WORDS])
    return [
        scorer.clause(clause) if number in kept else NO_ROW for number, clause in enumerate(clauses)
    ]


def _groups(
    count: int, expansions: Sequence[Expansion]
) -> Iterator[tuple[int, int, tuple[Expansion, ...]]]:
    """Cut `count` clauses where no expansion spans the cut; each with its expansions moved to 0."""
    start = 0
    while start < count:
        end = start + 1
        while longer := [e.end for e in expansions if start <= e.start < end < e.end <= count]:
            end = max(longer)
        yield (
            start,
            end,
            tuple(
                Expansion(e.start - start, e.end - start, e.clauses, e.weight, e.label)
                for e in expansions
                if start <= e.start < e.end <= end
            ),
        )
        start = end


def _weighed(query: Query, rows: Sequence[Row], scorer: Scorer) -> tuple[Row, ...]:
    """Function words at their share, unless the query has nothing else."""
    if not _has_content(query):
        return tuple(rows)
    share = scorer.weights.stop_share
    return tuple(
        row.scaled(share) if clause.stop else row
        for clause, row in zip(query.clauses, rows, strict=True)
    )


def _has_content(query: Query) -> bool:
    return bool(query.phrases) or any(not clause.stop for clause in query.clauses)


def _demanded(query: Query) -> list[int]:
    """The clauses that count towards the minimum match."""
    return [n for n, c in enumerate(query.clauses) if not (c.stop and _has_content(query))]


def _telling(query: Query, scorer: Scorer) -> list[int]:
    """The clauses that tell what a query is about: of a long one the rarest that stand anywhere,
    and as many of those that do not."""
    demanded = _demanded(query)
    if len(query.clauses) <= MOST_WORDS:
        return demanded
    asked = set(demanded)
    known = [n for n in scorer.rarest(query.clauses) if n in asked]
    unknown = [n for n in demanded if not scorer.frequency(query.clauses[n])]
    return sorted({*known[:TELLING_WORDS], *unknown[:TELLING_WORDS]})


def _proximity(query: Query, rows: Sequence[Row], scorer: Scorer) -> Iterator[Part]:
    """A bonus for each two neighbouring words of the query that stand near in a document."""
    pairs = list(pairwise(_demanded(query)))
    if len(query.clauses) > MOST_WORDS or not scorer.weights.proximity:
        return
    for left, right in pairs:
        first, second = query.clauses[left], query.clauses[right]
        near = scorer.closeness(first, second, right - left)
        if len(near.documents):
            worth = scorer.weights.proximity * min(rows[left].worth, rows[right].worth)
            label = f"{first.text} + {second.text}"
            yield Part(label, near.documents, near.scores * np.float32(worth))


def _matching(
    query: Query, rows: Sequence[Row], phrases: Sequence[Row], scorer: Scorer
) -> tuple[Mask, Mask]:
    """Which documents match, and which hold every known word."""
    size = scorer.snapshot.size
    matches = scorer.snapshot.alive.copy()
    for phrase in phrases:
        matches &= mask_of(phrase.documents, size)
    for excluded in query.excluded:
        matches &= ~mask_of(_holders(excluded, scorer), size)
    demanded = [rows[number] for number in _demanded(query)]
    if not demanded:
        return matches, np.zeros(size, np.bool_)
    collected = np.zeros(size)
    for row in demanded:
        collected[row.documents[row.held]] += row.rarity
    total = sum(row.rarity for row in demanded)
    if not phrases:
        best = float(collected.max(initial=0.0))
        matches &= collected >= max(scorer.weights.minimum_match * best, TOLERANCE)
    complete = matches & (collected >= total - TOLERANCE) & (total > 0)
    return matches, complete


def _holders(excluded: Clause | Phrase, scorer: Scorer) -> npt.NDArray[Any]:
    """The documents that an exclusion removes: those with the word itself, in any form."""
    if isinstance(excluded, Phrase):
        return scorer.phrase(excluded).documents
    return scorer.holders(excluded)
