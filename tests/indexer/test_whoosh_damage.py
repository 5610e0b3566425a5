"""The directory of the Whoosh engine damaged, foreign or left half written."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.entry import Entry
from indexer.marker import Marker, read_marker, write_marker
from indexer.polish import Analyser
from tests.indexer.conftest import MakeEngine
from tests.indexer.samples import ask, changed_title, generations, ids


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
