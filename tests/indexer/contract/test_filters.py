"""How every engine filters and counts."""

from datetime import date

from indexer.engine import Engine, Request
from indexer.polish import Analyser
from indexer.query import Query
from tests.indexer.samples import TODAY, ask, entries, ids, period


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
        return set(ids(ask(engine, analyser, "art. 19a", day=day, filters=period("current"))))

    assert current(date(2026, 8, 31)) == {"grant-2025"}
    assert current(date(2026, 9, 1)) == {"grant-2026"}
    assert current(date(2024, 12, 31)) == set()


def test_periods_are_counted(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "", filters=period("current"), facets=("period",))
    assert results.total == 8
    assert results.facets["period"] == {"current": 8, "past": 1, "future": 1}
    assert ids(ask(engine, analyser, "", filters=period("past"))) == ["grant-2025"]
    assert ids(ask(engine, analyser, "", filters=period("future"))) == ["partnerstwo"]


def test_page_of_no_length_still_counts(engine: Engine, analyser: Analyser) -> None:
    results = ask(engine, analyser, "rada", limit=0, facets=("temat",))
    assert (results.total, results.hits) == (3, ())
    assert results.facets["temat"]["konsultacje"] == 3
