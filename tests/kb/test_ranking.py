import pytest

from indexer.parsing import QueryParser
from indexer.polish import Analyser
from kb.documents.loading import load_vocabulary
from kb.documents.vocabulary import Vocabulary
from kb.ranking import BestBets, IntentReader, boosts, weights, without_intent_words
from kb.settings import bundled_standards


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(bundled_standards())[0]


@pytest.fixture(scope="module")
def analyser(vocabulary: Vocabulary) -> Analyser:
    return Analyser(vocabulary.abbreviations)


@pytest.fixture(scope="module")
def intents(vocabulary: Vocabulary, analyser: Analyser) -> IntentReader:
    return IntentReader(vocabulary, analyser)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("do kiedy sprawozdanie", {"termin"}),
        ("ILE DNI na uwagi", {"termin"}),
        ("ile można dostać", {"kwota"}),
        ("ogloszenie konkursu wzor", {"wzor"}),
        ("co to jest regranting", {"definicja"}),
        ("art. 19a", {"artykul"}),
        ("mały grant", set()),
    ],
)
def test_a_question_tells_what_it_asks_for(
    intents: IntentReader, text: str, slugs: set[str]
) -> None:
    assert {intent.slug for intent in intents.read(text).intents} == slugs


def test_words_that_only_tell_the_kind_of_answer_are_not_demanded(
    intents: IntentReader, analyser: Analyser
) -> None:
    query = QueryParser(analyser).parse("do kiedy wzór sprawozdania")
    read = without_intent_words(query, intents.read(query.text))
    assert {c.text: c.stop for c in read.clauses} == {
        "do": True,
        "kiedy": True,
        "wzór": False,
        "sprawozdania": False,
    }


def test_an_article_raises_what_rests_on_it_in_the_act_named(
    intents: IntentReader, analyser: Analyser, vocabulary: Vocabulary
) -> None:
    parser = QueryParser(analyser)
    anywhere = parser.parse("art. 5a")
    found = boosts(anywhere, intents.read(anywhere.text), vocabulary)
    assert {"udpp/5a", "usg/5a"} <= set(found["podstawa"])
    named = parser.parse("art. 5a usg")
    assert set(boosts(named, intents.read(named.text), vocabulary)["podstawa"]) == {"usg/5a"}


def test_a_best_bet_knows_its_query_in_any_order_and_form(
    vocabulary: Vocabulary, analyser: Analyser
) -> None:
    bets = BestBets(vocabulary, analyser)
    assert bets.standard_for("wzór umowy") == "umowa-o-realizacje-zadania"
    assert bets.standard_for("UMOWY WZORY") == "umowa-o-realizacje-zadania"
    assert bets.standard_for("wzór umowy użyczenia") is None


def test_every_part_of_a_standard_has_a_weight(vocabulary: Vocabulary) -> None:
    assert set(weights(vocabulary).fields) == {
        "title", "keywords", "questions", "summary", "rules", "body", "basis", "law",
    }  # fmt: skip
