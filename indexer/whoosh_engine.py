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
from indexer.marker import Marker, marker_stamp, read_marker, remove_marker, write_marker
from indexer.merging import worth_merging
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
                return replace(self._read(marker), stamp=stamp)
            except IndexDamaged:
                if marker_stamp(self._directory) == stamp:
                    return None
        return None

    def _fits(self, marker: Marker) -> bool:
        return marker.fits(SCHEMA_VERSION, self._analyser.version, configuration_of(self._weights))

    def _read(self, marker: Marker) -> State:
        """The newest commit of the generation that the marker names."""
        path, known = self._path_of(marker), self._state.snapshot
        snapshot, commit = storage.read_snapshot(path, self._field_names, known)
        return State(self._ranker(snapshot), replace(marker, commit=commit), None)

    def _path_of(self, marker: Marker) -> Path:
        return self._directory / marker.generation

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
            self._remove_stale_files()

    def _present(self) -> State | None:
        """What is on disk, read anew only if need be; to be asked with the lock held."""
        state = self._state
        if state.marker and state.stamp == marker_stamp(self._directory):
            try:
                if storage.latest_commit(self._path_of(state.marker)) == state.marker.commit:
                    return state
            except IndexDamaged:
                return None
        return self._open()

    def _updated(self, wanted: storage.Changes, revision: str) -> bool:
        """Write what changed; false when the index on disk has to be built anew."""
        state = self._present()
        if state is None or state.marker is None:
            return False
        self._state, marker, snapshot = state, state.marker, state.snapshot
        records, numbers = snapshot.records, snapshot.numbers
        changed = {
            entry_id: (entry, digest)
            for entry_id, (entry, digest) in wanted.items()
            if entry_id not in numbers or records[numbers[entry_id]].digest != digest
        }
        removed = [entry_id for entry_id in numbers if entry_id not in wanted]
        if changed or removed:
            wasted = snapshot.size - snapshot.count + len(changed) + len(removed)
            if wasted > max(len(wanted) // 2, SMALL):
                return False
            outdated = [
                numbers[entry_id] for entry_id in (*changed, *removed) if entry_id in numbers
            ]
            try:
                storage.apply_changes(
                    self._path_of(marker), changed, outdated, self._field_names, self._analyser
                )
                state = self._read(replace(marker, revision=revision))
            except IndexDamaged:
                return False
            self._publish(state)
        elif revision != marker.revision:
            self._publish(replace(state, marker=replace(marker, revision=revision)))
        return True

    def _rebuild(self, wanted: storage.Changes, revision: str) -> None:
        path = new_generation(self._directory)
        storage.create(path, self._field_names)
        storage.apply_changes(path, wanted, (), self._field_names, self._analyser)
        marker = Marker(
            schema=SCHEMA_VERSION,
            analyser=self._analyser.version,
            configuration=configuration_of(self._weights),
            revision=revision,
            generation=path.name,
            commit=0,  # the one that is read back is told
        )
        self._publish(self._read(marker))

    def merge(self) -> bool:
        """Write small segments together if they have become many; whether they had.

        Changes nothing of the answers, only what they cost; for a quiet moment after changes.

        Raises:
            IndexBusy: another writer does not finish within `writer_wait` seconds.
            IndexDamaged: a segment cannot be read; the next `synchronise` builds the index anew.
        """
        if not worth_merging(self._state.snapshot.sizes):
            return False
        with write_lock(self._directory, self._writer_wait), self._refreshing:
            state = self._present()
            if state is None or state.marker is None:
                return False
            self._state, segments = state, state.snapshot.segments
            chosen = {segments[n].name for n in worth_merging(state.snapshot.sizes)}
            if not chosen:
                return False
            try:
                storage.merge(self._path_of(state.marker), chosen)
                self._publish(self._read(state.marker))
            except IndexDamaged:
                remove_marker(self._directory)
                raise
            self._remove_stale_files()
            return True

    def _remove_stale_files(self) -> None:
        """Leave only what the present state needs; to be called with the lock held."""
        state = self._state
        if state.marker:
            remove_others(self._directory, state.marker.generation)
            storage.remove_stale_postings(self._path_of(state.marker), state.snapshot)

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
