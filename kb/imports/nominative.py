"""Polish names of events back in the nominative: "ogłoszenia wyników" → "ogłoszenie wyników"."""

import re
import threading
from functools import lru_cache
from typing import Any

try:
    import morfeusz2
except ImportError:  # no wheel for this platform
    morfeusz2 = None

_LOCK = threading.Lock()
_ENDINGS = {"n": "e", "f": "a"}
_GERUND = re.compile(r"(?P<stem>\w{3,}[nc]i)(?:a|u|em)")
_CASES = frozenset({"gen", "loc", "inst"})
_MOST_ADJECTIVES = 2


def nominative(phrase: str) -> str:
    """The phrase with its first noun, and adjectives before it, in the nominative singular.

    What follows the noun stays. A phrase that is not understood comes back as it was.
    """
    words = phrase.split()
    for adjectives, word in enumerate(words[: _MOST_ADJECTIVES + 1]):
        noun, gender = _noun(word.lower())
        following = words[adjectives + 1].lower() if adjectives + 1 < len(words) else ""
        if noun and not (_is_adjective(word.lower()) and _noun(following)[0]):
            changed = [_adjective(one.lower(), gender) for one in words[:adjectives]]
            return " ".join([*changed, _cased(noun, word), *words[adjectives + 1 :]])
        if not _is_adjective(word.lower()):
            break
    return phrase


def _noun(word: str) -> tuple[str, str]:
    """The nominative and gender of a singular noun; empty when the word is none."""
    readings = [tag.split(":") for _, tag in _readings(word)]
    lemmas = [lemma for lemma, _ in _readings(word)]
    if any(
        tag[0] == "ger" and "sg" in tag[1] and _CASES & {*tag[2].split(".")} for tag in readings
    ):
        gerund = _GERUND.fullmatch(word)
        return (f"{gerund['stem']}e", "n") if gerund else ("", "")
    for lemma, tag in zip(lemmas, readings, strict=True):
        if tag[0] == "subst" and tag[1] == "sg" and _CASES & {*tag[2].split(".")}:
            return lemma.partition(":")[0], tag[3].split(".")[0][0]
    return "", ""


def _is_adjective(word: str) -> bool:
    return any(tag.startswith(("adj:", "ppas:")) for _, tag in _readings(word))


def _adjective(word: str, gender: str) -> str:
    lemma = next((lm for lm, tag in _readings(word) if tag.startswith("adj:")), "").partition(":")[
        0
    ]
    if not lemma or gender not in _ENDINGS:
        return lemma or word
    stem = lemma[:-1] if lemma.endswith("y") else lemma
    return stem + _ENDINGS[gender]


def _cased(noun: str, word: str) -> str:
    return noun[0].upper() + noun[1:] if word[:1].isupper() else noun


def _readings(word: str) -> list[tuple[str, str]]:
    """Lemma and tag of every reading of a word; none without the dictionary."""
    dictionary = _dictionary()
    if dictionary is None:
        return []
    with _LOCK:
        edges = dictionary.analyse(word)
    return [(lemma, tag) for _, _, (_, lemma, tag, _, _) in edges if tag != "ign"]


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    return morfeusz2.Morfeusz(generate=False) if morfeusz2 is not None else None
