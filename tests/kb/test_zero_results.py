from collections.abc import Mapping
from datetime import date

import pytest

from indexer.diacritics import KnownForms
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from kb.documents.loading import load_vocabulary
from kb.search_page import SearchParams
from kb.search_parts import Help
from kb.settings import bundled_standards
from kb.zero_results import ZeroResults

WORDS = {"konsultacje": 9, "konsultacji": 12, "budowa": 2, "pozwolenia": 1}
FOUND = {"konsultacje": 9, "budowa": 2, "pozwolenia": 1}
"""What a search for one word alone finds."""


class Helper:
    """Helps on from empty pages over a little index."""

    def __init__(self) -> None:
        vocabulary, _ = load_vocabulary(bundled_standards())
        analyser = Analyser(vocabulary.abbreviations)
        known = KnownForms.from_words(WORDS)
        self._parser = QueryParser(analyser, known_forms=known)
        self._zero = ZeroResults(vocabulary, analyser, WORDS, known)
        self.counted: list[SearchParams] = []

    def help_on(self, params: SearchParams) -> Help:
        return self._zero.help_on(params, self._parser.parse(params.text), self._count)

    def _count(self, params: SearchParams) -> tuple[int, Mapping[str, int]]:
        self.counted.append(params)
        total = FOUND.get(params.text, 0)
        if params.filters.get("sektor") or params.day:
            total = 0
        return total, {"kontrola": 1} if total else {}


@pytest.fixture(scope="module")
def helper() -> Helper:
    return Helper()


def test_a_filter_is_offered_to_be_dropped_with_what_that_gives(helper: Helper) -> None:
    params = SearchParams("konsultacje", {"sektor": ("ngo",), "rodzaj": ("wzor",)}, page=3)
    (offer,) = helper.help_on(params).dropping
    assert offer.label == "Sektor: Organizacje pozarządowe (III sektor)"
    assert offer.url == "/szukaj?q=konsultacje&rodzaj=wzor"
    assert offer.total == FOUND["konsultacje"]


def test_a_day_is_offered_to_be_dropped(helper: Helper) -> None:
    params = SearchParams("konsultacje", day=date(1995, 1, 31))
    (offer,) = helper.help_on(params).dropping
    assert offer.label == "Stan na dzień: 31 stycznia 1995"
    assert offer.url == "/szukaj?q=konsultacje"


def test_words_that_find_something_alone_are_offered(helper: Helper) -> None:
    offers = helper.help_on(SearchParams("konsultacje kosmiczne")).words
    assert [(offer.label, offer.total) for offer in offers] == [("konsultacje", 9)]
    assert offers[0].url == "/szukaj?q=konsultacje"


def test_words_near_by_spelling_are_offered_for_those_nobody_knows(helper: Helper) -> None:
    offers = helper.help_on(SearchParams("pozwolenja budova")).words
    assert [offer.label for offer in offers] == ["pozwolenia", "budowa"]


def test_topics_that_share_a_word_come_before_those_of_single_words(helper: Helper) -> None:
    topics = helper.help_on(SearchParams("konsultacje kosmiczne")).topics
    assert topics[0].url == "/tematy/konsultacje"
    assert topics[-1].url == "/tematy/kontrola"


@pytest.mark.parametrize("text", ["", "qqqq", "?", "ab", "art. 999"])
def test_nothing_is_offered_that_leads_nowhere(helper: Helper, text: str) -> None:
    assert helper.help_on(SearchParams(text)) == Help()


def test_a_long_query_costs_a_bounded_number_of_searches(helper: Helper) -> None:
    helper.counted.clear()
    helper.help_on(SearchParams(" ".join(f"konsultacje{n} budowx{n}" for n in range(40))))
    assert len(helper.counted) <= 10
