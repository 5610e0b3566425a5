import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.diacritics import KnownForms
from indexer.errors import QueryTooLong
from indexer.parsing import FacetPrefix, FieldPrefix, QueryParser
from indexer.query import MAX_QUERY_LENGTH, Clause, Phrase
from indexer.synonyms import SynonymRule, Synonyms
from tests.indexer.language import ANALYSER

TOPICS = {"dotacje": "granty", "małe granty": "male-granty", "male-granty": "male-granty"}
PARSER = QueryParser(
    ANALYSER,
    Synonyms([SynonymRule("mały grant", ("tryb pozakonkursowy", "art. 19a"))], ANALYSER),
    KnownForms.from_words({"współpraca": 3, "ofertę": 2}),
    {
        "tytuł": FieldPrefix(("title",)),
        "temat": FacetPrefix("topic", lambda typed: (TOPICS[typed],) if typed in TOPICS else ()),
    },
)


def words(text: str) -> list[str]:
    return [clause.text for clause in PARSER.parse(text).clauses]


def excluded(text: str) -> list[str]:
    return [thing.text for thing in PARSER.parse(text).excluded]


def test_words_become_clauses() -> None:
    assert words("otwarty konkurs ofert") == ["otwarty", "konkurs", "ofert"]


def test_a_word_typed_twice_counts_once() -> None:
    assert words("grant Grant GRANT") == ["grant"]


def test_articles_and_abbreviations_are_exact() -> None:
    assert [clause.exact for clause in PARSER.parse("art. 19a NGO grant").clauses] == [
        True,
        True,
        False,
    ]


def test_a_range_of_articles_is_one_clause() -> None:
    (clause,) = PARSER.parse("art. 19b–19d").clauses
    assert [term.value for term in clause.terms] == ["art19b", "art19c", "art19d"]


def test_function_words_are_marked() -> None:
    assert [clause.stop for clause in PARSER.parse("wzór dla gminy").clauses] == [
        False,
        True,
        False,
    ]


def test_a_query_of_function_words_only_demands_them() -> None:
    assert [clause.stop for clause in PARSER.parse("co to jest").clauses] == [False, False, False]


@pytest.mark.parametrize("quoted", ['"mały grant"', "„mały grant”", "«mały grant»", '„mały grant"'])
def test_quotation_marks_of_any_kind_make_a_phrase(quoted: str) -> None:
    query = PARSER.parse(f"wzór {quoted}")
    assert [phrase.text for phrase in query.phrases] == ["mały grant"]
    assert [clause.text for clause in query.clauses] == ["wzór"]


def test_the_words_of_a_phrase_are_found_in_any_form_but_not_by_prefix() -> None:
    (phrase,) = PARSER.parse('"małych grantów"').phrases
    terms = [term for clause in phrase.clauses for term in clause.terms]
    assert {term.channel for term in terms} == {"surface", "lemma"}
    assert {"maly", "grant"} <= {term.value for term in terms}


def test_an_open_quotation_mark_is_forgiven() -> None:
    query = PARSER.parse('"mały grant')
    assert not query.phrases
    assert [clause.text for clause in query.clauses] == ["mały", "grant"]


def test_a_minus_before_a_word_excludes_it() -> None:
    assert excluded("dotacja -konkurs") == ["konkurs"]
    assert words("dotacja -konkurs") == ["dotacja"]


def test_a_minus_before_a_phrase_excludes_the_phrase() -> None:
    (phrase,) = PARSER.parse('dotacja -"otwarty konkurs"').excluded
    assert isinstance(phrase, Phrase)
    assert [clause.text for clause in phrase.clauses] == ["otwarty", "konkurs"]


def test_a_minus_before_an_article_excludes_the_whole_reference() -> None:
    assert excluded("-art. 19 a dotacja") == ["art. 19 a"]
    assert words("-art. 19 a dotacja") == ["dotacja"]


@pytest.mark.parametrize("text", ["społeczno-gospodarczy", "grant - umowa", "grant – umowa", "a -"])
def test_other_hyphens_exclude_nothing(text: str) -> None:
    assert not excluded(text)


