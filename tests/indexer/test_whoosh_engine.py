"""The directory of the Whoosh engine: marker, generations, damage, other processes."""

import gc
import json
import multiprocessing
import os
import random
import signal
import stat
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from indexer.entry import Entry
from indexer.errors import IndexBusy
from indexer.generations import write_lock
from indexer.marker import Marker, read_marker, write_marker
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import ask, entries, ids

MakeEngine = Callable[[], WhooshEngine]
PROCESSES = multiprocessing.get_context("spawn")


@pytest.fixture
def damaged_files() -> Iterator[None]:
    """Whoosh leaves a file open when it cannot read it; the collector closes it, with a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where `make_engine` keeps its index."""
    return tmp_path / "index"


def changed_title(collection: list[Entry], number: int, title: str) -> list[Entry]:
    changed = replace(collection[number], text={"title": title, "body": "zmieniona treść"})
    return [*collection[:number], changed, *collection[number + 1 :]]


def generations(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir() if path.is_dir())


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
        assert len(ids(ask(engine, analyser, f"numer{number}"))) == 1
        assert ask(engine, analyser, "").total == len(collection)
    assert len(engine._state.snapshot.segments) < 12
    fresh = make_engine()
    assert fresh.vocabulary() == engine.vocabulary()
    assert fresh.words() == engine.words()


@pytest.mark.parametrize(
    "make_foreign",
    [
        lambda marker: replace(marker, schema="another"),
        lambda marker: replace(marker, analyser="another"),
        lambda marker: replace(marker, configuration="another"),
    ],
    ids=["schema", "analyser", "configuration"],
)
def test_index_of_another_version_is_rebuilt(
    make_engine: MakeEngine,
    collection: list[Entry],
    directory: Path,
    make_foreign: Callable[[Marker], Marker],
) -> None:
    make_engine().synchronise(collection, "r1")
    marker = read_marker(directory)
    assert marker is not None
    write_marker(directory, make_foreign(marker))
    engine = make_engine()
    assert engine.revision == ""
    engine.synchronise(collection, "r2")
    assert (engine.revision, generations(directory)) == ("r2", ["gen-0002"])


def test_other_text_fields_rebuild_other_numbers_do_not(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    make_engine().synchronise(collection, "r1")
    heavier = Weights({"title": FieldWeight(9.0), "body": FieldWeight()})
    assert WhooshEngine(directory, analyser, heavier).revision == "r1"
    more = Weights({**heavier.fields, "summary": FieldWeight()})
    assert WhooshEngine(directory, analyser, more).revision == ""


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"schema": "1"}', "\x00" * 50, '"x"', "{}", "null"]
)
def test_damaged_marker_is_healed(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, content: str
) -> None:
    make_engine().synchronise(collection, "r1")
    (directory / "marker.json").write_text(content, "utf-8")
    engine = make_engine()
    assert engine.revision == ""
    engine.synchronise(collection, "r2")
    assert make_engine().revision == "r2"


@pytest.mark.usefixtures("damaged_files")
@pytest.mark.parametrize("damage", ["cut", "emptied", "garbage", "removed"])
@pytest.mark.parametrize("kind", ["*.toc", "*.seg", "postings-*.npz"])
def test_damaged_file_is_healed(
    make_engine: MakeEngine,
    collection: list[Entry],
    directory: Path,
    analyser: Analyser,
    kind: str,
    damage: str,
) -> None:
    make_engine().synchronise(collection, "r1")
    for path in (directory / "gen-0001").glob(kind):
        content = path.read_bytes()
        if damage == "removed":
            path.unlink()
        elif damage == "garbage":
            path.write_bytes(random.Random(1).randbytes(len(content)))
        else:
            path.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    engine = make_engine()
    engine.synchronise(collection, "r2")
    assert engine.revision == "r2"
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    assert make_engine().revision == "r2"


