"""Polish letters put back where a query was typed without them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from indexer.folding import fold

MAX_VARIANTS = 1_024
"""Spellings tried for one word at most. Of 25,009 words of an encyclopaedia 3 have more under
the rules of `letter_variants`; what else has more is no word, and would cost tens of ms."""

_MARKED = {
    "a": "ą",
    "c": "ć",
    "e": "ę",
    "l": "ł",
    "n": "ń",
    "o": "ó",
    "s": "ś",
    "z": "żź",
}
_VOWELS = frozenset("aąeęioóuy")
_BEFORE_CONSONANTS_ONLY = frozenset("ćńśź")


@dataclass(frozen=True, slots=True)
class KnownForms:
    """The words of an index as they are written: folded spelling → (lower-case form, count)."""

    by_fold: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @classmethod
    def from_words(cls, words: Mapping[str, int]) -> "KnownForms":
        """Group lower-case words, accents kept, with the number of their occurrences."""
        groups: dict[str, list[tuple[str, int]]] = {}
        for word, count in words.items():
            groups.setdefault(fold(word), []).append((word, count))
        return cls({folded: _best_first(folded, forms) for folded, forms in groups.items()})

    def forms(self, folded: str) -> tuple[tuple[str, int], ...]:
        """The spellings of a folded word, the commonest first."""
        return self.by_fold.get(folded, ())

    def display(self, folded: str) -> str:
        """The commonest spelling of a folded word; the word itself when it is not known."""
        forms = self.by_fold.get(folded)
        return forms[0][0] if forms else folded


def _best_first(folded: str, forms: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The commonest first; of spellings equally common the one with accents is the better."""
    if len(forms) > 1:
        forms = sorted(forms, key=lambda form: (-form[1], form[0] == folded, form[0]))
    return tuple(forms)


def is_spelled(typed: str, form: str) -> bool:
    """Whether `form` is `typed` with accents added and none of the typed ones changed."""
    return len(typed) == len(form) and all(
        mine == theirs or (mine == fold(theirs)) for mine, theirs in zip(typed, form, strict=True)
    )


def letter_variants(typed: str) -> Iterator[str]:
    """Spellings of a lower-case word with accents added, itself left out.

    None when there are more than `MAX_VARIANTS`.

    Follows Polish spelling: ć ń ś ź stand before consonants or at the end, ą ę never begin a word
    and follow no vowel but i (save in endings), ł does not stand before i, the digraphs cz, sz stay
    whole. Checked against the words above: all the Polish ones obey.
    """
    options = [_options(typed, at) for at in range(len(typed))]
    if math.prod(map(len, options)) > MAX_VARIANTS:
        return iter(())
    spellings = ("".join(letters) for letters in product(*options))
    return (spelling for spelling in spellings if spelling != typed)


def _options(word: str, at: int) -> str:
    letter = word[at]
    marked = _MARKED.get(letter, "")
    return letter + "".join(mark for mark in marked if _may_stand(mark, word, at))


def _may_stand(mark: str, word: str, at: int) -> bool:
    before = word[at - 1] if at else ""
    after = word[at + 1] if at + 1 < len(word) else ""
    if mark in "ąę":
        return _may_be_nasal(before, after)
    if mark == "ó":
        return bool(after) and after not in _VOWELS
    if mark == "ł":
        return after != "i"
    if mark in "żź" and before in ("c", "s"):
        return False
    if mark in _BEFORE_CONSONANTS_ONLY and after in _VOWELS:
        return False
    if mark == "ń":
        return bool(before)
    return mark in "żź" or after != "z"


def _may_be_nasal(before: str, after: str) -> bool:
    if not before or after in _VOWELS:
        return False
    # się, pięć; elsewhere after a vowel only in endings: ideę, statuę
    return before == "i" or before not in _VOWELS or not after
