"""Which documents a query names, and how far a field covers what it asks for."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engine import COMPLETE, Coverage
from indexer.proximity import side_by_side
from indexer.query import Clause, Expansion, Query
from indexer.scoring import Scorer
from indexer.snapshot import Floats, Keys

Fields = tuple[str, ...]


def named_share(query: Query, demanded: Sequence[int], scorer: Scorer) -> tuple[Keys, Floats]:
    """The documents whose name holds words of the query, and how far the two are the same.

    The share is 1 where every demanded word stands in the name and the name holds no others; it is
    the share of the query (by rarity) times the share of the name (by words) otherwise.
    """
    naming = scorer.weights.naming
    asked, words = np.zeros(scorer.snapshot.size), np.zeros(scorer.snapshot.size)
    worths = [_rarity(query.clauses[number], scorer) for number in demanded]
    for number, worth in zip(demanded, worths, strict=True):
        holders = scorer.holders(query.clauses[number], (naming,))
        asked[holders] += worth
        words[holders] += 1
    documents = np.flatnonzero(words)
    lengths = scorer.snapshot.lengths[documents, scorer.snapshot.field_names.index(naming)]
    of_query = asked[documents] / sum(worths) if worths else asked[documents]
    of_name = np.minimum(words[documents] / np.maximum(lengths, 1), 1.0)
    return documents, of_query * of_name


def coverage(query: Query, demanded: Sequence[int], fields: Fields, scorer: Scorer) -> Coverage:
    """How much of the query one document holds in `fields`, at best.

    A synonym counts as the words it stands for. A word that occurs nowhere counts as a rare one; an
    abbreviation or an article number as what its synonyms find, and if that is nothing as nothing:
    the wider one beside it answers.
    """
    if not demanded:
        return COMPLETE
    held = {number: np.zeros(scorer.snapshot.size, np.bool_) for number in demanded}
    for number in demanded:
        held[number][_holders((query.clauses[number],), fields, scorer)] = True
    for number, expansion in _expanded(query.expansions, held):
        held[number][_holders(expansion.clauses, fields, scorer)] = True
    worths = {n: _worth(query.clauses[n], int(held[n].sum()), scorer) for n in demanded}
    collected, words = np.zeros(scorer.snapshot.size), np.zeros(scorer.snapshot.size, np.int64)
    for number, mask in held.items():
        collected[mask & scorer.snapshot.alive] += worths[number]
        words[mask & scorer.snapshot.alive] += 1
    share = float(collected.max(initial=0.0)) / max(sum(worths.values()), 1e-9)
    return Coverage(share, int(words.max(initial=0)))


def _worth(clause: Clause, held: int, scorer: Scorer) -> float:
    """The rarity of a word that `held` documents have in the fields, by itself or by a synonym."""
    if clause.exact and not scorer.clause(clause).rarity:
        return scorer.rarity(held) if held else 0.0
    return _rarity(clause, scorer)


def _expanded(
    expansions: Sequence[Expansion], held: dict[int, npt.NDArray[np.bool_]]
) -> Iterator[tuple[int, Expansion]]:
    for expansion in expansions:
        for number in range(expansion.start, expansion.end):
            if number in held:
                yield number, expansion


def _holders(clauses: Sequence[Clause], fields: Fields, scorer: Scorer) -> npt.NDArray[Any]:
    """The documents that hold the words side by side in one of the fields."""
    if len(clauses) == 1:
        return scorer.holders(clauses[0], fields)
    return side_by_side([scorer.keys(clause, fields) for clause in clauses])


def _rarity(clause: Clause, scorer: Scorer) -> float:
    """The rarity of a word; one that occurs nowhere is as rare as one that occurs once."""
    # The same as that of its row, which a word of a long query often does without.
    held = 0 if clause.exact else len(scorer.holders(clause))
    return scorer.rarity(held) if held else scorer.clause(clause).rarity or scorer.rarity(1)
