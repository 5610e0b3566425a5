"""Small rules of Polish text: slugs, no-break spaces, sorting, dates and plural forms."""

import re
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

DIACRITICS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
"""Polish letters to the plain ones beside them on the keyboard."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_BREAK = re.compile(
    r"(?<![\w\u00a0])([aiouwzAIOUWZ]|art\.|ust\.|pkt|poz\.|nr|lit\.|§|Dz\.U\.)[ \n](?=\S)"
)
_UNITS = "zł|dni|dzień|miesiąc|miesiące|miesięcy|lat|lata|rok"
_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada"
    "|grudnia"
)
_AFTER_NUMBER = re.compile(rf"(?<=\d)[ \n](?=\d{{3}}(?!\d)|(?:{_UNITS}|{_MONTHS})\b|r\.|%)")
_ALPHABET = {letter: rank for rank, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}
_POLISH = Locale("pl")


def slugify(text: str) -> str:
    """`Najczęstsze błędy` → `najczestsze-bledy`."""
    return _NOT_SLUG.sub("-", text.translate(DIACRITICS).lower()).strip("-")


def no_break_spaces(text: str) -> str:
    """Keep one-letter words, marks of provisions and numbers with what they belong to."""
    return _AFTER_NUMBER.sub("\u00a0", _NO_BREAK.sub("\\1\u00a0", text))


@lru_cache(maxsize=32_768)
def polish_key(text: str) -> str:
    """A string that sorts as a Polish dictionary does, numbers by value: art. 9 before art. 10."""
    return "".join(
        part.zfill(8) if part.isdigit() else _rank(part)
        for part in re.findall(r"\d+|\D", text.lower())
    )


def _rank(letter: str) -> str:
    """Signs and spaces first, digits as they are, then letters in the order of the alphabet."""
    if letter in _ALPHABET:
        return chr(ord("A") + _ALPHABET[letter])
    return " " if not letter.isalnum() else letter


@lru_cache(maxsize=4096)
def polish_date(day: date) -> str:
    """`22 listopada 2026`."""
    return format_date(day, "d MMMM y", locale="pl")


def typeset_date(day: date) -> str:
    """The same with day and month on one line."""
    return no_break_spaces(polish_date(day))


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form that goes with the number: 1 wynik, 2 wyniki, 5 wyników (CLDR rules)."""
    return {"one": one, "few": few}.get(_POLISH.plural_form(count), many)
