"""Help while and after typing: autocompletion, and "czy chodziło o …"."""

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.diacritics import KnownForms
from indexer.folding import fold, lower_case
from indexer.polish import Analyser, Token

SHORTEST_CORRECTED = 4
"""Letters; nearly every shorter string is a neighbour of a word."""

LONG_WORD = 6
"""Letters from which two slips are forgiven rather than one."""

LONG_KNOWN_WORD = 7
"""Letters from which a word of the language that the index lacks may be a slip, too: dictionaries
take some slips for words (współpaca)."""

NO_TYPOS: Mapping[str, str] = MappingProxyType({})

_CANDIDATES = 20
_PREFIX_NAME = re.compile(r"\s?:")
_SEPARATORS = re.compile(r"[\W_]+")
_SAME_SOUND = (("rz", "z"), ("ch", "h"), ("j", "i"), ("y", "i"), ("u", "o"))
"""Folded spellings that people mix up because they sound alike (rz/ż, u/ó, ch/h, ji/i)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed and the word that was probably meant, with its accents."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole query with its slips mended."""

    text: str
    corrections: tuple[Correction, ...]


class Speller:
    """Corrects words to words of the index. Immutable.

    `vocabulary` holds folded surface forms with the number of entries that have them;
    `known_forms` gives their spelling with accents. `typos` are slips seen in practice with the
    words that were meant; they go before any guess.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        known_forms: KnownForms,
        analyser: Analyser,
        typos: Mapping[str, str] = NO_TYPOS,
    ) -> None:
        self._vocabulary = vocabulary
        self._known_forms = known_forms
        self._analyser = analyser
        self._typos = {fold(wrong): right for wrong, right in typos.items()}
        self._choices = sorted(
            word
            for word in vocabulary
            if len(word) >= SHORTEST_CORRECTED
            and word.isalpha()
            and not analyser.is_abbreviation(word)
        )

    def correct(self, token: Token) -> str | None:
        """The word of the index that was probably meant; `None` when the word may stay.

        Words that the index has in any form stay, and so do abbreviations, numbers, references,
        words of up to three letters, and shorter words of the language.
        """
        typed = token.surface
        if typed in self._typos:
            return self._typos[typed]
        if token.kind != "word" or len(typed) < SHORTEST_CORRECTED or not typed.isalpha():
            return None
        slips = 0 if typed in self._vocabulary else self._slips(token)
        if not slips:
            return None
        found = process.extract(
            typed, self._choices, scorer=OSA.distance, score_cutoff=slips, limit=_CANDIDATES
        )
        best = min(
            ((self._rank(typed, word, int(distance)), word) for word, distance, _ in found),
            default=None,
        )
        return self._known_forms.display(best[1]) if best else None

    def did_you_mean(self, text: str) -> Suggestion | None:
        """The query with every correctable word corrected; `None` when there is none."""
        lowered = lower_case(text)
        mended, corrections, done = [], [], 0
        for token in self._analyser.tokens(lowered, any_case=True):
            if _PREFIX_NAME.match(lowered, token.end):
                continue
            meant = self.correct(token)
            if meant is None:
                continue
            corrections.append(Correction(token.text, meant))
            mended += [lowered[done : token.start], meant]
            done = token.end
        if not corrections:
            return None
        return Suggestion(" ".join("".join([*mended, lowered[done:]]).split()), tuple(corrections))

    def _slips(self, token: Token) -> int:
        """How many slips to forgive: none in a form of a word that the index has."""
        size = len(token.surface)
        lemmas = {
            term.value
            for term in self._analyser.query_terms(token, self._known_forms)
            if term.channel == "lemma"
        }
        read = lemmas if token.lemmas else lemmas - {token.surface}
        if not read.isdisjoint(self._lemmas):
            return 0
        if read:
            return 1 if size >= LONG_KNOWN_WORD else 0
        return 2 if size >= LONG_WORD else 1

    @cached_property
    def _lemmas(self) -> frozenset[str]:
        """The lemmas of the words of the index; worked out when first asked for."""
        forms = (self._known_forms.display(word) for word in self._choices)
        return frozenset(
            lemma
            for form in forms
            for token in self._analyser.tokens(form)
            for lemma in token.lemmas
        )

    def _rank(self, typed: str, word: str, distance: int) -> tuple[bool, int, bool, int, str]:
        """Same sound first, then fewer slips, the same first letter, the commoner word."""
        sounds_alike = _sound(typed) == _sound(word)
        return (
            not sounds_alike,
            distance,
            typed[0] != word[0],
            -self._vocabulary[word],
            word,
        )


@dataclass(frozen=True, slots=True)
class Completion:
    """A phrase offered while typing. `kind` says where it comes from; heavier ones come first."""

    text: str
    kind: str
    weight: float = 1.0


class Completer:
    """Completes what is typed to phrases that begin with it, or have a word that does."""

    def __init__(self, completions: Iterable[Completion]) -> None:
        best: dict[str, Completion] = {}
        for completion in completions:
            key = _plain(completion.text)
            if key and (key not in best or best[key].weight < completion.weight):
                best[key] = completion
        ranked = sorted(best.items(), key=lambda item: (-item[1].weight, len(item[0]), item[0]))
        self._completions = [completion for _, completion in ranked]
        starts = sorted(
            (key[start:], start > 0, rank)
            for rank, (key, _) in enumerate(ranked)
            for start in _word_starts(key)
        )
        self._keys = [key for key, _, _ in starts]
        self._order = [(is_inside, rank) for _, is_inside, rank in starts]

    def complete(self, typed: str, limit: int = 8) -> tuple[Completion, ...]:
        """The best phrases for what has been typed; those that begin with it come first."""
        prefix = _plain(typed, is_open=True)
        if not prefix.strip():
            return ()
        first = bisect_left(self._keys, prefix)
        last = bisect_left(self._keys, prefix + "\U0010ffff")
        # A phrase may be there for several of its words.
        several = heapq.nsmallest(4 * limit, self._order[first:last])
        ranks = dict.fromkeys(rank for _, rank in several)
        return tuple(self._completions[rank] for rank in list(ranks)[:limit])


def _plain(text: str, is_open: bool = False) -> str:
    """Folded words with one space between; an open text keeps the space that ends it."""
    words = _SEPARATORS.sub(" ", fold(text))
    return words.lstrip() if is_open else words.strip()


def _word_starts(key: str) -> list[int]:
    return [0, *(at + 1 for at, letter in enumerate(key) if letter == " ")]


def _sound(folded: str) -> str:
    for spelling, sound in _SAME_SOUND:
        folded = folded.replace(spelling, sound)
    return folded
