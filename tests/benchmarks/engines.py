"""The product's engine and three others doing the same job on the same terms.

Every engine gets the terms of the product's analysis (surface, lemma, stem and prefix of each
word) for title and body, ranks a query's terms, filters by two facets, counts both facets (each
without its own selection) and gives the exact total and the first ten.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import tantivy
from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.query import And, Every, Or, Term
from whoosh.query import Phrase as WhooshPhrase
from whoosh.query import Query as WhooshQuery
from whoosh.sorting import FieldFacet

from indexer.clauses import clauses_of
from indexer.diacritics import KnownForms
from indexer.engine import Request
from indexer.entry import DeferredEntry, Entry
from indexer.polish import Analyser
from indexer.query import Clause, Phrase, Query
from indexer.query import Term as ProductTerm
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from indexer.whoosh_schema import key
from tests.benchmarks.corpus import FACETS, Question

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
            letters = ProductTerm("prefix", analyser.tokens(question.prefix)[0].surface[:5])
            words = (*words, Clause(question.prefix, (letters,)))
        side_by_side = _clauses(" ".join(question.phrase), analyser, known)
        phrases = (Phrase(" ".join(question.phrase), side_by_side),) if side_by_side else ()
        queries.append(Query("", tuple(dict.fromkeys(words)), phrases))
    return queries


def _clauses(text: str, analyser: Analyser, known: KnownForms) -> tuple[Clause, ...]:
    tokens = analyser.tokens(text)
    return clauses_of(tokens, analyser, lambda token: analyser.query_terms(token, known))


def _keys(clause: Clause) -> list[str]:
    return [_safe(key(term.channel, term.value)) for term in clause.terms]


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


def _streams(entry: Entry, analyser: Analyser) -> tuple[str, str, str]:
    """Title and body in all channels, and both as written for phrases."""
    every = ("surface", "lemma", "stem", "prefix")
    title, body = entry.text["title"], entry.text["body"]
    written = _stream(f"{title} {body}", analyser, (PHRASE_TERMS,))
    return _stream(title, analyser, every), _stream(body, analyser, every), written


def _phrase_terms(phrase: Phrase) -> list[str]:
    return [
        _safe(key(term.channel, term.value))
        for clause in phrase.clauses
        for term in clause.terms
        if term.channel == PHRASE_TERMS
    ]


def deferred(entries: Sequence[Entry], stamp: str = "") -> list[DeferredEntry]:
    """The entries as the site hands them over: promised, with the stamps of their files."""
    return [DeferredEntry(entry.id, stamp, partial(_itself, entry)) for entry in entries]


def _itself(entry: Entry) -> Entry:
    return entry


class Product:
    """The product's engine."""

    name = "indexer"

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """Index and keep the engine open."""
        self.engine = WhooshEngine(directory, self._analyser, WEIGHTS)
        self.engine.synchronise(deferred(entries), "benchmark")
        self.known = KnownForms.from_words(self.engine.words())

    def prepare(self, questions: Sequence[Question]) -> Sequence[Request]:
        """As requests."""
        queries = product_queries(questions, self._analyser, self.known)
        return [
            Request(query, DAY, question.filters, FACETS, limit=PAGE)
            for query, question in zip(queries, questions, strict=True)
        ]

    def search(self, prepared: Request) -> int:
        """Answer the request."""
        return self.engine.search(prepared).total


