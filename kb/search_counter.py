"""Counting searches in the background: no search ever waits for a disk."""

import atexit
import logging
from collections import Counter
from datetime import date
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from kb.database import Database
from kb.search_log import Key, add_counts, countable, outcome_of, remove_old

log = logging.getLogger(__name__)

INTERVAL = 5.0
"""Seconds between two writes."""
MOST_WAITING = 10_000
"""Searches that may wait to be written; more are not counted."""


class SearchCounter:
    """Counts searches of one process; several processes may write to one database.

    Its thread starts with the first search, so that a server may fork before.
    """

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._waiting: Queue[Key] = Queue(MOST_WAITING)
        self._starting = Lock()
        self._writing = Lock()
        self._stopped = Event()
        self._thread: Thread | None = None
        self._unwritten: Counter[Key] = Counter()
        self._cleaned: date | None = None

    def record(self, text: str, day: date, total: int) -> None:
        """Count a search that found `total` results, unless it looks personal."""
        query = countable(text)
        if query is None:
            return
        try:
            self._waiting.put_nowait((query, day, outcome_of(total)))
        except Full:
            return
        self._start()

    def flush(self) -> None:
        """Write what waits; what cannot be written now is kept for the next time."""
        with self._writing:
            try:
                while len(self._unwritten) < MOST_WAITING:
                    self._unwritten[self._waiting.get_nowait()] += 1
            except Empty:
                pass
            if not self._unwritten:
                return
            try:
                self._write()
            except SQLAlchemyError:
                log.exception("searches could not be counted; trying again later")
            else:
                self._unwritten.clear()

    def close(self) -> None:
        """Write what waits and stop."""
        self._stopped.set()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join()
        self.flush()

    def _start(self) -> None:
        """Start the thread unless it runs; one left behind by a fork does not run."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="search-counter", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def _run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            self.flush()

    def _write(self) -> None:
        database = Database(self._url)
        try:
            today = max(day for _, day, _ in self._unwritten)
            with database.session() as session:
                add_counts(session, self._unwritten)
                if today != self._cleaned:
                    remove_old(session, today)
            self._cleaned = today
        finally:
            database.close()
