import pytest

from indexer.clauses import clauses_of
from indexer.query import Expansion
from indexer.synonyms import MAX_EXPANSIONS, MAX_PER_MATCH, WEIGHTS, SynonymRule, Synonyms
from tests.indexer.language import ANALYSER

SYNONYMS = Synonyms(
    [
        SynonymRule("mały grant", ("małe granty", "tryb pozakonkursowy", "art. 19a")),
        SynonymRule("dotacja", ("grant", "dofinansowanie")),
        SynonymRule("organizacja pozarządowa", ("organizacja", "NGO", "trzeci sektor")),
        SynonymRule("przedsiębiorstwo społeczne", ("firma społeczna", "PS"), "one_way"),
        SynonymRule("stowarzyszenie zwykłe", ("klub", "kółko"), "related"),
        SynonymRule("inicjatywa lokalna", ("art. 19b–19h",)),
        SynonymRule("regranting", ("podgrant",), label="Regranting (art. 16a)"),
    ],
    ANALYSER,
)


def expand(text: str) -> tuple[Expansion, ...]:
    return SYNONYMS.expand(clauses_of(ANALYSER.tokens(text, any_case=True), ANALYSER))


def labels(text: str) -> set[str]:
    return {expansion.label for expansion in expand(text)}


@pytest.mark.parametrize("text", ["mały grant", "małych grantów", "MAŁYM GRANTEM"])
def test_names_are_recognised_in_any_form(text: str) -> None:
    assert labels(text) == {"tryb pozakonkursowy", "art. 19a"}


def test_the_longest_name_wins() -> None:
    assert "dotacja" not in labels("mały grant")
    assert labels("grant") == {"dotacja", "dofinansowanie"}


def test_two_way_rules_lead_from_every_name_to_every_other() -> None:
    assert labels("ngo-sów") == {"organizacja pozarządowa", "organizacja", "trzeci sektor"}
    assert labels("trzeciego sektora") == {"organizacja pozarządowa", "organizacja", "NGO"}


def test_a_name_that_holds_all_that_was_typed_is_no_synonym() -> None:
    assert labels("organizacja") == {"NGO", "trzeci sektor"}


def test_one_way_rules_lead_to_the_canonical_name_only() -> None:
    assert labels("firmie społecznej") == {"przedsiębiorstwo społeczne"}
    assert labels("przedsiębiorstwa społeczne") == set()


def test_related_variants_do_not_lead_to_each_other_and_weigh_less() -> None:
    assert labels("klub") == {"stowarzyszenie zwykłe"}
    assert labels("stowarzyszenia zwykłe") == {"klub", "kółko"}
    (expansion,) = expand("klub")
    assert expansion.weight == WEIGHTS["related"] < WEIGHTS["two_way"]


def test_articles_lead_to_names_and_names_to_articles() -> None:
    assert labels("art 19 a") == {"mały grant", "tryb pozakonkursowy"}
    (expansion,) = [found for found in expand("mały grant") if found.label == "art. 19a"]
    assert [clause.exact for clause in expansion.clauses] == [True]


def test_any_article_of_a_range_is_recognised_but_no_other() -> None:
    assert labels("art. 19d") == {"inicjatywa lokalna"}
    assert labels("art. 19i") == set()


def test_an_article_never_leads_to_another() -> None:
    synonyms = Synonyms([SynonymRule("rada pożytku", ("art. 41a", "art. 41b", "RDPP"))], ANALYSER)
    clauses = clauses_of(ANALYSER.tokens("art. 41a"), ANALYSER)
    assert [found.label for found in synonyms.expand(clauses)] == ["rada pożytku", "RDPP"]


def test_an_expansion_tells_which_words_it_stands_for() -> None:
    places = {(found.start, found.end) for found in expand("wzór małego grantu dla NGO")}
    assert places == {(1, 3), (4, 5)}


def test_unknown_words_are_recognised_by_their_stem() -> None:
    assert labels("regrantingu") == {"podgrant"}


def test_the_canonical_name_is_shown_under_its_label() -> None:
    assert labels("podgranty") == {"Regranting (art. 16a)"}


def test_synonyms_of_synonyms_are_not_sought() -> None:
    assert "dotacja" not in labels("tryb pozakonkursowy")


def test_expansions_are_limited() -> None:
    letters = "abcdefghijklmnoprstuwz"
    rules = [
        SynonymRule(f"słowo {first}{first}", tuple(f"{first}{x}{x}" for x in letters))
        for first in letters
    ]
    synonyms = Synonyms(rules, ANALYSER)
    text = " ".join(f"słowo {letter}{letter}" for letter in letters)
    expansions = synonyms.expand(clauses_of(ANALYSER.tokens(text), ANALYSER))
    assert len(expansions) == MAX_EXPANSIONS
    first = [found for found in expansions if found.start == 0]
    assert len(first) == MAX_PER_MATCH


def test_without_rules_nothing_is_expanded() -> None:
    clauses = clauses_of(ANALYSER.tokens("mały grant"), ANALYSER)
    assert Synonyms((), ANALYSER).expand(clauses) == ()
