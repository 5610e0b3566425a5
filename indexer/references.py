"""Articles of acts and positions of the Journal of Laws, read as single exact tokens.

`art. 19a`, `art 19 a`, `art19a`, `artykułu 19a` and a bare `19a` are `art19a`; `ust.`, `pkt` and
`lit.` that follow extend it: `art. 5 ust. 2 pkt 7` gives `art5`, `art5ust2`, `art5ust2pkt7`.
A range names everything it spans. `Dz. U. z 2003 r. Nr 96, poz. 873` is `dzu2003poz873`.
Works on text folded letter by letter (`indexer.folding.fold_aligned`).
"""

import re
from dataclasses import dataclass

WIDEST_RANGE = 100
"""Articles that a range may span; anything wider is no range."""

_NUMBER = r"[0-9]{1,9}"
_UNITS = r"ust|pkt|lit|dn|zl|km|kg|ha|cm|mm|mb|gb|mln|tys"
UNIT_AFTER_NUMBER = rf"(?:{_UNITS}|r\b)"
"""What may be written to a number without a space and is no letter of an article."""

_GLUED = rf"(?:(?!{_UNITS})[a-z]{{1,4}}(?![^\W_]))?"
_DASH = r"\s*[-\u2010-\u2015]\s*"
# A letter after a space belongs to the number unless it is a word or begins a phrase of its own.
_SPACED = (
    r"(?:\s+(?:[b-hj-npqrstvxy]|a(?!\s+(?:art|takze|nie|jesli|jezeli|gdy|wiec|zatem)\b|\s*§))"
    r"(?![^\W_]|\.[a-z]))?"
)

JOURNAL = (
    r"\b(?:dz\.?\s*u\b\.?|dzu(?=[0-9])|dziennik\w*\s+ustaw\b)"
    r"[\s.]*(?:z\s+)?(?P<year>[12][0-9]{3})\s*(?:r\b\.?|roku)?[\s,.]*"
    r"(?:(?:nr|numer)?\.?\s*[0-9]{1,3}[\s,.]+(?=poz|[0-9]))?"
    r"(?:poz(?:\.|ycj\w*)?\s*)?(?P<position>[0-9]{1,5})(?![0-9])"
)
MARK = (
    r"\b(?:art\.|art(?=[\s0-9])|artykul\w*)\s*(?=[0-9])|§+\s*(?=[0-9])"
    r"|\b(?:ust(?:\.|ep\w*)?|pkt\.?|punk(?:t|tu|tem|cie)\b)\s*(?=[0-9])"
)
BARE = (
    rf"(?<![^\W_])(?=[0-9]{{1,4}}[a-z]{{0,3}}\s*ust\.?\s*[0-9])"
    rf"|(?<![^\W_])(?=[0-9]{{1,3}}(?!{UNIT_AFTER_NUMBER})[a-z]{{1,2}}(?![^\W_]))"
)

