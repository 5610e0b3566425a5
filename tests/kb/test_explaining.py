from datetime import date

import pytest

from indexer.engine import Explanation, TermScore
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from indexer.query import Clause, Expansion
from indexer.synonyms import Synonyms
from kb.documents.loading import load_vocabulary
from kb.explaining import reading, reasons_of, reasons_told, strongest_first, told
from kb.prefixes import query_prefixes
from kb.ranking import IntentReader
from kb.search_parts import Reading
from kb.settings import bundled_standards
from kb.synonym_rules import synonym_rules

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def read_of() -> dict[str, Reading]:
    vocabulary, _ = load_vocabulary(bundled_standards())
    analyser = Analyser(vocabulary.abbreviations)
    parser = QueryParser(
        analyser,
        Synonyms(synonym_rules(vocabulary), analyser),
        prefixes=query_prefixes(vocabulary, analyser),
    )
    intents = IntentReader(vocabulary, analyser)
    texts = (
        'konkurs "rada pożytku" -regranting tytul:umowa temat:konsultacje prawo:19a',
        "co to jest mały grant",
    )
    return {
        text: reading(parser.parse(text), intents.read(text), vocabulary, DAY) for text in texts
    }


def test_every_part_of_the_query_language_is_told(read_of: dict[str, Reading]) -> None:
    read = next(iter(read_of.values()))
    assert read.words == ("konkurs",)
    assert read.phrases == ("„rada pożytku”",)
    assert read.excluded == ("regranting",)
    assert read.limited == (("umowa", "tytuł"),)
    assert any(label.startswith("temat: Konsultacje") for label in read.filters)
    assert "prawo: art. 19a UDPP" in read.filters
    assert read.day == DAY


def test_intents_and_synonyms_are_told(read_of: dict[str, Reading]) -> None:
    names = dict(told(read_of["co to jest mały grant"]))
    assert names["Rodzaj pytania"] == "Pytanie o znaczenie"
    assert "tryb pozakonkursowy" in names["Wyrazy bliskoznaczne"]
    assert "Frazy" not in names


def test_synonyms_go_by_weight_then_take_turns_between_words() -> None:
    def expansion(start: int, weight: float, label: str) -> Expansion:
        return Expansion(start, start + 1, (Clause(label, ()),), weight, label)

    found = [
        expansion(0, 0.7, "a1"),
        expansion(0, 0.7, "a2"),
        expansion(0, 0.35, "a3"),
        expansion(1, 0.7, "b1"),
        expansion(1, 0.35, "b2"),
    ]
    assert strongest_first(found) == ("a1", "b1", "a2", "a3", "b2")


def test_parts_of_a_score_are_told_as_shares_the_strongest_first() -> None:
    parts = (
        TermScore("mały", 3.0),
        TermScore("grant", 6.0),
        TermScore("w", 0.01),
    )
    reasons = reasons_of("Mały grant", Explanation("x", 9.01, parts))
    assert [(part.label, part.share) for part in reasons.parts] == [("grant", 67), ("mały", 33)]
    assert next(reasons_told([reasons])) == "1. Mały grant  [9.01]"


def test_a_score_without_parts_has_no_reasons() -> None:
    assert reasons_of("Mały grant", Explanation("x", 0.0, ())).parts == ()
