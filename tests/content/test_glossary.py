"""The glossary: enough terms, plainly told, and documents that use its words."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.library import Library
from tests.content.language import blocks, phrase, sentences, uses, word_count
from tests.content.texts import APART, version_texts

FEWEST_TERMS = 100
FEWEST_WITH_A_STANDARD = 80
MOST_SENTENCES = 3
MOST_WORDS = 30

AS_READERS_SPEAK = APART | {"question"}
"""Keys whose texts hold the words people use, whatever the glossary calls the thing."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("terms.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["terms"]
    return found


def test_glossary_has_enough_terms(library: Library) -> None:
    terms = library.vocabulary.glossary.values()
    assert len(terms) >= FEWEST_TERMS
    assert sum(term.standard is not None for term in terms) >= FEWEST_WITH_A_STANDARD


def test_definitions_are_short_and_plain(library: Library) -> None:
    heavy = []
    for term in library.vocabulary.glossary.values():
        told = sentences(term.definition)
        longest = max(word_count(sentence) for sentence in told)
        if len(told) > MOST_SENTENCES or longest > MOST_WORDS:
            heavy.append(f"{term.slug}: {len(told)} sentences, longest {longest} words")
    assert heavy == []


def test_terms_lead_to_other_terms_and_to_standards(library: Library) -> None:
    glossary = library.vocabulary.glossary
    wrong = [
        f"{term.slug} → {slug}"
        for term in glossary.values()
        for slug in term.see
        if slug not in glossary or slug == term.slug
    ]
    wrong += [
        f"{term.slug} → {term.standard}"
        for term in glossary.values()
        if term.standard is not None and term.standard not in library.standards
    ]
    assert wrong == []


def test_terms_and_their_forms_belong_to_one_entry(library: Library) -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for term in library.vocabulary.glossary.values():
        for form in {term.term.lower(), *(form.lower() for form in term.forms)}:
            owners[form].append(term.slug)
    assert {form: slugs for form, slugs in owners.items() if len(slugs) > 1} == {}


def test_an_abbreviation_stands_for_one_term_or_says_that_it_does_not(library: Library) -> None:
    owners = defaultdict(list)
    for term in library.vocabulary.glossary.values():
        if term.abbreviation:
            owners[term.abbreviation].append(term)
    unexplained = [
        abbreviation
        for abbreviation, terms in owners.items()
        if len(terms) > 1 and not all("skrót" in term.definition.lower() for term in terms)
    ]
    assert unexplained == []


@pytest.mark.parametrize("abbreviation", ["KIS", "UM", "ZP"])
def test_abbreviations_with_another_meaning_outside_the_field_name_it(
    library: Library, abbreviation: str
) -> None:
    (term,) = (t for t in library.vocabulary.glossary.values() if t.abbreviation == abbreviation)
    assert "oznacza też" in term.definition


def test_documents_use_the_words_of_the_glossary(
    library: Library, rows: list[dict[str, Any]]
) -> None:
    avoided = tuple(
        phrase(row["term"], row["avoid"], row["instead"], row.get("allowed")) for row in rows
    )
    found = [
        f"{text.place}: „{words}” → {one.instead}"
        for version in library.versions()
        for text in version_texts(version)
        if text.key not in AS_READERS_SPEAK
        for block in blocks(text.markdown)
        for one, words in uses(block.text, avoided)
    ]
    assert found == []


def test_avoided_wording_leads_to_a_term_and_gives_a_reason(
    library: Library, rows: list[dict[str, Any]]
) -> None:
    assert [row["term"] for row in rows if row["term"] not in library.vocabulary.glossary] == []
    assert [row["avoid"] for row in rows if not row["reason"]] == []
