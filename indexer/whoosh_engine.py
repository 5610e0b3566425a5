"""The embedded engine: Whoosh keeps the index on disk, NumPy arrays made from it answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from indexer import storage
from indexer.answering import Answer
from indexer.engine import Explanation, Request, Results
from indexer.entry import Entry, Indexable
from indexer.errors import IndexDamaged, IndexerError
from indexer.generations import create_directory, new_generation, remove_others, write_lock
from indexer.marker import Marker, marker_stamp, read_marker, write_marker
from indexer.ranking import Ranker
from indexer.scoring import Scorer
from indexer.snapshot import Snapshot
from indexer.weights import Weights
from indexer.whoosh_schema import SCHEMA_VERSION, IndexAnalyser, configuration_of, digest_of

OPEN_ATTEMPTS = 5
"""A generation may be swapped away between reading the marker and opening it."""

SMALL = 64
"""Below so many changes a rebuild gains nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """What this process answers from: replaced whole, never changed."""

    ranker: Ranker
    marker: Marker | None
    stamp: tuple[int, int] | None

    @property
    def snapshot(self) -> Snapshot:
        """The documents."""
        return self.ranker.scorer.snapshot


class WhooshEngine:
    """`indexer.engine.Engine` over a directory that several processes may share.

    Any number of threads may search while one writes. Another process's changes are taken in by
    `refresh`; a search never waits for a writer.
    """

    def __init__(
        self,
        directory: Path,
        analyser: IndexAnalyser,
        weights: Weights,
        writer_wait: float = 10.0,
    ) -> None:
        """Open what is in `directory`, if it is fit for use; never raises for a damaged index.

        `writer_wait` is how many seconds `synchronise` waits for another writer.
        """
        self._directory = directory
        self._analyser = analyser
        self._weights = weights
        self._writer_wait = writer_wait
        self._field_names = tuple(sorted(weights.fields))
        self._refreshing = Lock()
        self._state = State(self._ranker(Snapshot([], self._field_names)), None, None)
        self.refresh()

    @property
    def revision(self) -> str:
        """The content revision that searches answer for; empty when there is none yet."""
        marker = self._state.marker
        return marker.revision if marker else ""

    def refresh(self) -> bool:
        """Take in what another process has written; whether there was anything.

        Costs one look at a file's date when nothing changed. An index that cannot be read, or was
        made by another version of the program, leaves the present state in place.
        """
        stamp = marker_stamp(self._directory)
        if stamp == self._state.stamp or not self._refreshing.acquire(blocking=False):
            return False
        try:
            opened = self._open()
            self._state = opened or replace(self._state, stamp=stamp)
            return opened is not None
        finally:
            self._refreshing.release()

    def _open(self) -> State | None:
        """The state on disk; `None` when there is none that this program can use."""
        for _ in range(OPEN_ATTEMPTS):
            stamp, marker = marker_stamp(self._directory), read_marker(self._directory)
            if marker is None or not self._fits(marker):
                return None
            try:
                return self._read(marker, stamp)
            except IndexDamaged:
                if marker_stamp(self._directory) == stamp:
                    return None
        return None

    def _fits(self, marker: Marker) -> bool:
        return marker.fits(SCHEMA_VERSION, self._analyser.version, configuration_of(self._weights))

    def _read(self, marker: Marker, stamp: tuple[int, int] | None) -> State:
        path = self._directory / marker.generation
        known = self._state.snapshot
        snapshot = storage.read_snapshot(path, self._field_names, known)
        return State(self._ranker(snapshot), marker, stamp)

    def _ranker(self, snapshot: Snapshot) -> Ranker:
        return Ranker(Scorer(snapshot, self._weights))

    def synchronise(self, entries: Iterable[Indexable], revision: str) -> None:
        """Make the index hold exactly `entries`; see `Engine`.

        Entries whose content is unchanged are not written again. When most of them are, or the
        index on disk is not fit for use, a new generation is built and swapped in.

        Raises:
            IndexBusy: another writer does not finish within `writer_wait` seconds.
            IndexerError: an entry cannot be indexed, or an id occurs twice; names it. The index
                stays as it was.
        """
        wanted = _digested(entries)
        create_directory(self._directory)
        with write_lock(self._directory, self._writer_wait), self._refreshing:
            if not self._updated(wanted, revision):
                self._rebuild(wanted, revision)
            state = self._state
            if state.marker:
                remove_others(self._directory, state.marker.generation)
                path = self._directory / state.marker.generation
                storage.remove_stale_postings(path, state.snapshot)

    def _updated(self, wanted: storage.Changes, revision: str) -> bool:
        """Write what changed; false when the index on disk has to be built anew."""
        stamp = marker_stamp(self._directory)
        is_present = stamp is not None and stamp == self._state.stamp
        state = self._state if is_present else self._open()
        if state is None or state.marker is None:
            return False
        self._state, marker, snapshot = state, state.marker, state.snapshot
        present = {snapshot.records[n].id: snapshot.records[n].digest for n in snapshot.living}
        changed = {i: pair for i, pair in wanted.items() if present.get(i) != pair[1]}
        removed = [entry_id for entry_id in present if entry_id not in wanted]
        if not changed and not removed and self._open() is None:
            return False
        if changed or removed:
            wasted = snapshot.size - snapshot.count + len(changed) + len(removed)
            if wasted > max(len(wanted) // 2, SMALL):
                return False
            path = self._directory / marker.generation
            try:
                commit = storage.apply_changes(
                    path, changed, removed, self._field_names, self._analyser
                )
                state = self._read(replace(marker, revision=revision, commit=commit), None)
            except IndexDamaged:
                return False
            self._publish(state)
        elif revision != marker.revision:
            self._publish(replace(state, marker=replace(marker, revision=revision)))
        return True

    def _rebuild(self, wanted: storage.Changes, revision: str) -> None:
        path = new_generation(self._directory)
        storage.create(path, self._field_names)
        commit = storage.apply_changes(path, wanted, (), self._field_names, self._analyser)
        marker = Marker(
            schema=SCHEMA_VERSION,
            analyser=self._analyser.version,
            configuration=configuration_of(self._weights),
            revision=revision,
            generation=path.name,
            commit=commit,
        )
        self._publish(self._read(marker, None))

    def _publish(self, state: State) -> None:
        """Point everyone to what was written and read back."""
        if state.marker:
            write_marker(self._directory, state.marker)
        self._state = replace(state, stamp=marker_stamp(self._directory))

    def view(self) -> "StateView":
        """The present state, to be kept for as long as one likes."""
        return StateView(self._state.ranker)

    def search(self, request: Request) -> Results:
        """Answer a request."""
        return self.view().search(request)

    def explain(self, request: Request, entry_id: str) -> Explanation | None:
        """Why `entry_id` has its score for the request; `None` when it does not match."""
        return self.view().explain(request, entry_id)

    def vocabulary(self) -> Mapping[str, int]:
        """Every surface form in the index (folded) with the number of entries that hold it."""
        return self.view().vocabulary()

    def words(self) -> Mapping[str, int]:
        """Every word as written, in lower case, with the number of entries that hold it."""
        return self.view().words()


@dataclass(frozen=True, slots=True)
class StateView:
    """`indexer.engine.View` of one state of the index."""

    ranker: Ranker

    def search(self, request: Request) -> Results:
        """Answer a request."""
        return Answer(request, self.ranker).results()

    def explain(self, request: Request, entry_id: str) -> Explanation | None:
        """Why `entry_id` has its score for the request; `None` when it does not match."""
        return Answer(request, self.ranker).explanation(entry_id)

    def vocabulary(self) -> Mapping[str, int]:
        """Every surface form in the index (folded) with the number of entries that hold it."""
        return self.ranker.scorer.snapshot.vocabulary

    def words(self) -> Mapping[str, int]:
        """Every word as written, in lower case, with the number of entries that hold it."""
        return self.ranker.scorer.snapshot.words


def _digested(entries: Iterable[Indexable]) -> dict[str, tuple[Indexable, str]]:
    """Entries by id, each with its digest: its stamp, or the fingerprint of its content."""
    found: dict[str, tuple[Indexable, str]] = {}
    for entry in entries:
        if entry.id in found:
            raise IndexerError(f"entry {entry.id!r} occurs twice")
        found[entry.id] = (entry, _fingerprint(entry) if isinstance(entry, Entry) else entry.stamp)
    return found


def _fingerprint(entry: Entry) -> str:
    try:
        return digest_of(entry)
    except (TypeError, ValueError, AttributeError) as problem:
        raise IndexerError(f"entry {entry.id!r} cannot be indexed: {problem}") from problem
