"""The passages of a document, and where the words of a query stand in them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.polish import Analyser, Token
from indexer.query import Channel, Clause, Query

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
class AnalysedDocument:
    """The passages of a document with their words looked up: term → numbers of the words it names.

    The words of all passages are numbered through, with one number left out after each passage, so
    that no words stand side by side across two. Word n stands at `starts[n]:ends[n]` of the text of
    passage `passage_of[n]`. `headings`: term → numbers of the passages whose heading holds it.
    """

    passages: tuple[Passage, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    passage_of: Sequence[int]
    places: Mapping[tuple[str, str], tuple[int, ...]]
    headings: Mapping[tuple[str, str], tuple[int, ...]]


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


def analyse_document(passages: Iterable[Passage], analyser: Analyser) -> AnalysedDocument:
    """Look up the words of a document's passages once, for many queries."""
    kept = tuple(passages)
    places: dict[tuple[str, str], list[int]] = {}
    headings: dict[tuple[str, str], list[int]] = {}
    starts, ends, passage_of = array("I"), array("I"), array("I")
    for passage_number, passage in enumerate(kept):
        numbers: dict[int, int] = {}
        for token in analyser.tokens(passage.text):
            number = numbers.setdefault(token.position, len(starts))
            if number == len(starts):
                starts.append(token.start)
                ends.append(token.end)
                passage_of.append(passage_number)
            for term in _exact_terms(token, analyser):
                places.setdefault(term, []).append(number)
        starts.append(len(passage.text))
        ends.append(len(passage.text))
        passage_of.append(passage_number)
        heading = (
            t for token in analyser.tokens(passage.heading) for t in _exact_terms(token, analyser)
        )
        for term in dict.fromkeys(heading):
            headings.setdefault(term, []).append(passage_number)
    return AnalysedDocument(
        passages=kept,
        starts=starts,
        ends=ends,
        passage_of=passage_of,
        places={term: tuple(found) for term, found in places.items()},
        headings={term: tuple(found) for term, found in headings.items()},
    )


def _exact_terms(token: Token, analyser: Analyser) -> list[tuple[Channel, str]]:
    """What a word can be found by; that it merely begins alike is not enough."""
    return [term for term in analyser.index_terms(token) if term[0] != "prefix"]


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


def places_of(document: AnalysedDocument, thing: Wanted) -> set[int]:
    """The numbers of the words at which a wanted thing begins."""
    found = _together(document.places, thing.words[0])
    for offset, terms in enumerate(thing.words[1:], start=1):
        if not found:
            break
        found &= {place - offset for place in _together(document.places, terms)}
    return found


def matches_in(
    document: AnalysedDocument,
    passage: int,
    wanted: Sequence[Wanted],
    places: Sequence[Iterable[int]],
) -> list[Match]:
    """What stands in one passage, in order; `places` are those of each wanted thing."""
    passage_of = document.passage_of
    found = [
        Match(place, place + len(thing.words) - 1, number)
        for number, thing in enumerate(wanted)
        for place in places[number]
        if passage_of[place] == passage
    ]
    return sorted(found, key=lambda match: (match.first, match.last, match.wanted))


def headed_by(document: AnalysedDocument, thing: Wanted) -> set[int]:
    """The numbers of the passages whose heading holds all words of a wanted thing."""
    found = _together(document.headings, thing.words[0])
    for terms in thing.words[1:]:
        found &= _together(document.headings, terms)
    return found


def _together(
    numbers: Mapping[tuple[str, str], tuple[int, ...]], terms: frozenset[tuple[str, str]]
) -> set[int]:
    """The numbers under any of the terms."""
    return {number for term in terms for number in numbers.get(term, ())}


def answered_by(numbers: Iterable[int], wanted: Sequence[Wanted]) -> dict[int, float]:
    """Word of the query → how well the things that were found stand for it."""
    answered: dict[int, float] = {}
    for number in numbers:
        thing = wanted[number]
        for asked in thing.asked:
            answered[asked] = max(answered.get(asked, 0.0), thing.weight)
    return answered


def answers_of(
    wanted: Sequence[Wanted], passages: Sequence[Iterable[int]]
) -> dict[int, dict[int, float]]:
    """Word of the query → passage → how well what is found there stands for the word.

    `passages` are the numbers of those that hold each wanted thing.
    """
    answers: dict[int, dict[int, float]] = {}
    for thing, holding in zip(wanted, passages, strict=True):
        for asked in thing.asked:
            best = answers.setdefault(asked, {})
            for passage in holding:
                best[passage] = max(best.get(passage, 0.0), thing.weight)
    return answers
