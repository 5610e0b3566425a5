"""The cards above the results: what a term means, what an article is about. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from indexer.clauses import clauses_of
from indexer.polish import Analyser
from indexer.query import Clause, Query
from indexer.synonyms import word_keys
from kb.documents.law import act_url, article_url
from kb.documents.vocabulary import Act, Term, Vocabulary
from kb.prefixes import DEFAULT_ACT
from kb.ranking import IntentReader
from kb.search_parts import ActCard, Card, GlossaryCard

MOST_CARDS = 2
"""Cards shown at once: they stand above the results and must not push them out of sight."""

_MEANING = "definicja"
_SEVERAL = frozenset({_MEANING, "porownanie"})
"""Intents whose questions may be about more than one term."""
_DOING = frozenset({"wzor", "lista", "procedura"})
"""Intents of those who want to do something and know what its name means."""
_IS = "to"
"""The word that makes a question about two terms one about their meaning: "czy OSP to NGO"."""
_ARTICLE = re.compile(r"art(\d+(?:[a-z]{1,3}?)?)(?:(?:ust|pkt|lit).*)?")
_PART = re.compile(r"art\. \S+(?: (?:ust\.|pkt|lit\.) \S+)+")
_JOURNAL = re.compile(r"dzu(\d+)poz(\d+)")

Keys = tuple[frozenset[str], ...]
Named = TypeVar("Named", Act, Term)
Relying = Callable[[str], int]
"""An act (`udpp`) or an article (`udpp/19a`) → how many standards in force rely on it."""


class _Names(Generic[Named]):
    """Names of things, found among the words of a query in any inflected form."""

    def __init__(self, names: Iterable[tuple[str, Named]], analyser: Analyser) -> None:
        """Of names equally long the one handed in first wins."""
        found: dict[str, list[tuple[Keys, Named]]] = {}
        for name, named in names:
            words = clauses_of(analyser.tokens(name, any_case=True), analyser)
            keys = tuple(map(word_keys, words))
            for key in keys[0] if keys else ():
                found.setdefault(key, []).append((keys, named))
        self._by_first_key: dict[str, list[tuple[Keys, Named]]] = {
            key: sorted(rows, key=lambda row: -len(row[0])) for key, rows in found.items()
        }

    def at_start(self, keys: Sequence[frozenset[str]]) -> tuple[Named, int] | None:
        """The longest name that the words begin with, and how many words it takes."""
        found = [
            (named, len(name))
            for key in keys[0]
            for name, named in self._by_first_key.get(key, ())
            if len(name) <= len(keys) and all(map(frozenset.intersection, name, keys))
        ]
        return max(found, key=lambda row: row[1], default=None)

    def longest(self, keys: Sequence[frozenset[str]]) -> tuple[Named, int] | None:
        """The longest name anywhere among the words, and how many words it takes."""
        found = [row for at in range(len(keys)) if (row := self.at_start(keys[at:])) is not None]
        return max(found, key=lambda row: row[1], default=None)


class CardReader:
    """Reads from a query what it names: terms of the glossary, acts and articles of law."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser, intents: IntentReader) -> None:
        self._acts = vocabulary.acts
        self._analyser = analyser
        self._intents = intents
        self._journals = {
            (journal.year, journal.position): act
            for act in vocabulary.acts.values()
            for journal in act.journals
        }
        self._act_names = _Names(
            (
                (name, act)
                for act in vocabulary.acts.values()
                for name in (act.short, act.name, *act.aliases)
            ),
            analyser,
        )
        self._terms = _Names(_names_of_terms(vocabulary), analyser)
        meaning = vocabulary.intents.get(_MEANING)
        self._question = frozenset(
            token.surface
            for phrase in (meaning.phrases if meaning else ())
            for token in analyser.tokens(phrase)
        )

    def cards(self, query: Query, relying: Relying) -> tuple[Card, ...]:
        """The cards of a query, those of law first."""
        found: list[Card] = list(self._law(query, relying))
        if not any(isinstance(card, ActCard) and not card.number for card in found):
            found += self._glossary(query)
        return tuple(found[:MOST_CARDS])

    def _law(self, query: Query, relying: Relying) -> Iterator[ActCard]:
        tokens = self._analyser.tokens(query.text, any_case=True)
        clauses = _content(query)
        named = self._act_names.longest([word_keys(clause) for clause in clauses])
        numbers = dict.fromkeys(
            match[1]
            for token in tokens
            if token.kind == "article" and (match := _ARTICLE.fullmatch(token.surface))
        )
        places = [
            (act, number)
            for number in numbers
            if (act := named[0] if named else self._act_with(number)) is not None
        ]
        for token in tokens:
            match = _JOURNAL.fullmatch(token.surface) if token.kind == "journal" else None
            act = self._journals.get((int(match[1]), int(match[2]))) if match else None
            if act is not None and not places:
                places.append((act, ""))
        for value in query.filters.get("prawo", ()):
            slug, _, number = value.partition("/")
            if slug in self._acts:
                places.append((self._acts[slug], number))
        if not places and named is not None and named[1] == len(clauses):
            places.append((named[0], ""))
        for slug, number in dict.fromkeys((act.slug, number) for act, number in places):
            act = self._acts[slug]
            article = act.article(number) if number else None
            standards = relying(f"{slug}/{number}" if number else slug)
            if not number or article is not None or standards:
                official = article_url(act, number) if number else act_url(act)
                yield ActCard(act, number, article, official, standards)

    def _act_with(self, number: str) -> Act | None:
        """The act meant by an article alone: the usual one, else the only one that lists it."""
        usual = self._acts.get(DEFAULT_ACT)
        having = [act for act in self._acts.values() if act.article(number) is not None]
        if usual is not None and (usual in having or len(having) != 1):
            return usual
        return having[0] if having else None

    def _glossary(self, query: Query) -> Iterator[GlossaryCard]:
        """The terms that make up the whole query, words of asking aside."""
        asked = {intent.slug for intent in self._intents.read(query.text).intents}
        if asked & _DOING:
            return
        clauses = [
            clause
            for clause in _content(query)
            if _MEANING not in asked or not (_surfaces(clause) & self._question)
        ]
        keys = [word_keys(clause) for clause in clauses]
        found: dict[str, Term] = {}
        at = 0
        while at < len(keys):
            named = self._terms.at_start(keys[at:])
            if named is not None:
                found.setdefault(named[0].slug, named[0])
                at += named[1]
            elif clauses[at].stop:
                at += 1
            else:
                return
        tells_what_is = any(clause.stop and _IS in _surfaces(clause) for clause in clauses)
        if len(found) == 1 or asked & _SEVERAL or tells_what_is:
            yield from map(GlossaryCard, found.values())


def _names_of_terms(vocabulary: Vocabulary) -> Iterator[tuple[str, Term]]:
    """What people call the terms: their own names, then the synonyms of their names.

    A part of an article ("art. 3 ust. 3") names a term, a whole article is about more than one.
    """
    glossary = vocabulary.glossary.values()
    by_name = {term.term: term for term in glossary}
    for term in glossary:
        yield from ((name, term) for name in (term.term, term.abbreviation) if name)
    for row in vocabulary.synonyms.values():
        known = by_name.get(row.canonical)
        if known is not None and row.direction == "two_way":
            parts = (match[0] for text in row.citations if (match := _PART.match(text)))
            yield from ((name, known) for name in (*row.abbreviations, *row.variants, *parts))


def _surfaces(clause: Clause) -> set[str]:
    return {term.value for term in clause.terms if term.channel == "surface"}


def _content(query: Query) -> tuple[Clause, ...]:
    """The words of a query; those of its phrases when there is nothing else."""
    return query.clauses or tuple(c for phrase in query.phrases for c in phrase.clauses)
