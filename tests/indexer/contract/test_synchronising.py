"""How every engine takes entries over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer.engine import Engine
from indexer.entry import DeferredEntry, Entry
from indexer.errors import IndexerError
from indexer.polish import Analyser
from tests.indexer.samples import TODAY, ask, body_entry, entries, ids, period


def test_revision_is_that_of_the_last_synchronisation(engine: Engine) -> None:
    assert engine.revision == "first"
    engine.synchronise(entries(), "second")
    assert engine.revision == "second"


def test_vocabulary_counts_entries_by_folded_form(engine: Engine) -> None:
    vocabulary = engine.vocabulary()
    assert vocabulary["rada"] == 3
    assert vocabulary["wspolpracy"] == 2
    assert "współpracy" not in vocabulary


def test_changed_and_removed_entries_are_taken_over(engine: Engine, analyser: Analyser) -> None:
    kept = [entry for entry in entries() if entry.id != "lokale"]
    kept[2] = replace(kept[2], text={"title": "Zupełnie nowy tytuł", "body": "inaczej"})
    engine.synchronise(kept, "second")
    assert ids(ask(engine, analyser, "zupełnie nowy tytuł")) == ["konkurs"]
    assert ask(engine, analyser, "komisja konkursowa").total == 0
    assert ask(engine, analyser, "najem").total == 0
    assert "najem" not in engine.vocabulary()
    assert ask(engine, analyser, "").total == len(kept)


def test_change_of_facets_or_dates_alone_is_taken_over(engine: Engine, analyser: Analyser) -> None:
    changed = [
        replace(e, facets={"temat": ("nowe",)}, valid_to=TODAY - timedelta(days=1))
        if e.id == "rada"
        else e
        for e in entries()
    ]
    engine.synchronise(changed, "second")
    assert ids(ask(engine, analyser, "", filters={"temat": ("nowe",)})) == ["rada"]
    assert "rada" in ids(ask(engine, analyser, "", filters=period("past")))


def test_everything_can_be_removed(engine: Engine, analyser: Analyser) -> None:
    engine.synchronise([], "none")
    assert ask(engine, analyser, "", facets=("temat",)).total == 0
    assert engine.vocabulary() == {}
    assert engine.revision == "none"


def test_same_id_twice_is_refused(engine: Engine) -> None:
    with pytest.raises(IndexerError, match="'rada' occurs twice"):
        engine.synchronise([*entries(), body_entry("rada", "x")], "second")
    assert engine.revision == "first"


def test_deferred_entries_are_made_only_when_their_stamp_changes(
    empty: Engine, analyser: Analyser
) -> None:
    made: list[str] = []

    def deferred(entry_id: str, stamp: str, text: str) -> DeferredEntry:
        def make() -> Entry:
            made.append(entry_id)
            return body_entry(entry_id, text)

        return DeferredEntry(entry_id, stamp, make)

    empty.synchronise([deferred("a", "1", "dotacja"), deferred("b", "1", "lokal")], "first")
    assert made == ["a", "b"]
    empty.synchronise([deferred("a", "1", "dotacja"), deferred("b", "2", "świetlica")], "second")
    assert made == ["a", "b", "b"]
    assert ids(ask(empty, analyser, "świetlica")) == ["b"]
    assert ask(empty, analyser, "lokal").total == 0


def test_deferred_entry_that_cannot_be_made_is_named_and_the_index_stays(
    engine: Engine, analyser: Analyser
) -> None:
    def make() -> Entry:
        raise LookupError("nie ma takiego tematu")

    with pytest.raises(IndexerError, match=r"'dziwny'.*nie ma takiego tematu"):
        engine.synchronise([*entries(), DeferredEntry("dziwny", "1", make)], "second")
    assert engine.revision == "first"
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]


@pytest.mark.parametrize(
    "odd",
    [
        Entry("dziwny", {"title": None}),  # type: ignore[dict-item]
        Entry("dziwny", {"podtytuł": "nieznane pole"}),
        Entry("dziwny", {"title": "x"}, facets={"temat": (1, "a")}),  # type: ignore[dict-item]
        Entry("dziwny", {"title": "x"}, valid_from="2026-01-01"),  # type: ignore[arg-type]
    ],
)
def test_odd_entry_is_named_and_the_index_stays(
    engine: Engine, analyser: Analyser, odd: Entry
) -> None:
    with pytest.raises(IndexerError, match="'dziwny'"):
        engine.synchronise([*entries(), odd], "second")
    assert engine.revision == "first"
    assert ids(ask(engine, analyser, "wolontariat")) == ["wolontariat"]
    engine.synchronise(entries(), "third")
    assert engine.revision == "third"


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x1f\x85\u2028", "a\ud800b", "🙂 \U0010ffff"])
def test_odd_text_is_indexed(empty: Engine, analyser: Analyser, text: str) -> None:
    empty.synchronise([body_entry("odd", text), body_entry("plain", "zwykły")], "1")
    assert ids(ask(empty, analyser, "zwykły")) == ["plain"]


def test_very_long_text_is_indexed(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [body_entry("long", "słowo " * 70_000 + "koniec"), body_entry("short", "słowo")], "1"
    )
    assert ids(ask(empty, analyser, '"słowo koniec"')) == ["long"]
