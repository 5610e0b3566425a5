"""Dictionary forms of Polish words: Morfeusz 2, and Snowball stems beside it.

Morfeusz (Woliński 2014, dictionary SGJP) comes as a wheel; where none fits the machine, words have
stems only and `Lemmatiser.identity` says so, so that an index made with one is not read with the
other.
"""

import threading
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from typing import Protocol

import snowballstemmer

from indexer.folding import fold

try:
    import morfeusz2
except ImportError:  # no wheel for this platform
    morfeusz2 = None

LONGEST_WORD = 40
"""Letters; longer strings are no Polish words and are not analysed."""

CACHED_WORDS = 50_000

_OBSOLETE = ("daw.", "przest.", "rzad.", "arch.")
"""Qualifiers of SGJP for readings that count only when a word has no other."""


class _Dictionary(Protocol):
    def analyse(
        self, text: str
    ) -> list[tuple[int, int, tuple[str, str, str, list[str], list[str]]]]:
        """Edges `start, end, (form, lemma, tag, names, qualifiers)` of a text."""

    def dict_id(self) -> str:
        """Name and date of the dictionary."""


def _open_dictionary() -> _Dictionary | None:
    if morfeusz2 is None:
        return None
    dictionary: _Dictionary = morfeusz2.Morfeusz(
        praet="composite", generate=False, expand_dot=False, expand_underscore=False
    )
    return dictionary


class Lemmatiser:
    """Lemmas and stems of single words. Safe to use from many threads."""

    def __init__(self, use_dictionary: bool = True) -> None:
        self._lock = threading.Lock()
        self._dictionary = _open_dictionary() if use_dictionary else None
        self._stemmer = snowballstemmer.stemmer("polish")
        self._stemmer.maxCacheSize = 0  # the cache below is bounded and safe under threads
        self._lemmas = lru_cache(maxsize=CACHED_WORDS)(self._look_up)
        self.stem = lru_cache(maxsize=CACHED_WORDS)(self._stem)

    @property
    def identity(self) -> str:
        """What analyses words here, with versions; changes when results may change."""
        snowball = f"snowball-{version('snowballstemmer')}"
        if self._dictionary is None:
            return f"{snowball}-only"
        return f"morfeusz2-{version('morfeusz2')}+{self._dictionary.dict_id()}+{snowball}"

    def lemmas(self, word: str) -> tuple[str, ...]:
        """Every lemma of a lower-case word with its accents, folded; empty if it is unknown.

        Without a dictionary the stem stands for the lemma.
        """
        return self._lemmas(word)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this lower-case word."""
        return self._dictionary is not None and bool(self._lemmas(word))

    def look_up(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Known words among `words` → lemmas; one pass, nothing remembered: for spellings tried."""
        if self._dictionary is None:
            return {}
        with self._lock:
            edges = self._dictionary.analyse(" ".join(words))
        readings: dict[str, list[tuple[str, bool]]] = {}
        for _, _, (form, lemma, tag, _, qualifiers) in edges:
            if tag != "ign":
                readings.setdefault(form, []).append((lemma, _is_obsolete(qualifiers)))
        return {form: _lemmas(found) for form, found in readings.items()}

    def _look_up(self, word: str) -> tuple[str, ...]:
        if not 0 < len(word) <= LONGEST_WORD:
            return ()
        if self._dictionary is None:
            return (self.stem(fold(word)),)
        # A reading of the whole word has it as its form; parts (ktoś = kto + ś) have not.
        return self.look_up((word,)).get(word, ())

    def _stem(self, folded: str) -> str:
        """Snowball stem of a folded word (stemming before folding finds fewer forms)."""
        if len(folded) > LONGEST_WORD:
            return folded
        with self._lock:
            stem: str = self._stemmer.stemWord(folded)
        return stem


def _lemmas(readings: list[tuple[str, bool]]) -> tuple[str, ...]:
    """Folded lemmas of a word's readings; obsolete ones only when there are no others."""
    usual = [lemma for lemma, is_obsolete in readings if not is_obsolete]
    chosen = usual or [lemma for lemma, _ in readings]
    return tuple(dict.fromkeys(fold(_without_homonym_mark(lemma)) for lemma in chosen))


def _without_homonym_mark(lemma: str) -> str:
    """`rad:A` and `rad:S` are homonyms told apart after a colon."""
    return lemma.split(":", 1)[0] or lemma


def _is_obsolete(qualifiers: list[str]) -> bool:
    return any(mark in qualifier for qualifier in qualifiers for mark in _OBSOLETE)
