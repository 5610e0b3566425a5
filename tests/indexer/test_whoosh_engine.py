"""The directory of the Whoosh engine: what is kept, and when it is written."""

import stat
from pathlib import Path

from indexer.entry import Entry
from indexer.marker import read_marker
from indexer.merging import CROWD
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.conftest import MakeEngine
from tests.indexer.samples import ask, changed_title, ids


def test_index_survives_the_process(
    make_engine: MakeEngine, collection: list[Entry], analyser: Analyser
) -> None:
    make_engine().synchronise(collection, "r1")
    reopened = make_engine()
    assert reopened.revision == "r1"
    assert ids(ask(reopened, analyser, "wolontariat")) == ["wolontariat"]


def test_directory_is_closed_to_others(
    make_engine: MakeEngine, collection: list[Entry], directory: Path
) -> None:
    make_engine().synchronise(collection, "r1")
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_marker_tells_what_the_index_was_built_with(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    make_engine().synchronise(collection, "r1")
    marker = read_marker(directory)
    assert marker is not None
    assert (marker.revision, marker.analyser) == ("r1", analyser.version)
    assert (marker.configuration, marker.generation) == ("body,title", "gen-0001")


def test_only_changed_entries_are_written(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    arrays = set((directory / "gen-0001").glob("postings-*.npz"))
    engine.synchronise(changed_title(collection, 5, "Zupełnie nowa nazwa"), "r2")
    added = set((directory / "gen-0001").glob("postings-*.npz")) - arrays
    assert len(added) == 1
    segments = engine._state.snapshot.segments
    assert sorted(len(segment.alive) for segment in segments) == [1, len(collection)]
    assert ids(ask(engine, analyser, "nowa nazwa")) == ["inicjatywa"]


def test_unchanged_entries_leave_the_disk_alone(
    make_engine: MakeEngine, collection: list[Entry], directory: Path
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    before = {path: path.stat().st_mtime_ns for path in directory.rglob("*") if path.is_file()}
    engine.synchronise(reversed(collection), "r1")
    after = {path: path.stat().st_mtime_ns for path in directory.rglob("*") if path.is_file()}
    assert before == after


def test_many_small_changes_keep_the_index_small_and_right(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r0")
    for number in range(30):
        wanted = changed_title(collection, number % len(collection), f"Nazwa numer{number}")
        engine.synchronise(wanted, f"r{number + 1}")
        engine.merge()
        assert len(ids(ask(engine, analyser, f"numer{number}"))) == 1
        assert ask(engine, analyser, "").total == len(collection)
    assert len(engine._state.snapshot.segments) <= CROWD
    fresh = make_engine()
    assert fresh.vocabulary() == engine.vocabulary()
    assert fresh.words() == engine.words()


def test_other_text_fields_rebuild_other_numbers_do_not(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    make_engine().synchronise(collection, "r1")
    heavier = Weights({"title": FieldWeight(9.0), "body": FieldWeight()})
    assert WhooshEngine(directory, analyser, heavier).revision == "r1"
    more = Weights({**heavier.fields, "summary": FieldWeight()})
    assert WhooshEngine(directory, analyser, more).revision == ""
