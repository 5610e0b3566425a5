"""In what order every engine gives what it found, and why."""

from datetime import date
from pathlib import Path

import pytest

from indexer.engine import Engine, Request
from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from tests.indexer.contract.engines import ENGINES
from tests.indexer.samples import TODAY, ask, body_entry, entries, ids, parsed, with_synonym


def test_entry_that_holds_every_word_comes_first(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "program współpracy organizacji rada")
    assert results.hits[0].id == "program"
    assert results.hits[0].matched == (0, 1, 2, 3)
    assert all(len(hit.matched) < 4 for hit in results.hits[1:])


def test_same_form_comes_before_another_form(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [
            body_entry("inna", "Sprawozdaniami zajmuje się urząd"),
            body_entry("ta", "Sprawozdanie składa się"),
        ],
        "1",
    )
    assert ids(ask(empty, analyser, "sprawozdanie")) == ["ta", "inna"]


def test_words_together_come_before_words_apart(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [
            body_entry("apart", "Program zajęć dla dzieci oraz zasady dobrej współpracy"),
            body_entry("together", "Zasady zajęć oraz dobrej dla dzieci program współpracy"),
        ],
        "1",
    )
    assert ids(ask(empty, analyser, "program współpracy")) == ["together", "apart"]


def test_word_in_the_title_counts_more(empty: Engine, analyser: Analyser) -> None:
    filler = "zwykły tekst o czymś innym"
    empty.synchronise(
        [
            Entry("body", {"title": "Coś zupełnie innego", "body": f"{filler} dotacja"}),
            Entry("title", {"title": "Coś innego dotacja", "body": f"{filler} zupełnie"}),
        ],
        "1",
    )
    assert ids(ask(empty, analyser, "dotacja")) == ["title", "body"]


def test_article_outweighs_a_common_word(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "realizacja zadania art. 19b"))[0] == "inicjatywa"


def test_synonym_weighs_less_than_the_word(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [body_entry("a", "dotacja z budżetu"), body_entry("b", "grant z budżetu")], "1"
    )
    query = with_synonym(parsed(empty, analyser, "grant"), 0, 1, "dotacja")
    word, synonym = empty.search(Request(query, TODAY)).hits
    assert (word.id, synonym.id) == ("b", "a")
    assert synonym.score == pytest.approx(0.7 * word.score)


def test_synonym_never_adds_to_the_word(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [body_entry("a", "grant dotacja z budżetu"), body_entry("b", "inny tekst")], "1"
    )
    plain = parsed(empty, analyser, "grant")
    synonym = with_synonym(plain, 0, 1, "dotacja")
    scores = [empty.search(Request(query, TODAY)).hits[0].score for query in (plain, synonym)]
    assert scores[0] == scores[1]


def test_version_in_force_comes_before_the_archived_one(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "mały grant"))[:2] == ["grant-2026", "grant-2025"]


def test_sorting_by_title_and_by_change(engine: Engine, analyser: Analyser) -> None:
    by_title = ids(ask(engine, analyser, "", sort="title"))
    assert by_title == [e.id for e in sorted(entries(), key=lambda e: (e.sort_title, e.id))]
    by_change = ids(ask(engine, analyser, "", sort="changed"))
    latest = sorted(entries(), key=lambda e: e.changed or date.min, reverse=True)
    assert by_change == [e.id for e in latest]


def test_equal_entries_are_ordered_by_id(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise([body_entry(f"e{n}", "te same słowa") for n in (3, 1, 2, 0)], "1")
    for sort in ("relevance", "title", "changed"):
        assert ids(ask(empty, analyser, "słowa", sort=sort)) == ["e0", "e1", "e2", "e3"]


@pytest.mark.parametrize("sort", ["relevance", "title", "changed"])
def test_pages_put_together_are_the_whole(engine: Engine, analyser: Analyser, sort: str) -> None:
    whole = ask(engine, analyser, "rada gminy dni umowa", sort=sort)
    assert len(whole.hits) == whole.total > 4
    pages = [
        hit
        for offset in range(0, whole.total + 3, 3)
        for hit in ask(
            engine, analyser, "rada gminy dni umowa", sort=sort, offset=offset, limit=3
        ).hits
    ]
    assert tuple(pages) == whole.hits


def test_explanation_adds_up_to_the_score(engine: Engine, analyser: Analyser) -> None:
    for text in ("mały grant art. 19a", '"program współpracy" rada', "komisja nie kwarkowa"):
        query = with_synonym(parsed(engine, analyser, text), 0, 1, "konkurs")
        request = Request(query, TODAY, limit=50)
        results = engine.search(request)
        assert results.hits
        for hit in results.hits:
            explanation = engine.explain(request, hit.id)
            assert explanation is not None
            assert explanation.score == hit.score
            assert sum(p.score for p in explanation.parts) == pytest.approx(hit.score)


def test_no_explanation_for_what_does_not_match(engine: Engine, analyser: Analyser) -> None:
    request = Request(parsed(engine, analyser, "kadencja"), TODAY)
    assert engine.explain(request, "lokale") is None
    assert engine.explain(request, "nie ma") is None


def test_boosts_raise_entries_with_a_value(engine: Engine, analyser: Analyser) -> None:
    query = parsed(engine, analyser, "rada konsultacje")
    plain = engine.search(Request(query, TODAY))
    boosts = {"temat": {"konsultacje": 3.0, "nie-ma": 9.0}}
    raised = engine.search(Request(query, TODAY, boosts=boosts))
    before = {hit.id: hit.score for hit in plain.hits}
    after = {hit.id: hit.score for hit in raised.hits}
    assert after["rada"] == pytest.approx(3 * before["rada"])
    assert {hit.id for hit in plain.hits} == {hit.id for hit in raised.hits}
    explanation = engine.explain(Request(query, TODAY, boosts=boosts), "rada")
    assert explanation is not None
    assert sum(part.score for part in explanation.parts) == pytest.approx(after["rada"])


def test_promoted_entries_come_first_when_they_pass_the_filters(
    engine: Engine, analyser: Analyser
) -> None:
    query = parsed(engine, analyser, "rada konsultacje")
    plain = engine.search(Request(query, TODAY))
    last = plain.hits[-1].id
    promoted = (last, "nie-ma")
    assert engine.search(Request(query, TODAY, promoted=promoted)).hits[0].id == last
    assert engine.search(Request(query, TODAY, promoted=promoted)).total == plain.total
    filters = {"temat": ("dotacje",)}
    filtered = engine.search(Request(query, TODAY, filters, promoted=("rada",)))
    assert "rada" not in ids(filtered)


def test_an_entry_that_the_query_names_comes_before_one_that_holds_more(
    tmp_path: Path, analyser: Analyser
) -> None:
    named = Entry("named", {"title": "Wolontariat", "body": "Praca bez wynagrodzenia."})
    full = Entry("full", {"title": "Wolontariat jako wkład własny", "body": "wolontariat " * 9})
    weights = Weights({"title": FieldWeight(2.0, 0.5), "body": FieldWeight()}, naming="title")
    for name, factory in ENGINES.items():
        engine = factory(tmp_path / name, analyser, weights)
        engine.synchronise([named, full], "1")
        assert ids(ask(engine, analyser, "wolontariatu")) == ["named", "full"]
