"""The ranking as editors set it: `weights.yaml`, `intents.yaml`, `best_bets.yaml`. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indexer.folding import fold
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from kb.documents.vocabulary import Intent, Vocabulary

Words = tuple[str, ...]


def weights(vocabulary: Vocabulary) -> Weights:
    """What a match in each part of a standard is worth."""
    return Weights(
        fields={row.slug: FieldWeight(row.weight, row.b) for row in vocabulary.weights.values()}
    )


@dataclass(frozen=True, slots=True)
class Intentions:
    """What a question asks for: factors of kinds and passages, and the rows they come from."""

    kinds: Mapping[str, float] = field(default_factory=dict)
    passages: Mapping[str, float] = field(default_factory=dict)
    intents: tuple[Intent, ...] = ()

    @property
    def asks_for_meaning(self) -> bool:
        """Whether the question is what something means."""
        return any(intent.slug == "definicja" for intent in self.intents)


class IntentReader:
    """Reads from a question's words what it asks for."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self._analyser = analyser
        found = [
            (self._words(phrase), intent)
            for intent in vocabulary.intents.values()
            for phrase in intent.phrases
        ]
        self._phrases = sorted(found, key=lambda row: -len(row[0]))

    def read(self, text: str) -> Intentions:
        """The intents of a question; of phrases that overlap the longest counts."""
        words = self._words(text)
        taken = [False] * len(words)
        intents: dict[str, Intent] = {}
        for phrase, intent in self._phrases:
            for at in _places(words, phrase):
                if not any(taken[at : at + len(phrase)]):
                    taken[at : at + len(phrase)] = [True] * len(phrase)
                    intents[intent.slug] = intent
        kinds: dict[str, float] = {}
        passages: dict[str, float] = {}
        for intent in intents.values():
            for kind, factor in intent.kinds.items():
                kinds[kind] = max(kinds.get(kind, 0.0), factor)
            for passage, factor in intent.passages.items():
                passages[passage] = max(passages.get(passage, 0.0), factor)
        return Intentions(kinds, passages, tuple(intents.values()))

    def _words(self, text: str) -> Words:
        return tuple(token.surface for token in self._analyser.tokens(fold(text)))


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