_JOURNAL = re.compile(JOURNAL)
_MORE_POSITIONS = re.compile(
    r"\s*(?:,|/|\bi\b|\boraz\b)\s*(?P<position>[0-9]{1,5})(?=\s*(?:$|[,;)/\]]|\.(?![0-9])|i\b|oraz\b))"
)
_ITEM = re.compile(
    rf"(?P<first>{_NUMBER})(?P<letters>{_GLUED}{_SPACED})"
    rf"(?:{_DASH}(?P<last>{_NUMBER})(?P<last_letters>{_GLUED})(?![^\W_]))?"
)
_LETTER_ITEM = re.compile(
    r"(?P<first>[a-z]{1,2})(?P<letters>)(?![^\W_])(?P<last>(?!))?(?P<last_letters>)"
)
_SUBUNIT = re.compile(
    r"\s*,?\s*(?:(?:i|oraz|lub|albo|w)\s+)?"
    r"(?:(?P<unit>ust|pkt)(?:ep\w*)?\.?\s*(?=[0-9])|(?P<lit>lit)\.?\s*(?=[a-z]{1,2}(?![^\W_])))"
)
_SEPARATOR = re.compile(r"\s*(?:[,;/]|\b(?:i|oraz|lub|albo)\b)\s*(?=[0-9])")
# A bare number goes on a list of articles only if no noun follows it ("art. 15, 14 dni").
_LIST_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:)\]\u2010-\u2015/-]"
    r"|(?:i|oraz|lub|albo|ust|pkt|ustawy|udpp|ufp|usg|usp|usw|udip|uzd|kpa|kc|rodo)\b)"
)
_UNIT_OF_MARK = {"art": "art", "§": "par", "ust": "ust", "pkt": "pkt", "pun": "pkt"}
_LEVELS = {"art": 0, "par": 0, "ust": 1, "pkt": 2, "lit": 3}
_WIDER_FORM = re.compile(r"(?:dzu[0-9]{4}|(?:art|par)[0-9]+[a-z]*?)((?:poz|ust|pkt|lit)[0-9a-z]+)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start:end`; several `surfaces` stand for one place (a range)."""

    start: int
    end: int
    surfaces: tuple[str, ...]


def read_journal(text: str, start: int) -> tuple[Reference, ...]:
    """The positions in the Journal of Laws cited at `start`, which matches `JOURNAL`."""
    match = _JOURNAL.match(text, start)
    if match is None:
        return ()
    year = match["year"]
    found = [Reference(start, match.end(), (_journal_surface(year, match["position"]),))]
    while more := _MORE_POSITIONS.match(text, found[-1].end):
        surface = _journal_surface(year, more["position"])
        found.append(Reference(more.start("position"), more.end(), (surface,)))
    return tuple(found)


def read_articles(text: str, start: int, numbers_at: int) -> tuple[Reference, ...]:
    """The units of an act cited at `start`, whose first number stands at `numbers_at`.

    With `start == numbers_at` the number has no mark before it and is taken for an article.
    """
    unit = "art" if start == numbers_at else _unit_of(text[start:numbers_at])
    path: tuple[str, ...] = ()
    found: list[Reference] = []
    is_marked = True
    at = numbers_at
    while item := (_LETTER_ITEM if unit == "lit" else _ITEM).match(text, at):
        path = tuple(part for part in path if _LEVELS[part[:3]] < _LEVELS[unit])
        surfaces = ["".join(path) + unit + number for number in _span(item)]
        if not is_marked and unit != "art" and item["letters"]:
            # "art. 2 pkt 5, 16a" may go on with an article
            surfaces.append(f"art{item['first']}{_letters(item)}")
        found.append(Reference(start, item.end(), tuple(dict.fromkeys(surfaces))))
        path += (unit + item["first"] + _letters(item),)
        if subunit := _SUBUNIT.match(text, item.end()):
            unit = subunit["unit"] or "lit"
            is_marked, start, at = (
                True,
                subunit.start(unit if unit == "lit" else "unit"),
                subunit.end(),
            )
            continue
        separator = _SEPARATOR.match(text, item.end())
        if separator is None or not _is_on_list(text, separator.end()):
            break
        is_marked, start, at = False, separator.end(), separator.end()
    return tuple(found)


def wider_forms(surface: str) -> tuple[str, ...]:
    """What else an index should hold for a reference: its last part alone (`ust5`, `poz873`)."""
    match = _WIDER_FORM.fullmatch(surface)
    if match is None:
        return ()
    return (re.split(r"(?=ust|pkt|lit|poz)", match[1])[-1],)


def _journal_surface(year: str, position: str) -> str:
    return f"dzu{year}poz{int(position)}"


def _unit_of(mark: str) -> str:
    return "par" if mark.startswith("§") else _UNIT_OF_MARK[mark[:3]]


def _letters(item: re.Match[str]) -> str:
    return item["letters"].strip()


def _span(item: re.Match[str]) -> list[str]:
    """Every number from the first to the last of a range; one number when it is no range."""
    first, last = item["first"], item["last"]
    letters, last_letters = _letters(item), item["last_letters"]
    begins = first + letters
    if last is None:
        return [begins]
    ends = last + last_letters
    if first == last and len(letters) <= 1 and len(last_letters) == 1 and letters <= last_letters:
        from_letter = ord(letters or "a")
        between = [first + chr(code) for code in range(from_letter, ord(last_letters) + 1)]
        return list(dict.fromkeys([begins, *between]))
    if not int(first) < int(last) <= int(first) + WIDEST_RANGE:
        return [begins, ends]
    between = [str(number) for number in range(int(first) + 1, int(last))]
    return [begins, *between, ends]


def _is_on_list(text: str, at: int) -> bool:
    item = _ITEM.match(text, at)
    if item is None:
        return False
    return bool(item["letters"].strip()) or _LIST_GOES_ON.match(text, item.end()) is not None
