"""Tantivy in the benchmark."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

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


class Tantivy:
    """Tantivy with its bm25 and terms aggregations."""

    name = "tantivy"

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """One index, one segment."""
        builder = tantivy.SchemaBuilder()
        for name in ("title", "body", "written"):
            builder.add_text_field(name, tokenizer_name="spaces")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        self._schema = builder.build()
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        searchable = tantivy.Index(self._schema, path=str(directory))
        searchable.register_tokenizer("spaces", spaces)
        writer = searchable.writer(heap_size=200_000_000, num_threads=1)
        for entry in entries:
            title, body, written = streams(entry, self._analyser)
            document = {"id": entry.id, "title": title, "body": body, "written": written}
            facets = {name: list(values) for name, values in entry.facets.items()}
            writer.add_document(tantivy.Document(**document, **facets))
        writer.commit()
        writer.wait_merging_threads()
        searchable.reload()
        self._searcher = searchable.searcher()

    def prepare(self, questions: Sequence[Question]) -> Sequence[tuple[object, ...]]:
        """As the filtered query and one more per facet, without that facet's own filter."""
        return [
            (
                self._filtered(self._text(query), question.filters),
                [
                    (
                        facet,
                        self._filtered(
                            self._text(query),
                            {n: vs for n, vs in question.filters.items() if n != facet},
                        ),
                    )
                    for facet in FACETS
                ],
            )
            for query, question in asked(questions, self._analyser)
        ]

    def _text(self, query: Query) -> tantivy.Query:
        should = tantivy.Occur.Should
        terms = [
            (should, tantivy.Query.boost_query(self._term(field, term), weight))
            for clause in query.clauses
            for term in keys_of(clause)
            for field, weight in (("title", TITLE_WEIGHT), ("body", 1.0))
        ]
        phrases = [(tantivy.Occur.Must, self._phrase(phrase_terms(p))) for p in query.phrases]
        return tantivy.Query.boolean_query([*terms, *phrases])

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term("written", words[0])
        return tantivy.Query.phrase_query(self._schema, "written", list(words))

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value)

    def _filtered(self, text: tantivy.Query, filters: Mapping[str, Sequence[str]]) -> tantivy.Query:
        must = tantivy.Occur.Must
        parts = [(must, text)]
        for name, chosen in filters.items():
            either = [(tantivy.Occur.Should, self._term(name, value)) for value in chosen]
            passing = tantivy.Query.const_score_query(tantivy.Query.boolean_query(either), 0.0)
            parts.append((must, passing))
        return tantivy.Query.boolean_query(parts)

    def search(self, prepared: tuple[tantivy.Query, Sequence[tuple[str, tantivy.Query]]]) -> int:
        """One search and one aggregation per facet."""
        query, counted = prepared
        found = self._searcher.search(query, limit=PAGE, count=True)
        for _, address in found.hits:
            self._searcher.doc(address)["id"]
        for facet, without in counted:
            self._searcher.aggregate(without, {facet: {"terms": {"field": facet, "size": 100}}})
        return int(found.count)  # type: ignore[attr-defined]
