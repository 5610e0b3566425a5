"""SQLite FTS5 in the benchmark."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

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
                (number, *streams(entry, self._analyser)),
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
        return [
            (self._expression(query), question)
            for query, question in asked(questions, self._analyser)
        ]

    def _expression(self, query: Query) -> str:
        terms = " OR ".join(f'"{term}"' for clause in query.clauses for term in keys_of(clause))
        expression = f"{{title body}} : ({terms})"
        for phrase in query.phrases:
            expression = f'written : "{" ".join(phrase_terms(phrase))}"'
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
