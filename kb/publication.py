"""What the site serves at one moment, and the watch that swaps it when the content changes."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from indexer.errors import IndexerError
from indexer.whoosh_engine import WhooshEngine
from kb.catalog import CATALOG_VERSION, Catalog
from kb.completions import Completions
from kb.documents.stamps import read_stamps
from kb.errors import ContentError
from kb.library import Library, load_library
from kb.ranking import weights
from kb.reading import Reader
from kb.search_log import successful_queries
from kb.search_page import SearchPage, SearchParams
from kb.search_parts import Reasons
from kb.searching import Searcher
from kb.settings import Settings
from kb.terms import TermFinder
from kb.wording import Wording, wording

log = logging.getLogger(__name__)

WATCH_INTERVAL = 1.0
"""Seconds between two looks at the content folder."""

ANNOUNCEMENT = ".git/kb-published"
"""The file below the content folder that whoever publishes touches when all is written."""


@dataclass(frozen=True)
class Publication:
    """A library, the search over it and its terms, of one revision.

    `reader` has what excerpts are made from; it serves several publications. `past` are queries
    that readers were served with, and how often.
    """

    library: Library
    searcher: Searcher
    terms: TermFinder
    reader: Reader
    past: Mapping[str, int]

    @cached_property
    def completions(self) -> Completions:
        """What is offered while a query is typed."""
        return Completions(self.library, date.today(), self.searcher.known_forms, self.past)

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
        self._directory = settings.var / "index"
        self._database_url = settings.database_url
        self._words: Wording | None = None
        self._engine: WhooshEngine | None = None
        self._heard = _announced(self._root / ANNOUNCEMENT)
        library = load_library(self._root)
        self._stamps = library.stamps
        self._current = self._publish(library)

    @property
    def current(self) -> Publication:
        """What is published now."""
        return self._current

    def catch_up(self) -> None:
        """Publish at once what another process has announced; one look at a file if nothing.

        Whoever asks meanwhile waits for it: who was told "published" sees it everywhere.
        """
        heard = _announced(self._root / ANNOUNCEMENT)
        if heard != self._heard:
            self._try_to_refresh()
            self._heard = heard

    def refresh(self) -> bool:
        """Publish the content anew if any file changed; whether it did.

        Raises:
            OSError, IndexerError: the content cannot be read or indexed; the old one stays.
        """
        with self._writing:
            stamps = read_stamps(self._root)
            if stamps.folders == self._stamps.folders:
                return False
            library = load_library(self._root, self._current.library, stamps)
            if library is not self._current.library:
                self._current = self._publish(library)
            self._stamps = stamps
            return True

    def watch(self, stop: threading.Event | None = None) -> threading.Thread:
        """Start looking for changes in the background; ends with the process, or at `stop`."""
        ending = stop or threading.Event()
        thread = threading.Thread(
            target=self._watch, args=(ending,), name="content-watch", daemon=True
        )
        thread.start()
        return thread

    def _watch(self, stop: threading.Event) -> None:
        while not stop.wait(WATCH_INTERVAL):
            self._try_to_refresh()
            self._try_to_merge()

    def _try_to_refresh(self) -> None:
        try:
            self.refresh()
        except (OSError, IndexerError):
            log.exception("content changed but could not be published; the old one stays")

    def _try_to_merge(self) -> None:
        """Leave the index tidy after many small changes; what comes next is answered faster."""
        try:
            if self._engine:
                self._engine.merge()
        except (OSError, IndexerError):
            log.exception("the segments of the index could not be merged")

    def _publish(self, library: Library) -> Publication:
        """Bring the index up to the library, then pair them."""
        words = wording(library.vocabulary)
        engine = self._engine_for(words)
        engine.refresh()
        revision = f"{library.revision}-{CATALOG_VERSION}"
        if engine.revision != revision:
            engine.synchronise(Catalog(library).entries(), revision)
        reader = self._reader_for(library, words)
        searcher = Searcher(library, engine.view(), words, reader)
        past = successful_queries(self._database_url, date.today())
        self._words, self._engine = words, engine
        return Publication(library, searcher, words.terms, reader, past)

    def _engine_for(self, words: Wording) -> WhooshEngine:
        """The engine that goes with the vocabulary: the one at hand, unless that has changed.

        An index made with other abbreviations rebuilds itself.
        """
        before, engine, chosen = self._words, self._engine, weights(words.vocabulary)
        if (
            before is not None
            and engine is not None
            and before.analyser is words.analyser
            and weights(before.vocabulary) == chosen
        ):
            return engine
        return WhooshEngine(self._directory, words.analyser, chosen)

    def _reader_for(self, library: Library, words: Wording) -> Reader:
        """The reader at hand, unless acts have changed that the documents cite."""
        before = self._words
        if (
            before is not None
            and before.analyser is words.analyser
            and before.vocabulary.acts == words.vocabulary.acts
        ):
            return self._current.reader
        return Reader(library.renderer, words.analyser)


def _announced(file: Path) -> tuple[int, int] | None:
    """A cheap sign of an announcement: differs after each."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
