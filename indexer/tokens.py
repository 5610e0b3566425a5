"""Polish text → tokens: words, numbers, abbreviations, references to articles and journals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from indexer.abbreviations import Abbreviations
from indexer.folding import INVISIBLE, fold, fold_aligned, lower_case
from indexer.lemmas import CACHED_WORDS, Lemmatiser
from indexer.references import (
    BARE,
    JOURNAL,
    MARK,
    UNIT_AFTER_NUMBER,
    Reference,
    read_articles,
    read_journal,
)

TokenKind = Literal["word", "number", "abbreviation", "article", "journal"]

LONGEST_SURFACE = 60
"""Letters of a word that are indexed; longer strings are pasted noise."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    `text` stands at `start:end` of the source (characters). `position` counts words from 0; tokens
    made of several words ("art. 19 a") take one position, and the articles of a range share one.
    `surface` is folded to lower case a–z and digits (a decimal comma stays); `lemmas` and `stem`
    are folded too, and empty for kinds that do not inflect.
    """

    text: str
    start: int
    end: int
    position: int
    kind: TokenKind
    surface: str
    lemmas: tuple[str, ...] = ()
    stem: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether nothing but this very spelling will do."""
        return self.kind in ("abbreviation", "article", "journal")


_WORD = rf"[^\W_](?:[^\W_]|[{INVISIBLE}])*"
_TOKEN = re.compile(
    rf"(?P<journal>{JOURNAL})"
    rf"|(?P<mark>{MARK})"
    rf"|(?P<bare>{BARE})"
    r"|(?P<initials>\b(?:[a-z]\.){2,}(?:[a-z]\b\.?)?)"
    r"|(?P<number>(?:(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|(?<![0-9][.,])[0-9]+[.,][0-9]+(?![.,]?[0-9])|[0-9]+)"
    rf"(?:(?![^\W_])|(?={UNIT_AFTER_NUMBER}))"
    r"(?P<scale>\s*(?:tys(?:\.|iac\w*|iec\w*|\b)|mln\b))?)"
    r"|(?P<percent>%)"
    rf"|(?P<word>{_WORD}(?:['’`\u2010\u2011-]{_WORD})*)"
)
_APOSTROPHES = re.compile("['’`]")
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_BETWEEN_HYPHENS = re.compile(r"[^-\u2010\u2011]+")
_SEPARATORS = re.compile(r"[-\u2010\u2011'’`.]")
_GROUPING = re.compile(r"[ \u00a0\u202f.](?=[0-9]{3}(?![0-9]))")
_ZEROS = {"t": 3, "m": 6}

# What a token is made of, before it has a place in a text: kind, surface, lemmas, stem.
_Word = tuple[TokenKind, str, tuple[str, ...], str]


class Tokeniser:
    """Cuts text into tokens. Immutable, safe to use from many threads."""

    def __init__(self, lemmatiser: Lemmatiser, abbreviations: Iterable[str]) -> None:
        self._lemmatiser = lemmatiser
        self.abbreviations = Abbreviations(abbreviations, is_word=lemmatiser.knows)
        self._words = lru_cache(maxsize=CACHED_WORDS)(self._read_word)

    def tokens(self, text: str, any_case: bool) -> Iterator[Token]:
        """The words of a text in order; `any_case` as in `Analyser.tokens`."""
        folded = fold_aligned(text)
        at = position = 0
        while match := _TOKEN.search(folded, at):
            start, at = match.span()
            references = _references(folded, match)
            for reference in references:
                written = text[reference.start : reference.end]
                kind: TokenKind = "journal" if match["journal"] else "article"
                for surface in reference.surfaces:
                    yield Token(written, reference.start, reference.end, position, kind, surface)
                position += 1
                at = reference.end
            if references:
                continue
            for begin, end, word in self._pieces(text[start:at], match, any_case):
                yield Token(
                    text[start + begin : start + end], start + begin, start + end, position, *word
                )
                position += 1

    def _pieces(
        self, written: str, match: re.Match[str], any_case: bool
    ) -> tuple[tuple[int, int, _Word], ...]:
        """The tokens of a match that is no reference, with their places in it."""
        if match["number"] is not None:
            return ((0, len(written), ("number", _number(match), (), "")),)
        if match["percent"] is not None:
            return ((0, len(written), self._plain_word("procent", "procent")),)
        return self._words(written, any_case)

    def _read_word(self, written: str, any_case: bool) -> tuple[tuple[int, int, _Word], ...]:
        """The tokens of a word as written; several when it is joined by hyphens."""
        size = len(written)
        folded, lower = fold(written), lower_case(written)
        abbreviation = self.abbreviations.read(written, folded, any_case)
        if abbreviation is not None:
            return ((0, size, ("abbreviation", abbreviation, (), "")),)
        if _SEPARATORS.search(folded) is None:
            return ((0, size, self._plain_word(folded, lower)),)
        joined = _SEPARATORS.sub("", folded)
        if lemmas := self._lemmatiser.lemmas(lower) if self._lemmatiser.knows(lower) else ():
            lemmas = tuple(_SEPARATORS.sub("", lemma) for lemma in lemmas)
            return ((0, size, ("word", joined, lemmas, self._lemmatiser.stem(joined))),)
        if _HYPHENS.search(folded) is None:
            # Kennedy'ego: the part before the apostrophe is the name; o.o.: initials
            base = _APOSTROPHES.split(lower)[0].replace(".", "")
            _, surface, lemmas, stem = self._plain_word(fold(base), base)
            return ((0, size, ("word", joined[:LONGEST_SURFACE], lemmas or (surface,), stem)),)
        return tuple(
            (part.start() + begin, part.start() + end, word)
            for part in _BETWEEN_HYPHENS.finditer(written)
            for begin, end, word in self._words(part[0], any_case)
        )

    def _plain_word(self, folded: str, lower: str) -> _Word:
        surface = folded[:LONGEST_SURFACE]
        if surface.isdecimal():
            return "number", surface.lstrip("0") or "0", (), ""
        return "word", surface, self._lemmatiser.lemmas(lower), self._lemmatiser.stem(surface)


def _references(folded: str, match: re.Match[str]) -> tuple[Reference, ...]:
    start, end = match.span()
    if match["journal"] is not None:
        return read_journal(folded, start)
    if match["mark"] is not None or match["bare"] is not None:
        return read_articles(folded, start, end)
    return ()


def _number(match: re.Match[str]) -> str:
    """Digits without grouping or leading zeros, a decimal comma if any; thousands written out."""
    scale = match["scale"] or ""
    digits = _GROUPING.sub("", match["number"].removesuffix(scale)).replace(".", ",")
    whole, _, fraction = digits.partition(",")
    whole = whole.lstrip("0") or "0"
    if not scale:
        return f"{whole},{fraction}" if fraction else whole
    zeros = _ZEROS[scale.strip()[0]]
    if len(fraction) > zeros:
        return f"{whole},{fraction}"
    return (whole + fraction + "0" * (zeros - len(fraction))).lstrip("0") or "0"