def test_a_query_of_exclusions_only_is_a_query() -> None:
    query = PARSER.parse("-konkurs")
    assert query.is_empty
    assert len(query.excluded) == 1


def test_a_field_prefix_limits_its_word() -> None:
    clauses = PARSER.parse("tytul:umowa wzór").clauses
    assert [(clause.text, clause.fields) for clause in clauses] == [
        ("umowa", ("title",)),
        ("wzór", None),
    ]


def test_a_field_prefix_limits_a_phrase_and_an_article() -> None:
    (phrase,) = PARSER.parse('TYTUŁ:"mały grant"').phrases
    assert phrase.fields == ("title",)
    (clause,) = PARSER.parse("tytuł: art. 19 a").clauses
    assert (clause.text, clause.fields) == ("art. 19 a", ("title",))


def test_a_facet_prefix_filters() -> None:
    query = PARSER.parse('temat:dotacje temat:"małe granty" umowa')
    assert query.filters == {"topic": ("granty", "male-granty")}
    assert [clause.text for clause in query.clauses] == ["umowa"]


def test_an_unknown_value_is_searched_as_words() -> None:
    query = PARSER.parse("temat:ryby")
    assert not query.filters
    assert [clause.text for clause in query.clauses] == ["ryby"]


def test_unknown_prefixes_and_operators_are_text() -> None:
    assert words("uwaga:grant AND (umowa OR ofert*)~2 ?") == [
        "uwaga",
        "grant",
        "and",
        "umowa",
        "or",
        "ofert",
        "2",
    ]


def test_accents_are_restored() -> None:
    (clause,) = PARSER.parse("wspolpraca").clauses
    assert ("lemma", "wspolpraca") in {(term.channel, term.value) for term in clause.terms}


def test_synonyms_can_be_left_out() -> None:
    assert PARSER.parse("małych grantów").expansions
    assert not PARSER.parse("małych grantów", with_synonyms=False).expansions


def test_words_limited_to_a_field_have_no_synonyms() -> None:
    assert not PARSER.parse("tytuł:mały tytuł:grant").expansions


def test_a_query_too_long_is_refused() -> None:
    assert PARSER.parse("a" * MAX_QUERY_LENGTH).clauses
    with pytest.raises(QueryTooLong) as refused:
        PARSER.parse("a" * (MAX_QUERY_LENGTH + 1))
    assert refused.value.length == MAX_QUERY_LENGTH + 1


def test_nothing_typed_is_an_empty_query() -> None:
    assert PARSER.parse("  ").is_empty


@given(st.text(max_size=MAX_QUERY_LENGTH))
def test_any_text_is_a_query(text: str) -> None:
    query = PARSER.parse(text)
    assert all(isinstance(clause, Clause) and clause.terms for clause in query.clauses)
    assert all(phrase.clauses for phrase in query.phrases)
    size = len(query.clauses)
    assert all(0 <= e.start < e.end <= size for e in query.expansions)
    assert not query.clauses or query.phrases or not all(c.stop for c in query.clauses)


TYPED = """mały grant art. 19a ngo-sów "w gminie" „o dotację” -konkurs tytuł:umowa temat:dotacje
Dz.U. 2003 poz. 873 20 tys. zł - : „ żądań i z"""
PIECES = st.sampled_from(TYPED.split())


@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", "  ", "\t", "\n ", "\u00a0"]))
def test_spacing_and_case_do_not_matter(pieces: list[str], space: str) -> None:
    plain = PARSER.parse(" ".join(pieces))
    assert PARSER.parse(f"{space}{space.join(pieces)} ") == plain
    assert PARSER.parse(" ".join(pieces).upper()) == plain
    assert PARSER.parse(" ".join(pieces).title()) == plain


@given(st.lists(PIECES, max_size=12))
def test_parsing_what_was_understood_gives_the_same_query(pieces: list[str]) -> None:
    query = PARSER.parse(" ".join(pieces))
    assert PARSER.parse(query.text) == query
