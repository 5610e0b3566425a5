from collections.abc import Callable, Mapping

import pytest

from indexer.parsing import FacetPrefix, FieldPrefix, Prefix
from indexer.polish import Analyser
from kb.documents.loading import load_vocabulary
from kb.prefixes import query_prefixes
from kb.settings import bundled_standards


@pytest.fixture(scope="module")
def prefixes() -> Mapping[str, Prefix]:
    vocabulary, _ = load_vocabulary(bundled_standards())
    return query_prefixes(vocabulary, Analyser(vocabulary.abbreviations))


def resolver(prefix: Prefix) -> Callable[[str], tuple[str, ...]]:
    assert isinstance(prefix, FacetPrefix)
    return prefix.resolve


@pytest.mark.parametrize(
    ("prefix", "typed", "values"),
    [
        ("temat", "male-granty", ("male-granty",)),
        ("temat", "małe granty", ("male-granty",)),
        ("temat", "konsultacje", ("konsultacje",)),
        ("temat", "kosmos", ()),
        ("temat", "", ()),
        ("sektor", "ngo", ("ngo",)),
        ("sektor", "mieszkańcy", ("mieszkancy",)),
        ("grupa", "p2o1", ("P2O1",)),
        ("grupa", "informowanie", ("P1O2",)),
        ("rodzaj", "wzór", ("wzor",)),
        ("prawo", "19a", ("udpp/19a",)),
        ("prawo", "art. 19 a", ("udpp/19a",)),
        ("prawo", "art. 5a usg", ("usg/5a",)),
        ("prawo", "rodo", ("rodo",)),
        ("prawo", "nieznane", ()),
    ],
)
def test_a_prefix_chooses_values(
    prefixes: Mapping[str, Prefix], prefix: str, typed: str, values: tuple[str, ...]
) -> None:
    assert resolver(prefixes[prefix])(typed) == values


def test_a_word_may_be_sought_in_the_title_alone(prefixes: Mapping[str, Prefix]) -> None:
    assert prefixes["tytul"] == FieldPrefix(("title",))
