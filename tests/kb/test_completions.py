import pytest

from indexer.diacritics import KnownForms
from kb.completions import KINDS, LONGEST_TYPED, MOST, Completions
from kb.library import Library, load_library
from kb.settings import bundled_standards
from tests.kb.web.conftest import TODAY

KNOWN = KnownForms.from_words({"ile": 5, "można": 5, "dostać": 5})


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_standards())


@pytest.fixture(scope="module")
def completions(library: Library) -> Completions:
    past = {"ile mozna dostac": 12, "ile kowalska dostala": 40}
    return Completions(library, TODAY, KNOWN, past)


def test_titles_lead_to_their_standard(completions: Completions) -> None:
    found = {offered.text: offered for offered in completions.offer("mały gr")}
    assert found["Mały grant (art. 19a)"].url == "/standardy/maly-grant"
    assert not found["Mały grant (art. 19a)"].is_query


def test_a_name_that_is_also_a_title_leads_to_the_standard(completions: Completions) -> None:
    first = completions.offer("inicjatywa lok")[0]
    assert (first.kind, first.url) == (KINDS["standard"], "/standardy/inicjatywa-lokalna")


def test_topics_lead_to_their_standards(completions: Completions) -> None:
    found = {offered.kind: offered for offered in completions.offer("kontrola zad")}
    assert found[KINDS["temat"]].url == "/szukaj?temat=kontrola"


def test_terms_and_abbreviations_are_searched_for(completions: Completions) -> None:
    found = {offered.text: offered for offered in completions.offer("rdp")}
    assert found["RDPP"].is_query
    assert found["RDPP"].url == "/szukaj?q=RDPP"


def test_past_queries_get_their_accents_back(completions: Completions) -> None:
    texts = [offered.text for offered in completions.offer("ile moz")]
    assert "ile można dostać" in texts


def test_a_past_query_with_a_word_the_standards_lack_is_not_offered(
    completions: Completions,
) -> None:
    assert not any("kowalska" in offered.text for offered in completions.offer("ile"))


@pytest.mark.parametrize("typed", ["", " ", "?", "qqqq", "a" * (LONGEST_TYPED + 1)])
def test_nothing_is_offered_for_nothing(completions: Completions, typed: str) -> None:
    assert completions.offer(typed) == ()


def test_accents_and_case_do_not_matter_and_the_list_is_short(completions: Completions) -> None:
    assert completions.offer("MALY") == completions.offer("mały")
    assert 0 < len(completions.offer("o")) <= MOST
