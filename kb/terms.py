"""Where a text uses terms of the glossary, in whatever grammatical form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.polish import Analyser
from indexer.tokens import Token
from kb.documents.vocabulary import Term

_BETWEEN_WORDS = frozenset(" \u00a0\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where it stands in a text, `start:end` in characters."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The words of a term, each by the spellings and lemmas that count for it."""

    words: tuple[frozenset[str], ...]
    term: Term


class TermFinder:
    """Finds terms by their names, listed forms, abbreviations and the lemmas of their words.

    Of terms that begin at the same word the longest counts. Abbreviations count only as written.
    """

    def __init__(self, glossary: Iterable[Term], analyser: Analyser) -> None:
        self._analyser = analyser
        self._starts: dict[str, list[_Pattern]] = defaultdict(list)
        for term in glossary:
            for pattern in self._patterns(term):
                for key in pattern.words[0]:
                    self._starts[key].append(pattern)

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions of terms in order; none overlaps another."""
        tokens = self._analyser.tokens(text)
        keys = [_keys(token) for token in tokens]
        index = 0
        while index < len(tokens):
            pattern = self._pattern_at(index, text, tokens, keys)
            if pattern is None:
                index += 1
                continue
            last = index + len(pattern.words) - 1
            yield Mention(tokens[index].start, tokens[last].end, pattern.term)
            index = last + 1

    def _pattern_at(
        self, index: int, text: str, tokens: list[Token], keys: list[frozenset[str]]
    ) -> _Pattern | None:
        candidates = [pattern for key in keys[index] for pattern in self._starts.get(key, ())]
        for pattern in sorted(candidates, key=lambda found: -len(found.words)):
            end = index + len(pattern.words)
            if (
                end <= len(tokens)
                and all(keys[index + offset] & words for offset, words in enumerate(pattern.words))
                and all(
                    _BETWEEN_WORDS.issuperset(text[before.end : after.start])
                    for before, after in pairwise(tokens[index:end])
                )
            ):
                return pattern
        return None

    def _patterns(self, term: Term) -> Iterator[_Pattern]:
        for name in (term.term, *term.forms, *([term.abbreviation] if term.abbreviation else [])):
            words = tuple(_keys(token) for token in self._analyser.tokens(name))
            if words:
                yield _Pattern(words, term)


def _keys(token: Token) -> frozenset[str]:
    """What a word may be met by: marked by kind, so that "BO" is no "bo"."""
    if token.kind != "word":
        return frozenset({f"{token.kind}:{token.surface}"})
    return frozenset((token.surface, *token.lemmas))
