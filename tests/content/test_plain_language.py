"""Plain language: how long texts and sentences are, and that office jargon stays out."""

from pathlib import Path
from statistics import mean

import pytest
import yaml

from kb.documents.model import Version
from kb.library import Library
from tests.content.language import Phrase, blocks, phrase, sentences, uses, word_count
from tests.content.texts import (
    APART,
    LABELS,
    PROSE,
    VOCABULARY_PROSE,
    Text,
    page_texts,
    template_sources,
    version_texts,
    vocabulary_texts,
)

MOST_WORDS_ON_AVERAGE = 16
MOST_WORDS = 30
LONG = 20
LARGEST_SHARE_OF_LONG = 0.10
DOCUMENT_WORDS = range(400, 1501)
SUMMARY_SENTENCES = range(3, 6)

PAGES = Path(__file__).parents[2] / "kb/web/templates"


@pytest.fixture(scope="module")
def jargon() -> tuple[Phrase, ...]:
    rows = yaml.safe_load(Path(__file__).with_name("jargon.yaml").read_text(encoding="utf-8"))
    return tuple(
        phrase(row["phrase"], row["pattern"], row["instead"], row.get("allowed"))
        for row in rows["phrases"]
    )


def full_sentences(version: Version) -> list[str]:
    """What is written in sentences; headings, table cells and names of things are not."""
    return [
        sentence
        for text in version_texts(version)
        if text.key in PROSE | {"body"}
        for block in blocks(text.markdown)
        if block.kind == "prose"
        for sentence in sentences(block.text)
        if sentence.endswith((".", "!", "?", "”", ":", ")"))
    ]


def words_in(version: Version) -> int:
    return sum(
        word_count(block.text)
        for text in version_texts(version)
        if text.key not in APART
        for block in blocks(text.markdown)
    )


def too_long(texts: list[Text]) -> list[str]:
    return [
        f"{text.place}: {word_count(sentence)} words: {sentence}"
        for text in texts
        for block in blocks(text.markdown)
        for sentence in sentences(block.text)
        if word_count(sentence) > MOST_WORDS
    ]


def test_sentences_are_short_on_average(library: Library) -> None:
    averages = {
        str(v.path): mean(word_count(s) for s in full_sentences(v)) for v in library.versions()
    }
    assert {k: round(v, 1) for k, v in averages.items() if v > MOST_WORDS_ON_AVERAGE} == {}


def test_few_sentences_are_long(library: Library) -> None:
    shares = {}
    for version in library.versions():
        lengths = [word_count(sentence) for sentence in full_sentences(version)]
        shares[str(version.path)] = sum(length > LONG for length in lengths) / len(lengths)
    assert {k: round(v, 2) for k, v in shares.items() if v > LARGEST_SHARE_OF_LONG} == {}


def test_no_sentence_of_a_document_is_very_long(library: Library) -> None:
    kept = PROSE | LABELS | {"body"}
    texts = [t for v in library.versions() for t in version_texts(v) if t.key in kept]
    assert too_long(texts) == []


def test_no_sentence_of_a_vocabulary_is_very_long(library: Library) -> None:
    texts = [t for t in vocabulary_texts(library.vocabulary) if t.key in VOCABULARY_PROSE]
    assert too_long(texts) == []


def test_documents_are_neither_stubs_nor_treatises(library: Library) -> None:
    counts = {str(version.path): words_in(version) for version in library.versions()}
    assert {path: count for path, count in counts.items() if count not in DOCUMENT_WORDS} == {}


def test_summary_has_three_to_five_sentences(library: Library) -> None:
    counts = {
        str(version.path): sum(len(sentences(b.text)) for b in blocks(version.meta.summary))
        for version in library.versions()
    }
    assert {path: count for path, count in counts.items() if count not in SUMMARY_SENTENCES} == {}


def test_texts_hold_no_office_jargon(library: Library, jargon: tuple[Phrase, ...]) -> None:
    documents = [t for v in library.versions() for t in version_texts(v) if t.key not in APART]
    lists = [t for t in vocabulary_texts(library.vocabulary) if t.key in VOCABULARY_PROSE]
    templates = template_sources(library.root)
    found = [
        f"{text.place}: „{words}” → {one.instead}"
        for text in [*documents, *lists, *templates, *page_texts(PAGES)]
        for block in blocks(text.markdown)
        for one, words in uses(block.text, jargon)
    ]
    assert found == []


def test_jargon_is_known_in_its_inflected_forms(jargon: tuple[Phrase, ...]) -> None:
    clumsy = (
        "W przedmiotowej sprawie, w celu dokonania wpłaty, uprzejmie informujemy, iż w przypadku "
        "gdy strona posiada niniejszą umowę, winna ww. dokument przedłożyć w terminie 7 dni "
        "za pośrednictwem tut. urzędu, z uwagi na fakt jego braku na chwilę obecną."
    )
    names = {one.name for one, _ in uses(clumsy, jargon)}
    assert names >= {
        *("przedmiotowy", "w celu", "dokonać, dokonywać", "uprzejmie informuję", "iż"),
        *("w przypadku gdy", "posiadać", "niniejszy", "winien", "ww.", "przedłożyć"),
        *("w terminie … dni", "za pośrednictwem", "tut.", "z uwagi na fakt", "na chwilę obecną"),
    }


def test_terms_of_law_are_no_jargon(jargon: tuple[Phrase, ...]) -> None:
    lawful = "Dotacja w trybie art. 19a UDPP albo w trybie pozakonkursowym. Bądź przygotowany."
    assert list(uses(lawful, jargon)) == []
