import pytest

from indexer.parsing import QueryParser
from indexer.polish import Analyser
from kb.cards import MOST_CARDS, CardReader
from kb.documents.loading import load_vocabulary
from kb.documents.vocabulary import Vocabulary
from kb.prefixes import query_prefixes
from kb.ranking import IntentReader
from kb.search_parts import ActCard, Card, GlossaryCard
from kb.settings import bundled_standards

RELYING = {"udpp/19a": 11, "udpp": 60}


class Reader:
    """Reads cards from texts with the bundled vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        analyser = Analyser(vocabulary.abbreviations)
        self._parser = QueryParser(analyser, prefixes=query_prefixes(vocabulary, analyser))
        self._reader = CardReader(vocabulary, analyser, IntentReader(vocabulary, analyser))

    def cards(self, text: str) -> tuple[Card, ...]:
        return self._reader.cards(self._parser.parse(text), lambda place: RELYING.get(place, 0))

    def terms(self, text: str) -> list[str]:
        return [card.term.slug for card in self.cards(text) if isinstance(card, GlossaryCard)]

    def places(self, text: str) -> list[str]:
        return [card.url for card in self.cards(text) if isinstance(card, ActCard)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    vocabulary, _ = load_vocabulary(bundled_standards())
    return Reader(vocabulary)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("co to jest mały grant", "maly-grant"),
        ("co to jest maly grant?", "maly-grant"),
        ("Co to znaczy powierzenie zadania", "powierzenie"),
        ("definicja wolontariatu", "wolontariat"),
        ("użyczenie co to", "uzyczenie"),
        ("kto to jest operator projektu", "operator"),
        ("LIJW", "lijw"),
        ("JST co to znaczy", "jst"),
        ("NGO-sy", "organizacja-pozarzadowa"),
        ("małych grantów", "maly-grant"),
        ('"mały grant"', "maly-grant"),
    ],
)
def test_a_term_or_a_question_about_it_gives_its_card(reader: Reader, text: str, term: str) -> None:
    assert reader.terms(text) == [term]


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "xyzzy", "mały grant ile można dostać", "GRDPP jak powołać"),
        *("dotacja dla NGO", "wzór umowy", "czy wolontariat może być wkładem własnym"),
    ],
)
def test_a_question_that_says_more_than_terms_gives_none(reader: Reader, text: str) -> None:
    assert reader.terms(text) == []


def test_a_question_about_two_terms_gives_both(reader: Reader) -> None:
    assert reader.terms("czy OSP to NGO") == ["osp", "organizacja-pozarzadowa"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("art 19a", "/prawo/udpp/19a"),
        ("art. 19 a ust. 6", "/prawo/udpp/19a"),
        ("artykułu 19a ustawy o pożytku", "/prawo/udpp/19a"),
        ("19a", "/prawo/udpp/19a"),
        ("unieważnienie konkursu art 18a", "/prawo/udpp/18a"),
        ("art. 5a usg", "/prawo/usg/5a"),
        ("art. 5a ustawy o samorządzie gminnym", "/prawo/usg/5a"),
        ("art 251", "/prawo/ufp/251"),
        ("Dz.U. 2003 nr 96 poz. 873", "/prawo/udpp"),
        ("dzu 2025 1338", "/prawo/udpp"),
        ("ustawa o pożytku", "/prawo/udpp"),
        ("prawo:19a", "/prawo/udpp/19a"),
    ],
)
def test_a_provision_gives_the_card_of_its_act(reader: Reader, text: str, place: str) -> None:
    assert reader.places(text) == [place]


@pytest.mark.parametrize("text", ["art. 999", "art 777 usg", "§ 3", "Dz.U. 1999 poz. 1"])
def test_a_provision_that_nobody_knows_gives_none(reader: Reader, text: str) -> None:
    assert reader.cards(text) == ()


def test_a_part_of_an_article_that_names_a_term_gives_both(reader: Reader) -> None:
    assert reader.places("art 3 ust 3") == ["/prawo/udpp/3"]
    assert reader.terms("art 3 ust 3") == ["podmioty-zrownane"]


def test_a_card_of_an_article_says_what_it_is_about_and_who_relies_on_it(reader: Reader) -> None:
    (card,) = reader.cards("art. 19a")
    assert isinstance(card, ActCard)
    assert card.article is not None
    assert card.article.title
    assert card.official is not None
    assert card.official.endswith("arti=19a")
    assert card.standards == RELYING["udpp/19a"]


def test_there_are_never_more_cards_than_may_stand_above_results(reader: Reader) -> None:
    assert len(reader.cards("art. 11, art. 12, art. 13, art. 14, art. 15")) == MOST_CARDS
