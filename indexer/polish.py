"""Polish text → tokens, and tokens → the terms of the index and of a query."""

import zlib
from collections.abc import Iterable
from functools import lru_cache

from indexer.diacritics import KnownForms, is_spelled, letter_variants
from indexer.folding import fold, lower_case
from indexer.lemmas import CACHED_WORDS, Lemmatiser
from indexer.query import Channel, Term
from indexer.references import wider_forms
from indexer.stopwords import STOP_WORDS
from indexer.tokens import Token, Tokeniser, TokenKind

__all__ = ["NO_FORMS", "Analyser", "Token", "TokenKind", "fold", "precise"]

ANALYSIS_VERSION = 1
"""Raise it with every change of this package that changes tokens or terms."""

PREFIX_LENGTH = 5
"""Letters of the prefix channel (measured: the first five)."""

MAX_LEMMAS = 12
"""Lemmas that one word of a query may stand for."""

RARE_SPELLING = 0.05
"""Spellings this much rarer than the commonest one with the same folding are not meant."""

SURE_WEIGHT = 0.5
"""Lemmas with less are left out where only the very word will do."""

GUESSED_WEIGHT = 0.7
"""Of a spelling with accents added to a word that is a word without them, too."""


NO_FORMS = KnownForms()
"""When the words of the index are not known."""


class Analyser:
    """Turns Polish text into tokens and terms. Immutable, safe to use from many threads.

    `abbreviations` are spellings as people write them ("NGO", "u.d.p.p.w."). The same analyser must
    serve the index and the queries: `version` tells whether two agree.
    """

    def __init__(
        self, abbreviations: Iterable[str] = (), lemmatiser: Lemmatiser | None = None
    ) -> None:
        self._lemmatiser = lemmatiser or Lemmatiser()
        self._tokeniser = Tokeniser(self._lemmatiser, abbreviations)
        self._abbreviations = self._tokeniser.abbreviations.surfaces
        self._index_terms = lru_cache(maxsize=CACHED_WORDS)(self._terms_of_word)
        self._guesses = lru_cache(maxsize=CACHED_WORDS // 10)(self._guess_spellings)
        listed = "\n".join([*sorted(self._abbreviations), "", *sorted(STOP_WORDS)])
        self.version = (
            f"polish-{ANALYSIS_VERSION}+{self._lemmatiser.identity}"
            f"+{zlib.crc32(listed.encode()):08x}"
        )

    def tokens(self, text: str, any_case: bool = False) -> list[Token]:
        """The words of a text in order.

        `any_case` is for queries: abbreviations that are also words count in lower case, too.
        """
        return list(self._tokeniser.tokens(text, any_case))

    def is_stop(self, token: Token) -> bool:
        """Whether a token is a function word, which is never demanded."""
        return token.kind == "word" and token.surface in STOP_WORDS

    def is_abbreviation(self, surface: str) -> bool:
        """Whether a surface form is a known abbreviation."""
        return surface in self._abbreviations

    def index_terms(self, token: Token) -> tuple[tuple[Channel, str], ...]:
        """What an index holds for a token, channel by channel.

        Only words that the dictionary does not know have a stem. Stems of known words make words
        meet that have nothing in common (umowa, umówi) and rank worse: nDCG@10 on PoQuAD (dev)
        0.860 with all stems, 0.865 with those of unknown words only.
        """
        return self._index_terms(token.kind, token.surface, token.lemmas, token.stem)

    def exact_terms(self, token: Token) -> tuple[Term, ...]:
        """Terms for a token whose spelling can be trusted: any form of it, no neighbours."""
        return precise(self.query_terms(token, NO_FORMS, may_guess=False))

    def query_terms(
        self, token: Token, known_forms: KnownForms, may_guess: bool = True
    ) -> tuple[Term, ...]:
        """Every term that stands for a token of a query, with its weight within its channel.

        Accents that were not typed are put back: from the words of the index where it has any such
        spelling, else, if `may_guess`, by trying Polish letters against the dictionary (1–3 ms for
        a word not met before).
        """
        if token.kind != "word":
            return (Term("surface", token.surface),)
        weights = self._restored_lemmas(token, known_forms, may_guess)
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_LEMMAS]
        return (
            Term("surface", token.surface),
            *(Term("lemma", lemma, weight) for lemma, weight in ranked),
            Term("stem", token.stem),
            Term("prefix", token.surface[:PREFIX_LENGTH]),
        )

    def _terms_of_word(
        self, kind: TokenKind, surface: str, lemmas: tuple[str, ...], stem: str
    ) -> tuple[tuple[Channel, str], ...]:
        if kind != "word":
            return tuple(("surface", form) for form in (surface, *wider_forms(surface)))
        terms: list[tuple[Channel, str]] = [("lemma", lemma) for lemma in lemmas or (surface,)]
        if not self.is_abbreviation(surface):  # "bo" in a text is not BO
            terms.append(("surface", surface))
        if not lemmas:
            terms.append(("stem", stem))
        terms.append(("prefix", surface[:PREFIX_LENGTH]))
        return tuple(terms)

    def _restored_lemmas(
        self, token: Token, known_forms: KnownForms, may_guess: bool
    ) -> dict[str, float]:
        """Lemma → weight in (0, 1] of every word that the typed one may be."""
        typed = lower_case(token.text)
        own = dict.fromkeys(token.lemmas or (token.surface,), 1.0)
        is_accented = typed != token.surface
        if fold(typed) != token.surface or (is_accented and self._lemmatiser.knows(typed)):
            return own
        forms = [
            (form, count)
            for form, count in known_forms.forms(token.surface)
            if is_spelled(typed, form) and self._lemmatiser.knows(form)
        ]
        if not forms:
            return {**self._guesses(typed), **own} if may_guess else own
        commonest = forms[0][1]
        weights = dict.fromkeys(own, GUESSED_WEIGHT)
        for form, count in forms:
            share = count / commonest
            if share >= RARE_SPELLING:
                for lemma in self._lemmatiser.lemmas(form):
                    weights[lemma] = max(share, weights.get(lemma, 0.0))
        return weights

    def _guess_spellings(self, typed: str) -> dict[str, float]:
        """Lemma → weight of the words that `typed` is with accents added."""
        weight = GUESSED_WEIGHT if self._lemmatiser.knows(typed) else 1.0
        known = self._lemmatiser.look_up(letter_variants(typed))
        return {lemma: weight for lemmas in known.values() for lemma in lemmas}


def precise(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms that are forms of the very word: for phrases, exclusions and synonyms.

    The stem counts only for words that no dictionary knows; their lemma is the word itself.
    """
    surfaces = {term.value for term in terms if term.channel == "surface"}
    lemmas = {term.value for term in terms if term.channel == "lemma"}
    channels = ("surface", "lemma", "stem") if lemmas <= surfaces else ("surface", "lemma")
    return tuple(
        term
        for term in terms
        if term.channel in channels and (term.channel != "lemma" or term.weight >= SURE_WEIGHT)
    )
