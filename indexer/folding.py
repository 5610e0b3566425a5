"""Letters without accents: lower case, Polish diacritics with ł, and every other accent."""

import re
import unicodedata

_WITHOUT_DECOMPOSITION = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t"}
"""Letters whose stroke Unicode does not take apart (NFD leaves ł as it is)."""

INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200d\ufeff"
"""Range of a regular expression: combining marks, soft hyphen, zero-width characters."""

_INVISIBLE_PATTERN = re.compile(f"[{INVISIBLE}]")


class _FoldTable(dict[int, str]):
    """Code point → one character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        lowered = character.lower()
        if len(lowered) > 1:
            lowered = lowered[0]
        if lowered not in _WITHOUT_DECOMPOSITION and not unicodedata.combining(lowered):
            parts = unicodedata.normalize("NFKD", lowered)
            bases = [part for part in parts if not unicodedata.combining(part)]
            if len(bases) == 1:
                lowered = bases[0].lower()[:1]
        folded = _WITHOUT_DECOMPOSITION.get(lowered, lowered)
        self[code] = folded
        return folded


_TABLE = _FoldTable()


def fold_aligned(text: str) -> str:
    """Fold letter by letter: the result has the length of `text`, so offsets stay valid.

    Combining marks and other invisible characters are kept where they are.
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> str:
    """Fold to lower case without accents; invisible characters are dropped.

    Keeps the length of any text in NFC without soft hyphens.
    """
    folded = fold_aligned(text)
    return folded if folded.isascii() else _INVISIBLE_PATTERN.sub("", folded)


def lower_case(text: str) -> str:
    """Lower case in NFC, accents kept, invisible characters dropped: what a dictionary knows."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text).lower()
    return _INVISIBLE_PATTERN.sub("", composed)
