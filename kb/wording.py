"""What the vocabularies say of words: each vocabulary is read once, with one analyser."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.parsing import Prefix
from indexer.polish import Analyser
from indexer.synonyms import Synonyms
from kb.cards import CardReader
from kb.documents.vocabulary import Vocabulary
from kb.prefixes import query_prefixes
from kb.ranking import BestBets, IntentReader
from kb.synonym_rules import synonym_rules
from kb.terms import TermFinder

KEPT = 4
"""Vocabularies that stay read: the published one, and those that editors try out."""


@dataclass(frozen=True)
class Wording:
    """Everything that is made of one vocabulary for searches and for explaining terms."""

    vocabulary: Vocabulary
    analyser: Analyser
    synonyms: Synonyms
    prefixes: Mapping[str, Prefix]
    intents: IntentReader
    best_bets: BestBets
    cards: CardReader
    terms: TermFinder


def wording(vocabulary: Vocabulary) -> Wording:
    """Read a vocabulary; one that was read lately is not read again."""
    return _read(_Read(vocabulary.abbreviations, vocabulary))


@lru_cache(maxsize=KEPT)
def analyser(abbreviations: tuple[str, ...]) -> Analyser:
    """The analyser of texts with these abbreviations."""
    return Analyser(abbreviations)


@dataclass(frozen=True, slots=True)
class _Read:
    """A vocabulary, found again by its abbreviations and then compared whole."""

    abbreviations: tuple[str, ...]
    vocabulary: Vocabulary = field(hash=False)


@lru_cache(maxsize=KEPT)
def _read(words: _Read) -> Wording:
    vocabulary, reading = words.vocabulary, analyser(words.abbreviations)
    intents = IntentReader(vocabulary, reading)
    return Wording(
        vocabulary,
        reading,
        Synonyms(synonym_rules(vocabulary), reading),
        query_prefixes(vocabulary, reading),
        intents,
        BestBets(vocabulary, reading),
        CardReader(vocabulary, reading, intents),
        TermFinder(vocabulary.glossary.values(), reading),
    )
