"""The directory of the Whoosh engine under several processes, one of them killed."""

import json
import os
import random
import signal
import time
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from indexer.entry import Entry
from indexer.errors import IndexBusy
from indexer.generations import write_lock
from indexer.marker import read_marker, write_marker
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.conftest import MakeEngine
from tests.indexer.samples import ask, changed_title, entries, generations, ids
from tests.processes import PROCESSES


def hold_lock(directory: Path, held: Event, release: Event) -> None:
    """Runs in another process: holds the writer's place until told to let go."""
    with write_lock(directory, 5.0):
        held.set()
        release.wait(60)


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
