"""Speed beside other engines: `python -m tests.benchmarks.search --documents 100 1000 10000`.

All engines are built and asked in one run, on the same documents and the same queries; read the
ratios, not the milliseconds, which are the machine's. "first" is each query's first time, "warm"
the best of the next rounds.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from indexer.diacritics import KnownForms
from indexer.engine import Request
from indexer.entry import Entry
from indexer.excerpts import (
    AnalysedDocument,
    Passage,
    analyse_document,
    best_excerpt,
    wanted_by,
)
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from indexer.query import MAX_QUERY_LENGTH
from indexer.whoosh_engine import WhooshEngine
from tests.benchmarks.contender import DAY, WEIGHTS, Contender
from tests.benchmarks.corpus import FACETS, grow, questions, read_texts
from tests.benchmarks.plain_whoosh_engine import PlainWhoosh
from tests.benchmarks.product_engine import Product, deferred
from tests.benchmarks.sqlite_engine import Sqlite
from tests.benchmarks.tantivy_engine import Tantivy

ROUNDS = 3
CHANGES = 40
"""Documents changed one after another, as editors do: enough for several merges."""
BASE = "tantivy"
SLOW = PlainWhoosh.name

SLOW_QUERIES = 40
"""Plain Whoosh gets only so many of the queries: it would take most of the run otherwise."""

Row = dict[str, float]


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that an action takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def percentile(times: Sequence[float], share: float) -> float:
    """The value below which a share of the times lies."""
    return sorted(times)[int(share * (len(times) - 1))]


def measure(engine: Contender, entries: Sequence[Entry], directory: Path, count: int) -> Row:
    """Build, then ask every query once and then some rounds more."""
    building = timed(lambda: engine.build(entries, directory))
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    asked = questions(entries, SLOW_QUERIES if engine.name == SLOW else count)
    prepared = engine.prepare(asked)
    first = [timed(lambda: engine.search(query)) for query in prepared]  # noqa: B023
    warm = [
        min(timed(lambda: engine.search(query)) for _ in range(ROUNDS))  # noqa: B023
        for query in prepared
    ]
    return {
        "index s": building / 1000,
        "size MB": size / 2**20,
        "first p50": percentile(first, 0.5),
        "first p95": percentile(first, 0.95),
        "warm p50": percentile(warm, 0.5),
        "warm p95": percentile(warm, 0.95),
    }


def report(rows: dict[str, Row]) -> None:
    """Print the table; ratios are to the base engine."""
    columns = list(next(iter(rows.values())))
    print(f"{'engine':<14}" + "".join(f"{c:>11}" for c in columns) + f"{'× first':>9}{'× warm':>9}")
    for name, row in rows.items():
        figures = "".join(f"{row[column]:>11.3f}" for column in columns)
        ratios = [row[c] / rows[BASE][c] for c in ("first p95", "warm p95")]
        print(f"{name:<14}{figures}" + "".join(f"{ratio:>9.2f}" for ratio in ratios))


def report_product(product: Product, entries: Sequence[Entry], directory: Path) -> None:
    """What only the product is asked: whole searches, updating, long queries, a fresh worker."""
    engine, analyser = product.engine, Analyser()
    parser = QueryParser(analyser, known_forms=product.known)
    whole = whole_searches(engine, parser, analyser, entries)
    print(
        "whole search (parse, rank, count, ten excerpts): "
        f"p50 {percentile(whole, 0.5):.2f}, p95 {percentile(whole, 0.95):.2f} ms"
    )
    updating, merging = [], []
    for number in range(CHANGES):
        updating.append(timed(partial(change_one, engine, parser, entries, number)))
        merging.append(timed(engine.merge))
    print(
        f"one of {len(updating)} changes searchable after: p50 {percentile(updating, 0.5):.0f}, "
        f"most {max(updating):.0f} ms; merging in the background most {max(merging):.0f} ms"
    )
    long = [
        timed(lambda: engine.search(Request(parser.parse(text), DAY, facets=FACETS)))  # noqa: B023
        for text in (entry.text["body"][:MAX_QUERY_LENGTH] for entry in entries[1:21])
    ]
    print(f"longest of {len(long)} queries of {MAX_QUERY_LENGTH} characters: {max(long):.1f} ms")
    figures = fresh_worker(directory)
    print(
        f"fresh worker: ready in {figures['ready']:.0f} ms, {figures['words']:.0f} ms more for its "
        f"words; {figures['before']:.0f} MB before, {figures['opened']:.0f} MB then, "
        f"{figures['used']:.0f} MB after 400 queries"
    )


def change_one(
    engine: WhooshEngine, parser: QueryParser, entries: Sequence[Entry], number: int
) -> None:
    """Hand all entries over again, one of them changed, and ask for it."""
    text = {"title": f"Zmieniony tytuł {number}", "body": entries[number].text["body"]}
    changed = deferred([replace(entries[number], text=text)], f"changed {number}")
    rest = deferred(entries)
    del rest[number]
    engine.synchronise([*changed, *rest], f"changed {number}")
    query = parser.parse(f'"zmieniony tytuł {number}"')
    if engine.search(Request(query, DAY)).total != 1:
        raise RuntimeError("the change was not found")


def whole_searches(
    engine: WhooshEngine, parser: QueryParser, analyser: Analyser, entries: Sequence[Entry]
) -> list[float]:
    """Milliseconds of searches as the site runs them; the site keeps passages analysed."""
    texts = {entry.id: entry.text["body"] for entry in entries}
    passages: dict[str, AnalysedDocument] = {}
    times = []
    for question in questions(entries, 200, seed=3):
        text = " ".join(question.words)
        for hit in engine.search(Request(parser.parse(text), DAY, question.filters)).hits:
            if hit.id not in passages:
                passages[hit.id] = analyse_document([Passage("", "", texts[hit.id])], analyser)

        def search() -> None:
            query = parser.parse(text)  # noqa: B023
            request = Request(query, DAY, question.filters, FACETS)  # noqa: B023
            wanted = wanted_by(query)
            for hit in engine.search(request).hits:
                best_excerpt(passages[hit.id], wanted)

        times.append(timed(search))
    return times


def fresh_worker(directory: Path) -> dict[str, float]:
    """Figures of a new process that opens the index."""
    command = [sys.executable, "-m", "tests.benchmarks.search", "--worker", str(directory)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def worker(directory: Path) -> None:
    """Open an existing index, ask 400 queries, print figures as JSON."""
    analyser = Analyser()
    analyser.tokens("rozgrzewka")
    before = _memory()
    opened: list[WhooshEngine] = []
    ready = timed(lambda: opened.append(WhooshEngine(directory, analyser, WEIGHTS)))
    engine = opened[0]
    words = timed(engine.words)
    parser = QueryParser(analyser, known_forms=KnownForms.from_words(engine.words()))
    after_opening = _memory()
    common = sorted(engine.words(), key=engine.words().__getitem__)[-1200:]
    for number in range(400):
        text = " ".join(common[number * 3 : number * 3 + 3])
        engine.search(Request(parser.parse(text), DAY, facets=FACETS))
    figures = {"ready": ready, "words": words, "opened": after_opening, "used": _memory()}
    print(json.dumps({"before": before, **figures}))


def _memory() -> float:
    """The process's resident size in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Run the comparison for each number of documents."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    arguments.add_argument("--queries", type=int, default=400)
    arguments.add_argument("--texts", type=Path, default=Path("standards"))
    arguments.add_argument("--without", nargs="*", default=[], help="engines to leave out")
    arguments.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.worker:
        worker(chosen.worker)
        return
    texts = read_texts(chosen.texts)
    for count in chosen.documents:
        entries, analyser = list(grow(texts, count)), Analyser()
        product = Product(analyser)
        engines: list[Contender] = [
            product,
            Tantivy(analyser),
            Sqlite(analyser),
            PlainWhoosh(analyser),
        ]
        print(f"\n{count} documents, {chosen.queries} queries, times in ms")
        with tempfile.TemporaryDirectory() as place:
            rows = {}
            for engine in engines:
                if engine.name not in chosen.without:
                    directory = Path(place, engine.name)
                    directory.mkdir()
                    rows[engine.name] = measure(engine, entries, directory, chosen.queries)
            report(rows)
            report_product(product, entries, Path(place, product.name))


if __name__ == "__main__":
    main()
