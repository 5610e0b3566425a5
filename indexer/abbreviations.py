"""Abbreviations with Polish endings: NGO-sów, ngosy, ngo'sy, JST-ach, BIP-ie."""

import re
from collections.abc import Callable, Iterable

from indexer.folding import fold

_ENDING = re.compile(
    r"(?P<mark>[-'’`\u2010\u2011]?)"
    r"(?:u|ie|em|ami|ach|om|ow|owi|y|s|sy|sie|sow|sami|som|sach|sem|sowi|a|e|i|ze|owiec|owcy)"
)
_SEPARATORS = re.compile(r"[\W_]+")

SHORTEST_WITH_GLUED_ENDING = 3
"""Letters of an abbreviation that may carry an ending without a hyphen (ngosy)."""


class Abbreviations:
    """The abbreviations of a field.

    One that is also a word ("BO", "CIS") is an abbreviation in a document only in capitals; in a
    query, where nobody holds Shift, always. `is_word` tells whether a lower-case string is a word.
    """

    def __init__(self, spellings: Iterable[str], is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        joined = (_SEPARATORS.sub("", fold(spelling)) for spelling in spellings)
        self.surfaces = frozenset(surface for surface in joined if surface)
        self._also_words = frozenset(surface for surface in self.surfaces if is_word(surface))

    def read(self, written: str, folded: str, any_case: bool) -> str | None:
        """The surface of the abbreviation that a word is a form of; `None` if of none."""
        joined = _SEPARATORS.sub("", folded)
        if joined in self.surfaces:
            is_sure = any_case or joined not in self._also_words or written[:2].isupper()
            return joined if is_sure else None
        for cut in range(len(folded) - 1, 1, -1):
            base = folded[:cut]
            if base not in self.surfaces:
                continue
            ending = _ENDING.fullmatch(folded, cut)
            if ending is not None and self._may_carry(base, ending["mark"], written, folded):
                return base
        return None

    def _may_carry(self, base: str, mark: str, written: str, folded: str) -> bool:
        if mark:
            return True
        if written[: len(base)].isupper() and not written.isupper():
            return True
        return len(base) >= SHORTEST_WITH_GLUED_ENDING and not self._is_word(folded)
