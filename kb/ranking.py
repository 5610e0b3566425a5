"""The ranking as editors set it: `weights.yaml`, `intents.yaml`, `best_bets.yaml`. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from indexer.folding import fold
from indexer.polish import Analyser
from indexer.query import Query
from indexer.weights import FieldWeight, Weights
from kb.documents.vocabulary import Intent, Vocabulary

Words = tuple[str, ...]

ARTICLE = "art"
RECENT_QUESTIONS = 256
_ARTICLE_TERM = re.compile(r"art(\d+[a-z]*)")


def weights(vocabulary: Vocabulary) -> Weights:
    """What a match in each part of a standard is worth."""
    fields: dict[str, FieldWeight] = {
        row.slug: FieldWeight(row.weight, row.b) for row in vocabulary.weights.values()
    }
    return Weights(fields=fields, naming="title")


@dataclass(frozen=True, slots=True)
class Intentions:
    """What a question asks for: factors of kinds and passages, and the rows they come from.

    `words` are those of the question that only say what kind of answer is wanted.
    """

    kinds: Mapping[str, float] = field(default_factory=dict)
    passages: Mapping[str, float] = field(default_factory=dict)
    intents: tuple[Intent, ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def basis(self) -> float:
        """The factor of documents that rest on the article asked for."""
        return max((intent.basis or 1.0 for intent in self.intents), default=1.0)


class IntentReader:
    """Reads from a question's words what it asks for.

    `read` remembers recent questions: one search asks several times.
    """

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self._analyser = analyser
        found = [
            (self._words(phrase), intent)
            for intent in vocabulary.intents.values()
            for phrase in intent.phrases
        ]
        self._phrases = sorted(found, key=lambda row: -len(row[0]))
        self.read = lru_cache(maxsize=RECENT_QUESTIONS)(self._read)

    def _read(self, text: str) -> Intentions:
        """The intents of a question; of phrases that overlap the longest counts."""
        words = self._words(text)
        present = set(words)
        taken = [False] * len(words)
        intents: dict[str, Intent] = {}
        spent: set[str] = set()
        for phrase, intent in self._phrases:
            if not present.issuperset(phrase):
                continue
            for at in _places(words, phrase):
                if not any(taken[at : at + len(phrase)]):
                    taken[at : at + len(phrase)] = [True] * len(phrase)
                    intents[intent.slug] = intent
                    spent |= set() if intent.topical else set(phrase)
        kinds: dict[str, float] = {}
        passages: dict[str, float] = {}
        for intent in intents.values():
            for kind, factor in intent.kinds.items():
                kinds[kind] = max(kinds.get(kind, 0.0), factor)
            for passage, factor in intent.passages.items():
                passages[passage] = max(passages.get(passage, 0.0), factor)
        return Intentions(kinds, passages, tuple(intents.values()), frozenset(spent))

    def _words(self, text: str) -> Words:
        """The words of a text; every reference to an article reads "art"."""
        return tuple(
            ARTICLE if token.kind == "article" else token.surface
            for token in self._analyser.tokens(fold(text))
        )


class BestBets:
    """Documents put first for a query that says one thing and no more."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self._analyser = analyser
        self._standards = {
            self._meaning(query): bet.standard
            for bet in vocabulary.best_bets.values()
            for query in bet.queries
        }

    def standard_for(self, text: str) -> str | None:
        """The slug put first for a query, in any order and inflection of its words."""
        return self._standards.get(self._meaning(text))

    def _meaning(self, text: str) -> frozenset[str]:
        return frozenset(
            min(token.lemmas, default=token.surface) for token in self._analyser.tokens(text)
        )


def _places(words: Words, phrase: Words) -> Iterator[int]:
    for at in range(len(words) - len(phrase) + 1):
        if phrase and words[at : at + len(phrase)] == phrase:
            yield at


def without_intent_words(query: Query, intentions: Intentions) -> Query:
    """The query with the words that only say what kind of answer is wanted no longer demanded."""
    clauses = tuple(
        replace(clause, stop=clause.stop or fold(clause.text) in intentions.words)
        for clause in query.clauses
    )
    return replace(query, clauses=clauses)


def boosts(
    query: Query, intentions: Intentions, vocabulary: Vocabulary
) -> dict[str, dict[str, float]]:
    """Facet → value → factor: the kinds that answer, and the articles that documents rest on."""
    found: dict[str, dict[str, float]] = {}
    if intentions.kinds:
        found["rodzaj"] = dict(intentions.kinds)
    matches = (_ARTICLE_TERM.match(t.value) for c in query.clauses if c.exact for t in c.terms)
    articles = {match[1] for match in matches if match is not None}
    if articles and intentions.basis > 1:
        words = set(query.text.split())
        named = [act.slug for act in vocabulary.acts.values() if act.short.lower() in words]
        found["podstawa"] = {
            f"{act}/{article}": intentions.basis
            for act in named or vocabulary.acts
            for article in articles
        }
    return found
