from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.lemmas import LONGEST_WORD, Lemmatiser

LEMMATISER = Lemmatiser()


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("konkursu", {"konkurs"}),
        ("złożyłem", {"zlozyc"}),
        ("złożyłaby", {"zlozyc"}),
        ("gmin", {"gmina"}),
        ("rady", {"rad", "rada"}),
        ("ktoś", {"ktos"}),
        ("żądania", {"zadanie", "zadac"}),
    ],
)
def test_lemmas_are_folded_dictionary_forms(word: str, lemmas: set[str]) -> None:
    assert set(LEMMATISER.lemmas(word)) == lemmas


@pytest.mark.parametrize("word", ["regranting", "", "a b", "x" * (LONGEST_WORD + 1)])
def test_other_strings_have_none(word: str) -> None:
    assert LEMMATISER.lemmas(word) == ()
    assert not LEMMATISER.knows(word)


def test_many_spellings_are_looked_up_at_once() -> None:
    known = LEMMATISER.look_up(["pozytek", "pożytek", "pożytęk"])
    assert known == {"pożytek": ("pozytek",)}


def test_threads_get_the_same_answers() -> None:
    words = [
        f"{start}{end}" for start in ("grant", "ofert", "rad") for end in ("y", "a", "om")
    ] * 50
    expected = [Lemmatiser().lemmas(word) for word in words[:9]] * 50
    shared = Lemmatiser()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.lemmas, words)) == expected