class Sqlite:
    """FTS5 with its bm25, facets in a table."""

    name = "SQLite FTS5"

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """One contentless full-text table, one table of facet values."""
        self._database = sqlite3.connect(directory / "fts.sqlite")
        self._database.executescript(
            "CREATE VIRTUAL TABLE texts USING fts5(title, body, written, content='');"
            "CREATE TABLE facets (facet TEXT, value TEXT, entry INTEGER);"
        )
        for number, entry in enumerate(entries):
            self._database.execute(
                "INSERT INTO texts (rowid, title, body, written) VALUES (?, ?, ?, ?)",
                (number, *_streams(entry, self._analyser)),
            )
            self._database.executemany(
                "INSERT INTO facets VALUES (?, ?, ?)",
                [(name, value, number) for name, vs in entry.facets.items() for value in vs],
            )
        self._database.execute("CREATE INDEX by_value ON facets (facet, value, entry)")
        self._database.execute("CREATE INDEX by_entry ON facets (facet, entry, value)")
        self._database.commit()

    def prepare(self, questions: Sequence[Question]) -> Sequence[tuple[str, Question]]:
        """As MATCH expressions."""
        queries = product_queries(questions, self._analyser, KnownForms())
        return [
            (self._expression(query), question)
            for query, question in zip(queries, questions, strict=True)
        ]

    def _expression(self, query: Query) -> str:
        terms = " OR ".join(f'"{term}"' for clause in query.clauses for term in _keys(clause))
        expression = f"{{title body}} : ({terms})"
        for phrase in query.phrases:
            expression = f'written : "{" ".join(_phrase_terms(phrase))}"'
        return expression

    def search(self, prepared: tuple[str, Question]) -> int:
        """Matches into a temporary table, then total, page and counts from it."""
        expression, question = prepared
        run = self._database.execute
        run("DROP TABLE IF EXISTS temp.matched")
        run("CREATE TEMP TABLE matched (entry INTEGER PRIMARY KEY, score REAL)")
        run(
            "INSERT INTO matched SELECT rowid, "
            f"bm25(texts, {TITLE_WEIGHT}, 1.0, 1.0) FROM texts WHERE texts MATCH ?",
            (expression,),
        )
        where, values = self._filter(question.filters)
        total = run(f"SELECT count(*) FROM matched WHERE {where}", values).fetchone()[0]
        page = f"SELECT entry FROM matched WHERE {where} ORDER BY score LIMIT {PAGE}"
        run(page, values).fetchall()
        for facet in FACETS:
            others = {name: chosen for name, chosen in question.filters.items() if name != facet}
            where, values = self._filter(others)
            run(
                "SELECT value, count(*) FROM facets JOIN matched USING (entry) "
                f"WHERE facet = ? AND {where} GROUP BY value",
                (facet, *values),
            ).fetchall()
        return int(total)

    def _filter(self, filters: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
        parts, values = ["1"], []
        for name, chosen in filters.items():
            marks = ", ".join("?" * len(chosen))
            parts.append(
                f"entry IN (SELECT entry FROM facets WHERE facet = ? AND value IN ({marks}))"
            )
            values += [name, *chosen]
        return " AND ".join(parts), tuple(values)


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
            title, body, written = _streams(entry, self._analyser)
            document = {"id": entry.id, "title": title, "body": body, "written": written}
            facets = {name: list(values) for name, values in entry.facets.items()}
            writer.add_document(tantivy.Document(**document, **facets))
        writer.commit()
        writer.wait_merging_threads()
        searchable.reload()
        self._searcher = searchable.searcher()

    def prepare(self, questions: Sequence[Question]) -> Sequence[tuple[object, ...]]:
        """As the filtered query and one more per facet, without that facet's own filter."""
        queries = product_queries(questions, self._analyser, KnownForms())
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
            for query, question in zip(queries, questions, strict=True)
        ]

    def _text(self, query: Query) -> tantivy.Query:
        should = tantivy.Occur.Should
        terms = [
            (should, tantivy.Query.boost_query(self._term(field, term), weight))
            for clause in query.clauses
            for term in _keys(clause)
            for field, weight in (("title", TITLE_WEIGHT), ("body", 1.0))
        ]
        phrases = [(tantivy.Occur.Must, self._phrase(_phrase_terms(p))) for p in query.phrases]
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
            title, body, written = _streams(entry, self._analyser)
            facets = {name: " ".join(values) for name, values in entry.facets.items()}
            writer.add_document(id=entry.id, title=title, body=body, written=written, **facets)
        writer.commit()
        self._searcher = writable.searcher()

    def prepare(self, questions: Sequence[Question]) -> Sequence[tuple[WhooshQuery, Question]]:
        """As Whoosh queries."""
        queries = product_queries(questions, self._analyser, KnownForms())
        return [
            (self._text(query), question)
            for query, question in zip(queries, questions, strict=True)
        ]

    def _text(self, query: Query) -> WhooshQuery:
        words = Or(
            [
                Term(field, term)
                for clause in query.clauses
                for term in _keys(clause)
                for field in ("title", "body")
            ]
        )
        phrases = [WhooshPhrase("written", _phrase_terms(phrase)) for phrase in query.phrases]
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
