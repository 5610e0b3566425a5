"""Deadlines in running text: "w terminie 21 dni od ogłoszenia", "do 30 listopada". Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.documents.model import Bound
from kb.documents.text import plural

_NUMBERS = {
    "jednego": 1, "dwóch": 2, "trzech": 3, "czterech": 4, "pięciu": 5, "sześciu": 6, "siedmiu": 7,
    "ośmiu": 8, "dziewięciu": 9, "dziesięciu": 10, "dwunastu": 12, "czternastu": 14,
    "piętnastu": 15, "dwudziestu jeden": 21, "dwudziestu": 20, "trzydziestu": 30,
    "czterdziestu": 40, "sześćdziesięciu": 60, "dziewięćdziesięciu": 90,
}  # fmt: skip
_UNITS: dict[str, tuple[str, str, str]] = {
    "working": ("dzień roboczy", "dni robocze", "dni roboczych"),
    "day": ("dzień", "dni", "dni"),
    "week": ("tydzień", "tygodnie", "tygodni"),
    "month": ("miesiąc", "miesiące", "miesięcy"),
    "year": ("rok", "lata", "lat"),
}
_MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia"),
    *("września", "października", "listopada", "grudnia"),
)
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})(?:\s*\([^)]{{1,30}}\))?"
_UNIT = (
    r"(?P<unit>(?P<working>dni\s+robocz\w+|dnia\s+roboczego)"
    r"|(?P<day>dni(?:\s+kalendarzowych)?|dnia(?:\s+kalendarzowego)?)"
    r"|(?P<week>tygodni(?:a|e)?)|(?P<month>miesi[ęą]c\w*)|(?P<year>lat|lata|roku))"
)
_LEAD = (
    r"(?P<lead>w\s+terminie(?:\s+do)?|w\s+ciągu|w\s+przeciągu|(?:nie\s+później|najpóźniej)\s+niż"
    r"(?:\s+w\s+terminie|\s+w\s+ciągu|\s+na)?|najpóźniej(?:\s+w\s+ciągu|\s+na)?|do|co\s+najmniej"
    r"(?:\s+na)?|nie\s+(?:krótszy|krócej|wcześniej)\s+niż|przez(?:\s+okres)?|na)"
)
_LINK = (
    r"(?:(?:,\s*)?licząc\s+)?(?P<link>od|po|przed)"
    r"(?:\s+(?:dnia|dniu|dniem|daty|dacie|datą|momentu|momencie|chwili|terminu|terminem))?"
)
_EVENT = r"(?P<event>[^\W\d_][^.,;:()\n]{2,90})"
_PERIOD = re.compile(rf"\b{_LEAD}\s+(?:{_COUNT}\s+)?{_UNIT},?\s+{_LINK}\s+{_EVENT}", re.IGNORECASE)
_YEARLY = re.compile(
    rf"\bdo\s+(?:dnia\s+)?(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})"
    r"(?P<after>\s+(?:każdego|danego|bieżącego|następnego|roku)\b[^.,;:()\n]{0,50})?(?!\s*\d{4})",
    re.IGNORECASE,
)
_EVENT_ENDS = re.compile(
    r"\s+(?:oraz|albo|lub|a|i|który|która|które|jeżeli|jeśli|gdy|z\s+zastrzeżeniem|na\s+piśmie"
    r"|w\s+terminie|w\s+ciągu|składa|przekazuje|publikuje|ogłasza|zawiera|wzywa|podpisuje"
    r"|(?-i:\w+ć|Zlecenio\w+|Organizacja|Oferent|Urząd|Gmina|Wójt|Burmistrz|Prezydent|Komisja))"
    r"(?:\s+.*)?$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:jej|jego|ich|tej|tego|tych)\s+", re.IGNORECASE)
_MOST_WORDS = 9
_SENTENCE_END = re.compile(
    r"(?<!\bDz)(?<!\bnp)(?<!\btj)(?<!\bin)(?<!\bm)\.\s+(?=[„(\[]?[A-ZĄĆĘŁŃÓŚŹŻ])|\n"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deadline as it stands in a text.

    Either `term` ("21 dni") with `event` in the case of the text, or `yearly` ("11-30"). `lead` is
    what its sentence says before it, `sentence` the whole.
    """

    text: str
    sentence: str
    lead: str
    term: str | None = None
    event: str | None = None
    direction: Literal["po", "przed"] = "po"
    bound: Bound = "najpozniej"
    yearly: str | None = None


def find_phrases(text: str) -> Iterator[Phrase]:
    """Every deadline of a text that can be counted, in order."""
    for sentence in _SENTENCE_END.split(text):
        words = " ".join(sentence.split())
        for match in _PERIOD.finditer(words):
            phrase = _period(match, words)
            if phrase is not None:
                yield phrase
        for match in _YEARLY.finditer(words):
            phrase = _yearly(match, words)
            if phrase is not None:
                yield phrase


def _period(match: re.Match[str], sentence: str) -> Phrase | None:
    unit = next(name for name in _UNITS if match[name])
    count = _count(match["count"])
    lead = " ".join(match["lead"].lower().split())
    if count is None or (lead in ("na", "do") and match["link"].lower() == "po"):
        return None
    said = " ".join(_EVENT_ENDS.sub("", match["event"]).split()[:_MOST_WORDS])
    event = _OWNER.sub("", said)
    if len(event) < 4:
        return None
    end = match.start("event") + len(said)
    before = match["link"].lower() == "przed"
    return Phrase(
        text=sentence[match.start() : end],
        sentence=sentence,
        lead=sentence[: match.start()].strip(" ,;:–-"),
        term=f"{count} {plural(count, *_UNITS[unit])}",
        event=event,
        direction="przed" if before else "po",
        bound=_bound(lead, before=before),
    )


def _count(text: str | None) -> int | None:
    if text is None:
        return 1
    count = int(text) if text.isdigit() else _NUMBERS[text.lower()]
    return count or None


def _bound(lead: str, *, before: bool) -> Bound:
    """At least so long before an event is at the latest so long before it."""
    if lead.startswith("przez"):
        return "przez"
    if lead.startswith(("co najmniej", "nie krótszy", "nie krócej", "nie wcześniej")):
        return "najpozniej" if before else "najwczesniej"
    return "najpozniej"


def _yearly(match: re.Match[str], sentence: str) -> Phrase | None:
    day, month = int(match["day"]), _MONTHS.index(match["month"].lower()) + 1
    if not 1 <= day <= _LAST_DAYS[month - 1]:
        return None
    return Phrase(
        text=match[0].strip(),
        sentence=sentence,
        lead=sentence[: match.start()].strip(" ,;:–-"),
        yearly=f"{month:02}-{day:02}",
    )
