"""What the site serves at one moment, and the watch that swaps it when the content changes."""

import logging
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indexer.errors import IndexerError
from indexer.polish import Analyser
from indexer.whoosh_engine import WhooshEngine
from kb.catalog import CATALOG_VERSION, Catalog
from kb.completions import Completions
from kb.errors import ContentError
from kb.library import Library, load_library
from kb.ranking import weights
from kb.search_log import successful_queries
from kb.search_page import SearchPage, SearchParams
from kb.search_parts import Reasons
from kb.searching import Searcher
from kb.settings import Settings
from kb.terms import TermFinder

log = logging.getLogger(__name__)

WATCH_INTERVAL = 1.0
"""Seconds between two looks at the content folder."""

Signature = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Publication:
    """A library, the search over it, its terms and completions, of one revision."""

    library: Library
    searcher: Searcher
    terms: TermFinder
    completions: Completions

    def search(self, params: SearchParams, day: date) -> SearchPage:
        """Answer a search as of `params.day`, or else `day`."""
        return self.searcher.search(params, day)

    def reasons(self, page: SearchPage, day: date) -> tuple[Reasons, ...]:
        """Why the first hits of a page come first."""
        return self.searcher.reasons(page, day)


class Publisher:
    """Holds the current publication; reading it never waits.

    Raises:
        ContentError: there is no content folder.
        IndexerError: the index can neither be opened nor built.
    """

    def __init__(self, settings: Settings) -> None:
        self._root = settings.standards
        self._writing = threading.Lock()
        if not (self._root / "vocabulary").is_dir():
            raise ContentError(
                f"{self._root}: nie ma tu katalogu „vocabulary” ze słownikami → "
                "wskaż katalog standardów (--standards albo KB_STANDARDS)"
            )
        self._signature = signature(self._root)
        self._index = settings.var / "index"
        self._database_url = settings.database_url
        self._current = self._publish(load_library(self._root))

    @property
    def current(self) -> Publication:
        """What is published now."""
        return self._current

    def refresh(self) -> bool:
        """Publish the content anew if any file changed; whether it did."""
        with self._writing:
            seen = signature(self._root)
            if seen == self._signature:
                return False
            library = load_library(self._root, self._current.library)
            if library.revision != self._current.library.revision:
                self._current = self._publish(library)
            self._signature = seen
            return True

    def watch(self) -> threading.Thread:
        """Start looking for changes in the background; ends with the process."""
        thread = threading.Thread(target=self._watch, name="content-watch", daemon=True)
        thread.start()
        return thread

    def _watch(self) -> None:
        stop = threading.Event()
        while not stop.wait(WATCH_INTERVAL):
            try:
                self.refresh()
            except (OSError, IndexerError):
                log.exception("content changed but could not be published; the old one stays")

    def _publish(self, library: Library) -> Publication:
        """Bring the index up to the library, then pair them.

        The analyser follows the vocabulary; an index made with another one rebuilds itself.
        """
        analyser = Analyser(library.vocabulary.abbreviations)
        engine = WhooshEngine(self._index, analyser, weights(library.vocabulary))
        revision = f"{library.revision}-{CATALOG_VERSION}"
        if engine.revision != revision:
            engine.synchronise(Catalog(library).entries(), revision)
        searcher = Searcher(library, engine, analyser)
        terms = TermFinder(library.vocabulary.glossary.values(), analyser)
        today = date.today()
        past = successful_queries(self._database_url, today)
        completions = Completions(library, today, searcher.known_forms, past)
        return Publication(library, searcher, terms, completions)


def signature(root: Path) -> Signature:
    """Names, sizes and times of all content files: cheap, and different after any change."""
    found = set()
    for path in root.rglob("*"):
        if path.suffix in (".md", ".yaml"):
            stat = path.stat()
            found.add((str(path), stat.st_mtime_ns, stat.st_size))
    return frozenset(found)
