import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.diacritics import KnownForms
from indexer.folding import fold
from indexer.suggest import Completer, Completion, Speller
from tests.indexer.language import ANALYSER

LISTED = """
organizacja pozarządowe pożytek publiczny współpraca konsultacje inicjatywa lokalna sprawozdanie
rozliczenie dotacji wkład własny regranting wolontariat pełnomocnik otwarty konkurs ofert ngo sad
"""
WORDS = {word: count for count, word in enumerate(LISTED.split(), start=1)}
SPELLER = Speller(
    {fold(word): count for word, count in WORDS.items()}, KnownForms.from_words(WORDS), ANALYSER
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("orgaznizacja", "organizacja"),
        ("ogranizacja", "organizacja"),
        ("porzytek", "pożytek"),
        ("pożydek", "pożytek"),
        ("współpaca", "współpraca"),
        ("konsultacie", "konsultacje"),
        ("inicjatwa", "inicjatywa"),
        ("inicjatywa lokalan", "inicjatywa lokalna"),
        ("sprawozdnie", "sprawozdanie"),
        ("rozliczene", "rozliczenie"),
        ("dotacij", "dotacji"),
        ("regrating", "regranting"),
        ("wolontarjat", "wolontariat"),
        ("otwarty konkus ofert", "otwarty konkurs ofert"),
        ("porzytek publiczny", "pożytek publiczny"),
    ],
)
def test_common_slips_are_mended(typed: str, meant: str) -> None:
    suggestion = SPELLER.did_you_mean(typed)
    assert suggestion is not None
    assert suggestion.text == meant


@pytest.mark.parametrize(
    "typed",
    [
        "wspolpraca wklad wlasny pelnomocnik",  # only accents are missing
        "organizacjom pozarządowym",  # other forms of known words
        "konsultacjami",
        "pozwolenie na budowę",  # words of the language, though not of the index
        "ngp nog NGO JST BO",  # too short, or abbreviations
        "art. 19x Dz.U. 2003 poz. 874 20001",
        "",
    ],
)
def test_what_may_stay_is_not_corrected(typed: str) -> None:
    assert SPELLER.did_you_mean(typed) is None


def test_a_suggestion_tells_what_it_changed() -> None:
    suggestion = SPELLER.did_you_mean("Wzór:  ogranizacja, konkus")
    assert suggestion is not None
    assert suggestion.text == "wzór: organizacja, konkurs"
    assert [(c.typed, c.meant) for c in suggestion.corrections] == [
        ("ogranizacja", "organizacja"),
        ("konkus", "konkurs"),
    ]


def test_names_of_prefixes_are_left_alone() -> None:
    assert SPELLER.did_you_mean("konkus: ofert") is None


def test_the_same_sound_is_preferred() -> None:
    words = {"może": 1, "mowa": 50, "morze": 1, "mors": 9}
    speller = Speller(
        {fold(w): n for w, n in words.items()}, KnownForms.from_words(words), ANALYSER
    )
    suggestion = speller.did_you_mean("moxrze")
    assert suggestion is not None
    assert suggestion.text == "morze"


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    suggestion = SPELLER.did_you_mean(text)
    assert suggestion is None or suggestion.corrections


COMPLETER = Completer(
    [
        Completion("Mały grant", "title", 3.0),
        Completion("Małe granty krok po kroku", "query", 1.0),
        Completion("mały grant", "query", 1.0),
        Completion("Otwarty konkurs ofert", "title", 2.0),
        Completion("Grant", "term", 1.0),
        Completion("Rada działalności pożytku publicznego", "title", 2.0),
    ]
)


def completed(typed: str, limit: int = 8) -> list[str]:
    return [completion.text for completion in COMPLETER.complete(typed, limit)]


def test_phrases_that_begin_with_what_was_typed_come_first() -> None:
    assert completed("gr") == ["Grant", "Mały grant", "Małe granty krok po kroku"]


def test_heavier_phrases_come_first_and_none_twice() -> None:
    assert completed("mal") == ["Mały grant", "Małe granty krok po kroku"]


@pytest.mark.parametrize("typed", ["małe", "MALE", "  małe  gr", "małe-gr"])
def test_accents_case_and_spacing_do_not_matter(typed: str) -> None:
    assert completed(typed) == ["Małe granty krok po kroku"]


def test_completion_starts_at_any_word() -> None:
    assert completed("pozytku pub") == ["Rada działalności pożytku publicznego"]


def test_a_space_ends_a_word() -> None:
    assert completed("grant ") == []


def test_completions_are_limited() -> None:
    assert len(completed("m", limit=1)) == 1


def test_nothing_typed_completes_to_nothing() -> None:
    assert completed(" ") == []


@given(st.text(max_size=100))
def test_any_text_can_be_completed(text: str) -> None:
    assert len(COMPLETER.complete(text)) <= 8
