"""Forms of a word find each other, and words that only look alike do not."""

from collections.abc import Callable
from itertools import permutations, product
from pathlib import Path

import pytest
import yaml

from indexer.diacritics import KnownForms
from indexer.folding import fold
from indexer.polish import NO_FORMS, Analyser

DATA = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))
WORDS: list[list[str]] = [line.split() for line in DATA["forms"]]
APART: list[tuple[list[str], list[str]]] = [
    (first.split(), second.split()) for first, second in DATA["must_not_meet"]
]
ALIKE = KnownForms.from_words({form: 1 for pair in APART for forms in pair for form in forms})
LISTED = KnownForms.from_words({form: 1 for forms in WORDS for form in forms})

Finds = Callable[[str, str, KnownForms], bool]


@pytest.fixture(scope="module")
def finds() -> Finds:
    """Whether a query for one form finds a text that holds another; prefixes do not count."""
    analyser = Analyser()

    def finds(query: str, written: str, known_forms: KnownForms) -> bool:
        (typed,), (indexed,) = analyser.tokens(query), analyser.tokens(written)
        sought = {
            (term.channel, term.value)
            for term in analyser.query_terms(typed, known_forms)
            if term.channel != "prefix"
        }
        return not sought.isdisjoint(analyser.index_terms(indexed))

    return finds


def missed(
    finds: Finds, known_forms: KnownForms, typed_as: Callable[[str], str]
) -> tuple[float, list[tuple[str, str]]]:
    """The share of pairs that find each other, and the pairs that do not."""
    pairs = [pair for forms in WORDS for pair in permutations(forms, 2)]
    lost = [pair for pair in pairs if not finds(typed_as(pair[0]), pair[1], known_forms)]
    return 1 - len(lost) / len(pairs), lost


def test_the_list_is_long_enough() -> None:
    assert len(WORDS) >= 80
    assert sum(len(set(forms)) for forms in WORDS) >= 600


def test_forms_of_a_word_find_each_other(finds: Finds) -> None:
    share, lost = missed(finds, NO_FORMS, str)
    assert share >= 0.99, lost


@pytest.mark.parametrize("known_forms", [NO_FORMS, LISTED], ids=["empty index", "words indexed"])
def test_forms_typed_without_accents_find_each_other(finds: Finds, known_forms: KnownForms) -> None:
    share, lost = missed(finds, known_forms, fold)
    assert share >= 0.97, lost


@pytest.mark.parametrize(("first", "second"), APART, ids=[pair[1][0] for pair in APART])
def test_words_that_look_alike_do_not_meet(
    finds: Finds, first: list[str], second: list[str]
) -> None:
    pairs = [*product(first, second), *product(second, first)]
    assert [pair for pair in pairs if finds(*pair, ALIKE)] == []
