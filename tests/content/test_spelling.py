"""Spelling of every text readers see, by the hunspell dictionary of Polish and a project list."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hunspell import Hunspell

from kb.library import Library
from tests.content.language import blocks, words
from tests.content.texts import (
    Text,
    page_texts,
    template_sources,
    version_texts,
    vocabulary_texts,
)

DICTIONARIES = Path("/usr/share/hunspell")
"""Where Debian's package hunspell-pl puts its dictionary."""
WORDS = Path(__file__).with_name("words.txt")
PAGES = Path(__file__).parents[2] / "kb/web/templates"

MAY_DOUBLE = {"to", "nie"}
"""„To to samo” and „nikt o nie nie pyta” are good Polish."""

Known = Callable[[str], bool]


def listed_sections() -> list[list[str]]:
    """The lines of the project list by section; comments and blank lines part sections."""
    sections: list[list[str]] = [[]]
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sections[-1].append(line)
        elif sections[-1]:
            sections.append([])
    return [section for section in sections if section]


def abbreviations(library: Library) -> set[str]:
    """Abbreviations of the glossary and synonyms, and the names by which acts are cited."""
    acts = library.vocabulary.acts.values()
    names = {name for act in acts for name in (act.short, *act.aliases)}
    return {word for text in (*library.vocabulary.abbreviations, *names) for word in words(text)}


@pytest.fixture(scope="module")
def dictionary() -> Hunspell:
    assert (DICTIONARIES / "pl_PL.dic").is_file(), "no Polish dictionary: apt install hunspell-pl"
    return Hunspell("pl_PL", hunspell_data_dir=str(DICTIONARIES))


@pytest.fixture(scope="module")
def unlisted(dictionary: Hunspell) -> frozenset[str]:
    """The words of the project list that the dictionary knew already before it was given them."""
    listed = [line.partition("/")[0] for section in listed_sections() for line in section]
    return frozenset(word for word in listed if dictionary.spell(word))


@pytest.fixture(scope="module")
def is_known(library: Library, dictionary: Hunspell, unlisted: frozenset[str]) -> Known:
    """Whether a word is spelt right; hyphenated words may also be right part by part."""
    for section in listed_sections():
        for line in section:
            word, _, example = line.partition("/")
            if example:
                dictionary.add_with_affix(word, example)
            else:
                dictionary.add(word)
    short = abbreviations(library)

    def known(word: str) -> bool:
        return (
            word in short
            or dictionary.spell(word)
            or (
                "-" in word
                and all(part in short or dictionary.spell(part) for part in word.split("-"))
            )
        )

    return known


def misspelt(texts: Iterable[Text], is_known: Known) -> list[str]:
    return [
        f"{text.place}: „{word}” in „{block.text[:80]}”"
        for text in texts
        for block in blocks(text.markdown)
        for word in words(block.text)
        if not is_known(word)
    ]


def doubled(texts: Iterable[Text]) -> list[str]:
    """Words that stand twice in a row, as they do after careless editing."""
    found = []
    for text in texts:
        for block in blocks(text.markdown):
            tokens = block.text.lower().split()
            found += [
                f"{text.place}: „{word} {word}”"
                for word, following in pairwise(tokens)
                if word == following and word.isalpha() and word not in MAY_DOUBLE
            ]
    return found


def test_standards_are_spelt_right(library: Library, is_known: Known) -> None:
    assert misspelt((t for v in library.versions() for t in version_texts(v)), is_known) == []


def test_vocabularies_are_spelt_right(library: Library, is_known: Known) -> None:
    assert misspelt(vocabulary_texts(library.vocabulary), is_known) == []


def test_document_templates_are_spelt_right(library: Library, is_known: Known) -> None:
    assert misspelt(template_sources(library.root), is_known) == []


def test_pages_of_the_site_are_spelt_right(is_known: Known) -> None:
    assert misspelt(page_texts(PAGES), is_known) == []


def test_no_word_stands_twice_in_a_row(library: Library) -> None:
    texts = [t for v in library.versions() for t in version_texts(v)]
    assert doubled([*texts, *vocabulary_texts(library.vocabulary)]) == []


def test_a_misspelling_is_found(library: Library, is_known: Known) -> None:
    typos = {typo.wrong for typo in library.vocabulary.typos.values()}
    passing = {typo for typo in typos if is_known(typo)}
    assert len(passing) < len(typos) / 20, f"typical misspellings that pass: {sorted(passing)}"


def test_word_list_is_sorted_and_holds_no_word_twice() -> None:
    sections = listed_sections()
    lines = [line for section in sections for line in section]
    assert [sorted(section) for section in sections] == sections
    assert len(lines) == len(set(lines))


def test_word_list_holds_only_words_that_the_dictionary_lacks(unlisted: frozenset[str]) -> None:
    assert unlisted == frozenset()