@pytest.mark.usefixtures("damaged_files")
def test_damage_during_the_life_of_an_engine_is_healed(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    for path in (directory / "gen-0001").iterdir():
        path.write_bytes(b"")
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    engine.synchronise(changed_title(collection, 0, "Inny"), "r2")
    assert make_engine().revision == "r2"


def test_orphans_are_removed(
    make_engine: MakeEngine, collection: list[Entry], directory: Path
) -> None:
    directory.mkdir()
    (directory / "gen-0007").mkdir()
    (directory / "gen-0007" / "_MAIN_1.toc").write_bytes(b"half")
    (directory / "marker.json.4711.tmp").write_text("{", "utf-8")
    engine = make_engine()
    engine.synchronise(collection, "r1")
    assert generations(directory) == ["gen-0008"]
    assert sorted(p.name for p in directory.iterdir() if p.is_file()) == [
        "marker.json",
        "writer.lock",
    ]


def test_failed_rebuild_leaves_the_old_generation_in_use(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    odd = Entry("odd", {"unknown": "x"})
    many = [replace(entry, id=f"{entry.id}-{n}") for entry in collection for n in range(20)]
    with pytest.raises(Exception, match="'odd'"):
        engine.synchronise([*many, odd], "r2")
    assert ids(ask(make_engine(), analyser, "wolontariat")) == ["wolontariat"]
    engine.synchronise(collection, "r3")
    assert generations(directory) == ["gen-0001"]


def test_other_engine_takes_changes_over_on_refresh(
    make_engine: MakeEngine, collection: list[Entry], analyser: Analyser
) -> None:
    writer = make_engine()
    writer.synchronise(collection, "r1")
    reader = make_engine()
    assert not reader.refresh()
    writer.synchronise(changed_title(collection, 5, "Nowa nazwa"), "r2")
    assert reader.revision == "r1"
    assert ids(ask(reader, analyser, "inicjatywa lokalna"))[0] == "inicjatywa"
    assert reader.refresh()
    assert reader.revision == "r2"
    assert ids(ask(reader, analyser, "nowa nazwa")) == ["inicjatywa"]
    assert not reader.refresh()


def test_reader_keeps_answering_while_a_generation_is_swapped_away(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    writer, reader = make_engine(), make_engine()
    writer.synchronise(collection, "r1")
    reader.refresh()
    marker = read_marker(directory)
    assert marker is not None
    write_marker(directory, replace(marker, schema="stale"))
    writer.synchronise(collection, "r2")
    assert generations(directory) == ["gen-0002"]
    assert ids(ask(reader, analyser, "wolontariat")) == ["wolontariat"]
    assert reader.refresh()
    assert reader.revision == "r2"


def hold_lock(directory: Path, held: Event, release: Event) -> None:
    """Runs in another process: holds the writer's place until told to let go."""
    with write_lock(directory, 5.0):
        held.set()
        release.wait(60)


def test_second_writer_gives_up_after_its_wait(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    held, release = PROCESSES.Event(), PROCESSES.Event()
    other = PROCESSES.Process(target=hold_lock, args=(directory, held, release))
    other.start()
    try:
        assert held.wait(60)
        with pytest.raises(IndexBusy, match="another writer"):
            engine.synchronise(changed_title(collection, 0, "Inny"), "r2")
        assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    finally:
        release.set()
        other.join()
    engine.synchronise(changed_title(collection, 0, "Inny"), "r2")
    assert engine.revision == "r2"


def write_for_ever(directory: Path, started: Event) -> None:
    """Runs in another process: now an update, now a rebuild, until it is killed."""
    analyser = Analyser(["NGO", "JST"])
    weights = Weights({"title": FieldWeight(2.0, 0.5), "body": FieldWeight()})
    engine = WhooshEngine(directory, analyser, weights)
    started.set()
    number = 0
    while True:
        number += 1
        engine.synchronise(changed_title(entries(), number % 10, f"Numer {number}"), f"k{number}")
        if number % 3 == 0:
            (directory / "marker.json").write_text("{", "utf-8")


@pytest.mark.usefixtures("damaged_files")
@pytest.mark.parametrize("seed", range(5))
def test_killed_writer_leaves_an_index_that_opens_or_is_rebuilt(
    make_engine: MakeEngine,
    collection: list[Entry],
    directory: Path,
    analyser: Analyser,
    seed: int,
) -> None:
    make_engine().synchronise(collection, "r1")
    started = PROCESSES.Event()
    writer = PROCESSES.Process(target=write_for_ever, args=(directory, started))
    writer.start()
    assert started.wait(60)
    time.sleep(random.Random(seed).uniform(0.0, 0.4))
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    engine = make_engine()
    if engine.revision:
        assert ask(engine, analyser, "").total == len(collection)
    engine.synchronise(collection, "after")
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    assert ask(make_engine(), analyser, "").total == len(collection)
    assert len(generations(directory)) == 1
    assert json.loads((directory / "marker.json").read_text("utf-8"))["revision"] == "after"
