"""Which entries every engine finds."""

import pytest

from indexer.engine import Engine, Request
from indexer.polish import Analyser
from indexer.query import Query
from tests.indexer.samples import TODAY, ask, entries, ids, parsed, with_synonym


def test_new_engine_has_no_revision_and_finds_nothing(empty: Engine, analyser: Analyser) -> None:
    results = ask(empty, analyser, "konkurs", facets=("sektor", "period"))
    assert (empty.revision, results.total, results.hits) == ("", 0, ())
    assert results.facets == {"sektor": {}, "period": {}}
    assert empty.vocabulary() == {}


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


def test_entry_must_hold_words_worth_a_share_of_the_rarity(
    engine: Engine, analyser: Analyser
) -> None:
    found = ids(ask(engine, analyser, "umowa najmu lokalu gminy"))
    assert found[0] == "lokale"
    assert "program" not in found  # holds "gminy" only, which is everywhere


def test_article_matches_only_itself(engine: Engine, analyser: Analyser) -> None:
    assert set(ids(ask(engine, analyser, "art. 19 a"))) == {"grant-2025", "grant-2026"}
    assert ids(ask(engine, analyser, "art 19b")) == ["inicjatywa"]
    assert ask(engine, analyser, "art. 19c").total == 0


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
    query = with_synonym(parsed(engine, analyser, "bezpłatny pomocnik"), 0, 2, "wolontariusz")
    results = engine.search(Request(query, TODAY))
    assert [(hit.id, hit.matched) for hit in results.hits] == [("wolontariat", (0, 1))]


def test_synonym_of_several_words_stands_side_by_side(engine: Engine, analyser: Analyser) -> None:
    together = with_synonym(parsed(engine, analyser, "wspieranie"), 0, 1, "użyczenie lokalu")
    apart = with_synonym(parsed(engine, analyser, "wspieranie"), 0, 1, "lokalu użyczenie")
    assert ids(engine.search(Request(together, TODAY))) == ["lokale"]
    assert engine.search(Request(apart, TODAY)).total == 0


def test_long_query_of_many_words_is_answered(engine: Engine, analyser: Analyser) -> None:
    words = " ".join(entry.text["body"] for entry in entries())[:990]
    assert ask(engine, analyser, words).total > 0


def coverage(engine: Engine, query: Query) -> tuple[float, int]:
    """How much of the query one title holds at best: the share, and the number of words."""
    found = engine.search(Request(query, TODAY, about=("title",))).coverage
    return round(found.share, 2), found.words


def test_coverage_tells_how_much_of_a_query_one_entry_is_about(
    engine: Engine, analyser: Analyser
) -> None:
    def covered(text: str) -> tuple[float, int]:
        return coverage(engine, parsed(engine, analyser, text))

    assert covered("otwarty konkurs ofert") == (1.0, 3)
    assert covered("komisja konkursowa") == (0.0, 0)
    share, words = covered("konkurs kwarkowy")
    assert 0 < share < 1
    assert words == 1
    assert covered("") == (1.0, 0)


def test_an_abbreviation_that_stands_nowhere_is_covered_by_what_it_stands_for(
    engine: Engine, analyser: Analyser
) -> None:
    alone = parsed(engine, analyser, "art. 999")
    elsewhere = with_synonym(alone, 0, 1, "komisja konkursowa")
    in_a_title = with_synonym(alone, 0, 1, "otwarty konkurs ofert")
    assert coverage(engine, alone) == (0.0, 0)
    assert coverage(engine, elsewhere) == (0.0, 0)
    assert coverage(engine, in_a_title) == (1.0, 1)
