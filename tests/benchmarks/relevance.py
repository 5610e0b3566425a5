"""Relevance on a judged set: `python -m tests.benchmarks.relevance DIR`.

DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and `qrels.tsv`
(`query-id`, `corpus-id`, `score`, with a header). Everything goes through the product's analysis,
query parser and engine; queries are asked as typed and stripped of diacritics.
"""

import argparse
import json
import math
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indexer.diacritics import KnownForms
from indexer.engine import Request
from indexer.entry import Entry
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine

DEPTH = 10
STRIPPED = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
WEIGHTS = Weights({"title": FieldWeight(2.0, b=0.5), "body": FieldWeight(1.0, b=0.75)})


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Entries, query id → text, query id → entry id → grade (above 0)."""

    entries: Sequence[Entry]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the queries, and the 95th percentile of the time of a search in milliseconds."""

    ndcg: float
    mrr: float
    recall: float
    empty: int
    p95: float


def read_judged_set(directory: Path) -> JudgedSet:
    """Read a folder in the format above."""
    grades: dict[str, dict[str, int]] = {}
    for line in (directory / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, entry, grade = line.split("\t")
        if int(grade) > 0:
            grades.setdefault(query, {})[entry] = int(grade)
    entries = [
        Entry(row["_id"], {"title": row.get("title", ""), "body": row["text"]})
        for row in _rows(directory / "corpus.jsonl")
    ]
    queries = {row["_id"]: row["text"] for row in _rows(directory / "queries.jsonl")}
    return JudgedSet(entries, {i: text for i, text in queries.items() if i in grades}, grades)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(
    engine: WhooshEngine, parser: QueryParser, queries: Mapping[str, str], judged: JudgedSet
) -> Figures:
    """Ask every query and compare with the judgements."""
    ndcg, mrr, recall, times, empty = 0.0, 0.0, 0.0, [], 0
    for number, text in queries.items():
        started = time.perf_counter()
        results = engine.search(Request(parser.parse(text), date(2026, 1, 1), limit=DEPTH))
        times.append(time.perf_counter() - started)
        grades = judged.grades[number]
        gains = [grades.get(hit.id, 0) for hit in results.hits]
        best = _discounted(sorted(grades.values(), reverse=True)[:DEPTH])
        ndcg += _discounted(gains) / best
        mrr += next((1 / rank for rank, gain in enumerate(gains, start=1) if gain), 0.0)
        recall += sum(gain > 0 for gain in gains) / len(grades)
        empty += not results.hits
    count, times = len(queries), sorted(times)
    p95 = times[int(0.95 * (count - 1))] * 1000
    return Figures(ndcg / count, mrr / count, recall / count, empty, p95)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def main() -> None:
    """Index the folder named, print both lines of figures."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("directory", type=Path)
    judged = read_judged_set(arguments.parse_args().directory)
    analyser = Analyser()
    with tempfile.TemporaryDirectory() as directory:
        engine = WhooshEngine(Path(directory), analyser, WEIGHTS)
        engine.synchronise(judged.entries, "judged")
        known = KnownForms.from_words(engine.words())
        parser = QueryParser(analyser, known_forms=known)
        print(f"{len(judged.entries)} entries, {len(judged.queries)} queries")
        print(
            f"{'queries':<20}{'nDCG@10':>9}{'MRR@10':>9}{'recall@10':>11}{'empty':>7}{'p95 ms':>9}"
        )
        for label, queries in (
            ("as typed", judged.queries),
            ("without diacritics", {i: t.translate(STRIPPED) for i, t in judged.queries.items()}),
        ):
            figures = measure(engine, parser, queries, judged)
            print(
                f"{label:<20}{figures.ndcg:>9.4f}{figures.mrr:>9.4f}{figures.recall:>11.4f}"
                f"{figures.empty:>7}{figures.p95:>9.2f}"
            )


if __name__ == "__main__":
    main()
