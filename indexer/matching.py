"""The passages of a document, and where the words of a query stand in them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.polish import Analyser
from indexer.query import Clause, Query

SIDE_BY_SIDE_BONUS = 0.5
"""What words in order are worth beside the same words anywhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document that an answer can lead to.

    `id` is its anchor; `kind` is the caller's word for what it is ("rule", "deadline", "step",
    "question", "body"); `boost` multiplies its score.
    """

    id: str
    heading: str
    text: str
    kind: str = "body"
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AnalysedPassage:
    """A passage with its words looked up: term → numbers of the words that hold it.

    Word n stands at `starts[n]:ends[n]` of the text. About 200 bytes a word.
    """

    passage: Passage
    starts: Sequence[int]
    ends: Sequence[int]
    places: Mapping[tuple[str, str], tuple[int, ...]]
    heading_terms: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A way to say what a query asks for: one word, or several side by side.

    `asked` are the numbers of the query's words and phrases that it answers, each worth `weight`.
    """

    words: tuple[frozenset[tuple[str, str]], ...]
    asked: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` of a passage, which are the wanted thing number `wanted`."""

    first: int
    last: int
    wanted: int


def analyse_passage(passage: Passage, analyser: Analyser) -> AnalysedPassage:
    """Look up the words of a passage once, for many queries."""
    places: dict[tuple[str, str], list[int]] = {}
    starts, ends = array("I"), array("I")
    positions: dict[int, int] = {}
    for token in analyser.tokens(passage.text):
        number = positions.setdefault(token.position, len(starts))
        if number == len(starts):
            starts.append(token.start)
            ends.append(token.end)
        for channel, value in analyser.index_terms(token):
            if channel != "prefix":
                places.setdefault((channel, value), []).append(number)
    heading = (
        term for token in analyser.tokens(passage.heading) for term in analyser.index_terms(token)
    )
    return AnalysedPassage(
        passage=passage,
        starts=starts,
        ends=ends,
        places={term: _shared(tuple(numbers)) for term, numbers in places.items()},
        heading_terms=frozenset(term for term in heading if term[0] != "prefix"),
    )


@lru_cache(maxsize=10_000)
def _shared(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """One object for equal tuples: most words stand at a single place, and passages are many."""
    return numbers


def wanted_by(query: Query) -> list[Wanted]:
    """What to look for; function words neither tell passages apart nor are worth marking."""
    wanted = [
        Wanted((_terms(clause),), (number,))
        for number, clause in enumerate(query.clauses)
        if not clause.stop
    ]
    for number, phrase in enumerate(query.phrases, start=len(query.clauses)):
        words = tuple(_terms(clause) for clause in phrase.clauses)
        wanted.append(Wanted(words, (number,), len(words) + SIDE_BY_SIDE_BONUS))
    for expansion in query.expansions:
        words = tuple(_terms(clause) for clause in expansion.clauses)
        asked = tuple(range(expansion.start, expansion.end))
        wanted.append(Wanted(words, asked, expansion.weight))
    return wanted


def _terms(clause: Clause) -> frozenset[tuple[str, str]]:
    """The terms worth marking; words that merely begin alike are not."""
    return frozenset(
        (term.channel, term.value) for term in clause.terms if term.channel != "prefix"
    )


def matches_of(passage: AnalysedPassage, wanted: Sequence[Wanted]) -> list[Match]:
    """Every place in the text of a passage where a wanted thing stands, in order."""
    found: list[Match] = []
    for number, thing in enumerate(wanted):
        starts = _numbers(passage, thing.words[0])
        for offset, terms in enumerate(thing.words[1:], start=1):
            starts &= {place - offset for place in _numbers(passage, terms)}
        size = len(thing.words) - 1
        found += [Match(start, start + size, number) for start in starts]
    return sorted(found, key=lambda match: (match.first, match.last, match.wanted))


def _numbers(passage: AnalysedPassage, terms: frozenset[tuple[str, str]]) -> set[int]:
    return {number for term in terms for number in passage.places.get(term, ())}


def answered_by(numbers: Iterable[int], wanted: Sequence[Wanted]) -> dict[int, float]:
    """Word of the query → how well the things that were found stand for it."""
    answered: dict[int, float] = {}
    for number in numbers:
        thing = wanted[number]
        for asked in thing.asked:
            answered[asked] = max(answered.get(asked, 0.0), thing.weight)
    return answered


def answered_in_heading(passage: AnalysedPassage, wanted: Sequence[Wanted]) -> dict[int, float]:
    """The same as `answered_by` for what the heading of a passage holds."""
    found = (
        number
        for number, thing in enumerate(wanted)
        if all(terms & passage.heading_terms for terms in thing.words)
    )
    return answered_by(found, wanted)
