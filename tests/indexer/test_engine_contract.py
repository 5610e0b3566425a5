"""What every engine promises. A second engine joins by one line in `ENGINES`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.engine import Engine, Request
from indexer.entry import DeferredEntry, Entry
from indexer.errors import IndexerError
from indexer.polish import Analyser
from indexer.query import Clause, Expansion, Query, Term
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import TODAY, ask, entries, ids, parsed

Factory = Callable[[Path, Analyser, Weights], Engine]

ENGINES: dict[str, Factory] = {
    "whoosh": WhooshEngine,
}


@pytest.fixture(params=list(ENGINES))
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, analyser: Analyser, weights: Weights
) -> Engine:
    """An engine that has never been given anything."""
    return ENGINES[request.param](tmp_path / "index", analyser, weights)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    empty.synchronise(entries(), "first")
    return empty


def test_new_engine_has_no_revision_and_finds_nothing(empty: Engine, analyser: Analyser) -> None:
    results = ask(empty, analyser, "konkurs", facets=("sektor", "period"))
    assert (empty.revision, results.total, results.hits) == ("", 0, ())
    assert results.facets == {"sektor": {}, "period": {}}
    assert empty.vocabulary() == {}


def test_revision_is_that_of_the_last_synchronisation(engine: Engine) -> None:
    assert engine.revision == "first"
    engine.synchronise(entries(), "second")
    assert engine.revision == "second"


@pytest.mark.parametrize("text", ["konkurs ofert", "konkursów", "KONKURSU OFERT", "wybor ofert"])
def test_word_is_found_in_any_form_and_without_accents(
    engine: Engine, analyser: Analyser, text: str
) -> None:
    assert ids(ask(engine, analyser, text))[0] == "konkurs"


def test_empty_query_matches_every_entry(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "", facets=("temat",))
    assert results.total == len(entries())
    assert results.facets["temat"] == {
        "dotacje": 3,
        "inicjatywy": 1,
        "konsultacje": 3,
        "partnerstwo": 1,
        "wsparcie": 2,
    }


def test_unknown_word_finds_nothing(engine: Engine, analyser: Analyser) -> None:
    assert ask(engine, analyser, "kwarkowy").total == 0


def test_unknown_word_does_not_spoil_a_known_one(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "kwarkowy wolontariat")) == ["wolontariat"]


def test_entry_that_holds_every_word_comes_first(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "program współpracy organizacji rada")
    assert results.hits[0].id == "program"
    assert results.hits[0].matched == (0, 1, 2, 3)
    assert all(len(hit.matched) < 4 for hit in results.hits[1:])


def test_entry_must_hold_words_worth_a_share_of_the_rarity(
    engine: Engine, analyser: Analyser
) -> None:
    found = ids(ask(engine, analyser, "umowa najmu lokalu gminy"))
    assert found[0] == "lokale"
    assert "program" not in found  # holds "gminy" only, which is everywhere


def test_same_form_comes_before_another_form(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [
            _plain("inna", "Sprawozdaniami zajmuje się urząd"),
            _plain("ta", "Sprawozdanie składa się"),
        ],
        "1",
    )
    assert ids(ask(empty, analyser, "sprawozdanie")) == ["ta", "inna"]


def test_words_together_come_before_words_apart(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise(
        [
            _plain("apart", "Program zajęć dla dzieci oraz zasady dobrej współpracy"),
            _plain("together", "Zasady zajęć oraz dobrej dla dzieci program współpracy"),
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


def test_article_matches_only_itself(engine: Engine, analyser: Analyser) -> None:
    assert set(ids(ask(engine, analyser, "art. 19 a"))) == {"grant-2025", "grant-2026"}
    assert ids(ask(engine, analyser, "art 19b")) == ["inicjatywa"]
    assert ask(engine, analyser, "art. 19c").total == 0


def test_article_outweighs_a_common_word(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "realizacja zadania art. 19b"))[0] == "inicjatywa"


def test_phrase_demands_words_side_by_side_in_any_form(engine: Engine, analyser: Analyser) -> None:
    assert set(ids(ask(engine, analyser, '"realizacją zadania"'))) == {
        "grant-2025",
        "grant-2026",
        "inicjatywa",
    }
    assert ask(engine, analyser, '"zadania realizacji"').total == 0


def test_phrase_does_not_run_from_one_field_into_another(
    engine: Engine, analyser: Analyser
) -> None:
    assert ask(engine, analyser, '"lokalna wniosek"').total == 0


def test_phrase_found_nowhere_counts_as_words_beside_others(
    engine: Engine, analyser: Analyser
) -> None:
    results = ask(engine, analyser, 'kadencja "współpracy rady"')
    assert results.hits[0].id == "rada"
    assert results.hits[0].matched == (0,)


def test_other_words_are_optional_beside_a_phrase(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, '"program współpracy" kadencja')
    assert ids(results) == ["rada", "program"]


def test_excluded_word_and_phrase_remove_entries(engine: Engine, analyser: Analyser) -> None:
    assert "rada" not in ids(ask(engine, analyser, "rada -kadencji"))
    assert "program" in ids(ask(engine, analyser, "rada -kadencji"))
    assert ids(ask(engine, analyser, 'rada -"rada pożytku" -"wybór członków"')) == ["program"]


def test_exclusion_alone_leaves_everything_else(engine: Engine, analyser: Analyser) -> None:
    assert ask(engine, analyser, "-rada").total == len(entries()) - 3


def test_field_prefix_limits_a_word_to_the_field(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "tytul:rada")) == ["rada"]
    assert ask(engine, analyser, "tytul:kadencja").total == 0
    assert ids(ask(engine, analyser, 'tytul:"program współpracy"')) == ["program"]


def test_function_words_are_never_demanded(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "co to jest wolontariat")) == ["wolontariat"]


def test_query_of_function_words_still_works(engine: Engine, analyser: Analyser) -> None:
    assert "wolontariat" in ids(ask(engine, analyser, "jako"))


def test_synonym_counts_as_the_words_it_stands_for(engine: Engine, analyser: Analyser) -> None:
    query = _with_synonym(parsed(engine, analyser, "bezpłatny pomocnik"), 0, 2, "wolontariusz")
    results = engine.search(Request(query, TODAY))
    assert [(hit.id, hit.matched) for hit in results.hits] == [("wolontariat", (0, 1))]


def test_synonym_weighs_less_than_the_word(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise([_plain("a", "dotacja z budżetu"), _plain("b", "grant z budżetu")], "1")
    query = _with_synonym(parsed(empty, analyser, "grant"), 0, 1, "dotacja")
    word, synonym = empty.search(Request(query, TODAY)).hits
    assert (word.id, synonym.id) == ("b", "a")
    assert synonym.score == pytest.approx(0.7 * word.score)


def test_synonym_never_adds_to_the_word(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise([_plain("a", "grant dotacja z budżetu"), _plain("b", "inny tekst")], "1")
    plain = parsed(empty, analyser, "grant")
    synonym = _with_synonym(plain, 0, 1, "dotacja")
    scores = [empty.search(Request(query, TODAY)).hits[0].score for query in (plain, synonym)]
    assert scores[0] == scores[1]


def test_synonym_of_several_words_stands_side_by_side(engine: Engine, analyser: Analyser) -> None:
    together = _with_synonym(parsed(engine, analyser, "wspieranie"), 0, 1, "użyczenie lokalu")
    apart = _with_synonym(parsed(engine, analyser, "wspieranie"), 0, 1, "lokalu użyczenie")
    assert ids(engine.search(Request(together, TODAY))) == ["lokale"]
    assert engine.search(Request(apart, TODAY)).total == 0


def test_filters_are_any_within_a_facet_and_all_between(engine: Engine, analyser: Analyser) -> None:
    either = ask(engine, analyser, "", filters={"temat": ("wsparcie", "inicjatywy")})
    assert set(ids(either)) == {"lokale", "wolontariat", "inicjatywa"}
    both = ask(engine, analyser, "", filters={"temat": ("wsparcie",), "sektor": ("gmina",)})
    assert ids(both) == ["lokale"]


def test_unknown_filter_value_or_facet_finds_nothing(engine: Engine, analyser: Analyser) -> None:
    assert ask(engine, analyser, "", filters={"temat": ("nie ma",)}).total == 0
    assert ask(engine, analyser, "", filters={"nie ma": ("x",)}).total == 0


def test_filter_without_values_filters_nothing(engine: Engine, analyser: Analyser) -> None:
    assert ask(engine, analyser, "", filters={"temat": ()}).total == len(entries())


def test_counts_ignore_the_facet_s_own_selection(engine: Engine, analyser: Analyser) -> None:
    results = ask(
        engine,
        analyser,
        "",
        filters={"temat": ("wsparcie",), "sektor": ("gmina",)},
        facets=("temat", "sektor"),
    )
    assert results.facets["temat"] == {
        "dotacje": 3,
        "inicjatywy": 0,
        "konsultacje": 2,
        "partnerstwo": 1,
        "wsparcie": 1,
    }
    assert results.facets["sektor"] == {"gmina": 1, "mieszkańcy": 0, "organizacja": 2, "powiat": 0}


def test_count_is_what_choosing_the_value_gives(engine: Engine, analyser: Analyser) -> None:
    for text in ("", "rada", "oferta gminy"):
        counted = ask(engine, analyser, text, facets=("sektor", "temat", "period")).facets
        for facet, values in counted.items():
            for value, count in values.items():
                chosen = ask(engine, analyser, text, filters={facet: (value,)})
                assert chosen.total == count


def test_filters_of_the_query_hold_for_every_count(engine: Engine) -> None:
    query = Query("", filters={"temat": ("wsparcie",)})
    results = engine.search(Request(query, TODAY, facets=("temat",)))
    assert results.total == 2
    assert results.facets["temat"]["dotacje"] == 0


def test_period_is_seen_from_the_day_of_the_request(engine: Engine, analyser: Analyser) -> None:
    def current(day: date) -> set[str]:
        return set(ids(ask(engine, analyser, "art. 19a", day=day, filters=_period("current"))))

    assert current(date(2026, 8, 31)) == {"grant-2025"}
    assert current(date(2026, 9, 1)) == {"grant-2026"}
    assert current(date(2024, 12, 31)) == set()


def test_periods_are_counted(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "", filters=_period("current"), facets=("period",))
    assert results.total == 8
    assert results.facets["period"] == {"current": 8, "past": 1, "future": 1}
    assert ids(ask(engine, analyser, "", filters=_period("past"))) == ["grant-2025"]
    assert ids(ask(engine, analyser, "", filters=_period("future"))) == ["partnerstwo"]


def test_version_in_force_comes_before_the_archived_one(engine: Engine, analyser: Analyser) -> None:
    assert ids(ask(engine, analyser, "mały grant"))[:2] == ["grant-2026", "grant-2025"]


def test_sorting_by_title_and_by_change(engine: Engine, analyser: Analyser) -> None:
    by_title = ids(ask(engine, analyser, "", sort="title"))
    assert by_title == [e.id for e in sorted(entries(), key=lambda e: (e.sort_title, e.id))]
    by_change = ids(ask(engine, analyser, "", sort="changed"))
    latest = sorted(entries(), key=lambda e: e.changed or date.min, reverse=True)
    assert by_change == [e.id for e in latest]


def test_equal_entries_are_ordered_by_id(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise([_plain(f"e{n}", "te same słowa") for n in (3, 1, 2, 0)], "1")
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


def test_page_of_no_length_still_counts(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "rada", limit=0, facets=("temat",))
    assert (results.total, results.hits) == (3, ())
    assert results.facets["temat"]["konsultacje"] == 3


def test_explanation_adds_up_to_the_score(engine: Engine, analyser: Analyser) -> None:
    for text in ("mały grant art. 19a", '"program współpracy" rada', "komisja nie kwarkowa"):
        query = _with_synonym(parsed(engine, analyser, text), 0, 1, "konkurs")
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
    assert "rada" in ids(ask(engine, analyser, "", filters=_period("past")))


def test_everything_can_be_removed(engine: Engine, analyser: Analyser) -> None:
    engine.synchronise([], "none")
    assert ask(engine, analyser, "", facets=("temat",)).total == 0
    assert engine.vocabulary() == {}
    assert engine.revision == "none"


def test_same_id_twice_is_refused(engine: Engine) -> None:
    with pytest.raises(IndexerError, match="'rada' occurs twice"):
        engine.synchronise([*entries(), _plain("rada", "x")], "second")
    assert engine.revision == "first"


def test_deferred_entries_are_made_only_when_their_stamp_changes(
    empty: Engine, analyser: Analyser
) -> None:
    made: list[str] = []

    def deferred(entry_id: str, stamp: str, text: str) -> DeferredEntry:
        def make() -> Entry:
            made.append(entry_id)
            return _plain(entry_id, text)

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
    empty.synchronise([_plain("odd", text), _plain("plain", "zwykły")], "1")
    assert ids(ask(empty, analyser, "zwykły")) == ["plain"]


def test_very_long_text_is_indexed(empty: Engine, analyser: Analyser) -> None:
    empty.synchronise([_plain("long", "słowo " * 70_000 + "koniec"), _plain("short", "słowo")], "1")
    assert ids(ask(empty, analyser, '"słowo koniec"')) == ["long"]


def test_long_query_of_many_words_is_answered(engine: Engine, analyser: Analyser) -> None:
    words = " ".join(entry.text["body"] for entry in entries())[:990]
    assert ask(engine, analyser, words).total > 0


def _plain(entry_id: str, text: str) -> Entry:
    return Entry(entry_id, {"body": text})


def _period(value: str) -> dict[str, tuple[str, ...]]:
    return {"period": (value,)}


def _with_synonym(query: Query, start: int, end: int, synonym: str) -> Query:
    clauses = tuple(
        Clause(word, (Term("surface", word), Term("lemma", word)))
        for word in synonym.replace("ż", "z").split()
    )
    expansion = Expansion(start, end, clauses, 0.7, synonym)
    return replace(query, expansions=(expansion,))


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


def test_coverage_tells_how_much_of_a_query_one_entry_is_about(
    engine: Engine, analyser: Analyser
) -> None:
    def coverage(text: str) -> tuple[float, int]:
        query = parsed(engine, analyser, text)
        found = engine.search(Request(query, TODAY, about=("title",))).coverage
        return round(found.share, 2), found.words

    assert coverage("otwarty konkurs ofert") == (1.0, 3)
    assert coverage("komisja konkursowa") == (0.0, 0)
    share, words = coverage("konkurs kwarkowy")
    assert 0 < share < 1
    assert words == 1
    assert coverage("") == (1.0, 0)


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
