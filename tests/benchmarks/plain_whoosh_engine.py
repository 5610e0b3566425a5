"""Whoosh with its own search in the benchmark."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.query import And, Every, Or, Term
from whoosh.query import Phrase as WhooshPhrase
from whoosh.query import Query as WhooshQuery
from whoosh.sorting import FieldFacet

from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.query import Query
from tests.benchmarks.contender import (
    PAGE,
    TITLE_WEIGHT,
    asked,
    keys_of,
    phrase_terms,
    streams,
)
from tests.benchmarks.corpus import FACETS, Question


class PlainWhoosh:
    """Whoosh with its own matchers, BM25F and `groupedby`."""

    name = "plain Whoosh"

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """One index with facet columns."""
        spaces = SpaceSeparatedTokenizer()
        schema = Schema(
            id=ID(stored=True),
            title=TEXT(analyzer=spaces, field_boost=TITLE_WEIGHT, phrase=False),
            body=TEXT(analyzer=spaces, phrase=False),
            written=TEXT(analyzer=spaces),
            **{name: KEYWORD(sortable=True) for name in FACETS},
        )
        writable = index.create_in(str(directory), schema)
        writer = writable.writer(limitmb=256)
        for entry in entries:
            title, body, written = streams(entry, self._analyser)
            facets = {name: " ".join(values) for name, values in entry.facets.items()}
            writer.add_document(id=entry.id, title=title, body=body, written=written, **facets)
        writer.commit()
        self._searcher = writable.searcher()

    def prepare(self, questions: Sequence[Question]) -> Sequence[tuple[WhooshQuery, Question]]:
        """As Whoosh queries."""
        return [
            (self._text(query), question) for query, question in asked(questions, self._analyser)
        ]

    def _text(self, query: Query) -> WhooshQuery:
        words = Or(
            [
                Term(field, term)
                for clause in query.clauses
                for term in keys_of(clause)
                for field in ("title", "body")
            ]
        )
        phrases = [WhooshPhrase("written", phrase_terms(phrase)) for phrase in query.phrases]
        return And([*phrases, words]) if phrases else words

    def search(self, prepared: tuple[WhooshQuery, Question]) -> int:
        """One search, and one more for each facet that is filtered by itself."""
        query, question = prepared
        unchosen = [name for name in FACETS if name not in question.filters]
        total = self._run(query, question.filters, unchosen)
        for facet in FACETS:
            if facet in question.filters:
                others = {n: vs for n, vs in question.filters.items() if n != facet}
                self._run(query, others, [facet])
        return total

    def _run(
        self, query: WhooshQuery, filters: Mapping[str, Sequence[str]], counted: Sequence[str]
    ) -> int:
        passing = And(
            [Every(), *(Or([Term(n, value) for value in vs]) for n, vs in filters.items())]
        )
        groups = {name: FieldFacet(name, allow_overlap=True) for name in counted}
        found = self._searcher.search(
            query, limit=PAGE, filter=passing if filters else None, groupedby=groups or None
        )
        for hit in found:
            hit["id"]
        for name in counted:
            {value: len(ids) for value, ids in found.groups(name).items()}
        return len(found)
