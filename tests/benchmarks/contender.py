"""What the engines in the benchmark have in common: the same job on the same terms.

Every engine gets the terms of the product's analysis (surface, lemma, stem and prefix of each
word) for title and body, ranks a query's terms, filters by two facets, counts both facets (each
without its own selection) and gives the exact total and the first ten.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from indexer.clauses import clauses_of
from indexer.diacritics import KnownForms
from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.query import Clause, Phrase, Query, Term
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_schema import key
from tests.benchmarks.corpus import Question

TITLE_WEIGHT = 2.0
WEIGHTS = Weights({"title": FieldWeight(TITLE_WEIGHT, b=0.5), "body": FieldWeight(1.0, b=0.75)})
DAY = date(2026, 1, 1)
PAGE = 10
PHRASE_TERMS = "surface"


class Contender(Protocol):
    """An engine in the benchmark."""

    name: str

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """Index the entries in an empty directory."""

    def prepare(self, questions: Sequence[Question]) -> Sequence[Any]:
        """Questions in the engine's own form; not timed."""

    def search(self, prepared: Any) -> int:
        """Rank, filter, count, fetch ids; the exact total."""


def product_queries(
    questions: Sequence[Question], analyser: Analyser, known: KnownForms
) -> list[Query]:
    """The questions as the product's parser would understand them, without its own filters."""
    queries = []
    for question in questions:
        words = _clauses(" ".join(question.words), analyser, known)
        if question.prefix:
            letters = Term("prefix", analyser.tokens(question.prefix)[0].surface[:5])
            words = (*words, Clause(question.prefix, (letters,)))
        side_by_side = _clauses(" ".join(question.phrase), analyser, known)
        phrases = (Phrase(" ".join(question.phrase), side_by_side),) if side_by_side else ()
        queries.append(Query("", tuple(dict.fromkeys(words)), phrases))
    return queries


def asked(questions: Sequence[Question], analyser: Analyser) -> list[tuple[Query, Question]]:
    """Each question with the query it makes for an engine that knows no forms of words."""
    queries = product_queries(questions, analyser, KnownForms())
    return list(zip(queries, questions, strict=True))


def keys_of(clause: Clause) -> list[str]:
    return [_safe(key(term.channel, term.value)) for term in clause.terms]


def phrase_terms(phrase: Phrase) -> list[str]:
    return [
        _safe(key(term.channel, term.value))
        for clause in phrase.clauses
        for term in clause.terms
        if term.channel == PHRASE_TERMS
    ]


def streams(entry: Entry, analyser: Analyser) -> tuple[str, str, str]:
    """Title and body in all channels, and both as written for phrases."""
    every = ("surface", "lemma", "stem", "prefix")
    title, body = entry.text["title"], entry.text["body"]
    written = _stream(f"{title} {body}", analyser, (PHRASE_TERMS,))
    return _stream(title, analyser, every), _stream(body, analyser, every), written


def _clauses(text: str, analyser: Analyser, known: KnownForms) -> tuple[Clause, ...]:
    tokens = analyser.tokens(text)
    return clauses_of(tokens, analyser, lambda token: analyser.query_terms(token, known))


def _safe(term: str) -> str:
    """Letters and digits only, so that no engine cuts the term."""
    return "".join(letter if letter.isalnum() else "x" for letter in term)


def _stream(text: str, analyser: Analyser, channels: Sequence[str]) -> str:
    """A text as its terms of some channels, separated by spaces."""
    return " ".join(
        _safe(key(channel, value))
        for token in analyser.tokens(text)
        for channel, value in analyser.index_terms(token)
        if channel in channels
    )
