"""The product's engine in the benchmark."""

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from indexer.diacritics import KnownForms
from indexer.engine import Request
from indexer.entry import DeferredEntry, Entry
from indexer.polish import Analyser
from indexer.whoosh_engine import WhooshEngine
from tests.benchmarks.contender import DAY, PAGE, WEIGHTS, product_queries
from tests.benchmarks.corpus import FACETS, Question


class Product:
    """The product's engine."""

    name = "indexer"

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def build(self, entries: Sequence[Entry], directory: Path) -> None:
        """Index and keep the engine open; what is loaded is frozen, as the server does."""
        self.engine = WhooshEngine(directory, self._analyser, WEIGHTS)
        self.engine.synchronise(deferred(entries), "benchmark")
        self.known = KnownForms.from_words(self.engine.words())
        gc.collect()
        gc.freeze()

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


def deferred(entries: Sequence[Entry], stamp: str = "") -> list[DeferredEntry]:
    """The entries as the site hands them over: promised, with the stamps of their files."""
    return [DeferredEntry(entry.id, stamp, partial(_itself, entry)) for entry in entries]


def _itself(entry: Entry) -> Entry:
    return entry
