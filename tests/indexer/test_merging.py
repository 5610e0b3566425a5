"""Small segments are written together in a quiet moment, and nobody notices."""

from pathlib import Path

import pytest

from indexer import storage
from indexer.entry import Entry
from indexer.errors import IndexDamaged
from indexer.marker import read_marker
from indexer.merging import CROWD, MOST_DOCUMENTS, worth_merging
from indexer.polish import Analyser
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.conftest import MakeEngine
from tests.indexer.samples import ask, changed_title, ids


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([], []),
        ([10_000, 1, 1, 1, 1], []),
        ([10_000, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5]),
        ([1, 60, 1, 0, 1, 1, 1], [0, 2, 3, 4, 5, 6]),
        ([60, 60, 60, 60, 60], []),
        ([1, 1, 1, 1], []),
    ],
)
def test_the_smallest_are_merged_when_they_crowd(sizes: list[int], chosen: list[int]) -> None:
    assert sorted(worth_merging(sizes)) == chosen


def test_a_merge_is_never_long() -> None:
    for size in range(1, 100):
        chosen = worth_merging([size] * 50)
        assert sum(size for _ in chosen) <= MOST_DOCUMENTS


def test_merging_changes_no_answer(crowded: WhooshEngine, analyser: Analyser) -> None:
    before, words = ask(crowded, analyser, "rada", limit=50), crowded.words()
    assert crowded.merge()
    after = ask(crowded, analyser, "rada", limit=50)
    assert (ids(after), after.total) == (ids(before), before.total)
    assert [hit.score for hit in after.hits] == pytest.approx([hit.score for hit in before.hits])
    assert crowded.words() == words
    assert not crowded.merge()


def test_files_of_merged_segments_are_removed(crowded: WhooshEngine, directory: Path) -> None:
    generation = directory / "gen-0001"
    assert len(list(generation.glob("*.seg"))) == CROWD + 1
    crowded.merge()
    assert len(list(generation.glob("*.seg"))) == 1
    assert len(list(generation.glob("postings-*.npz"))) == 1


def test_other_engines_take_a_merge_over(
    crowded: WhooshEngine, make_engine: MakeEngine, directory: Path, analyser: Analyser
) -> None:
    reader, late = make_engine(), make_engine()
    crowded.merge()
    marker = read_marker(directory)
    assert not late.merge(), "it was done already"
    assert read_marker(directory) == marker
    assert ids(ask(reader, analyser, "zmiana")) == ids(ask(crowded, analyser, "zmiana"))
    assert reader.refresh()
    assert ids(ask(reader, analyser, "zmiana")) == ids(ask(crowded, analyser, "zmiana"))


@pytest.mark.usefixtures("damaged_files")
def test_damage_met_while_merging_has_the_index_built_anew(
    crowded: WhooshEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    for path in (directory / "gen-0001").glob("*.seg"):
        path.write_bytes(b"")
    with pytest.raises(IndexDamaged):
        crowded.merge()
    assert ids(ask(crowded, analyser, "wolontariat")) == ["wolontariat"]
    assert not crowded.merge()
    crowded.synchronise(collection, "healed")
    assert [path.name for path in directory.glob("gen-*")] == ["gen-0002"]
    assert ids(ask(crowded, analyser, "wolontariat")) == ["wolontariat"]


def test_commit_of_a_writer_that_died_before_telling_is_taken_in(
    make_engine: MakeEngine, collection: list[Entry], directory: Path, analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(collection, "r1")
    ghost = Entry("duch", {"title": "Duch", "body": "wolontariat"})
    storage.apply_changes(
        directory / "gen-0001", {"duch": (ghost, "x")}, [0, 1], ("body", "title"), analyser
    )
    engine.synchronise(changed_title(collection, 5, "Nowa nazwa"), "r2")
    assert ask(engine, analyser, "").total == len(collection)
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    assert ids(ask(make_engine(), analyser, "nowa nazwa")) == ["inicjatywa"]


@pytest.fixture
def crowded(make_engine: MakeEngine, collection: list[Entry]) -> WhooshEngine:
    """An engine with one segment of everything and as many of one change as make a crowd."""
    engine = make_engine()
    wanted = collection
    engine.synchronise(wanted, "r0")
    for number in range(CROWD):
        wanted = changed_title(wanted, number, f"Zmiana numer{number}")
        engine.synchronise(wanted, f"r{number + 1}")
    return engine
