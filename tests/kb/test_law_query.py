import pytest

from indexer.parsing import QueryParser
from indexer.polish import Analyser
from kb.documents.loading import load_vocabulary
from kb.law_query import LawQueryParser
from kb.settings import bundled_standards


@pytest.fixture(scope="module")
def parser() -> LawQueryParser:
    vocabulary, _ = load_vocabulary(bundled_standards())
    return LawQueryParser(QueryParser(Analyser(vocabulary.abbreviations)), vocabulary)


@pytest.mark.parametrize("text", ["ufp 251", "251 UFP", "art. 251 ufp", "UFP art 251"])
def test_a_number_beside_an_act_is_an_article(parser: LawQueryParser, text: str) -> None:
    terms = {term.value for clause in parser.parse(text).clauses for term in clause.terms}
    assert "art251" in terms


@pytest.mark.parametrize("text", ["art. 221 ust. 3 ufp", "2026 rodo", "ufp", "251"])
def test_other_numbers_stay_as_they_are(parser: LawQueryParser, text: str) -> None:
    assert parser.parse(text).text == text
