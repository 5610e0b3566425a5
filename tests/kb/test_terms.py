import pytest

from indexer.polish import Analyser
from kb.documents.vocabulary import Term
from kb.terms import TermFinder

GLOSSARY = (
    Term(slug="zadanie", term="zadanie publiczne", definition="Zadanie."),
    Term(slug="grant", term="grant", definition="Grant."),
    Term(slug="maly-grant", term="mały grant", definition="Mały grant."),
    Term(slug="bo", term="budżet obywatelski", abbreviation="BO", definition="Budżet."),
    Term(slug="art", term="podmioty z art. 3 ust. 3", definition="Podmioty."),
)


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder(GLOSSARY, Analyser(("BO",)))


def found(finder: TermFinder, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term.slug) for m in finder.find(text)]


def test_terms_are_found_in_any_form(finder: TermFinder) -> None:
    text = "Realizacja zadań publicznych i zadaniu\u00a0publicznemu."
    assert found(finder, text) == [
        ("zadań publicznych", "zadanie"),
        ("zadaniu\u00a0publicznemu", "zadanie"),
    ]


def test_the_longest_term_counts(finder: TermFinder) -> None:
    assert found(finder, "O małych grantach i granty") == [
        ("małych grantach", "maly-grant"),
        ("granty", "grant"),
    ]


def test_an_abbreviation_counts_only_as_written(finder: TermFinder) -> None:
    assert found(finder, "BO, bo tak") == [("BO", "bo")]


def test_words_of_a_term_stand_side_by_side(finder: TermFinder) -> None:
    assert found(finder, "zadanie, publiczne") == []
    assert found(finder, "podmiotom z art. 3 ust. 3") == [("podmiotom z art. 3 ust. 3", "art")]


def test_text_without_terms_holds_none(finder: TermFinder) -> None:
    assert found(finder, "") == []
    assert found(finder, "Zwykłe zdanie.") == []
