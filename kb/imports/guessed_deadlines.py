"""Deadlines of a text as data that a document could hold; a person says which of them do. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.documents.law import CitationParser
from kb.documents.text import slugify
from kb.imports.deadline_phrases import Phrase, find_phrases
from kb.imports.nominative import nominative
from kb.imports.remarks import quote

_PARTIES = (
    (r"\bkomisj", "komisja"),
    (r"\brad[aęy] (?:działalności )?pożytku", "rada-pozytku"),
    (r"\brad[aęy] (?:gminy|powiatu|miasta|miejsk)|\bsejmik", "rada"),
    (r"\bwójt|\bburmistrz|\bprezydent|\bzarząd|\bstarost|\bmarszał", "organ-wykonawczy"),
    (r"\borganizacj|\boferent|\bzleceniobior|\bstowarzysz|\bfundacj|\bwnioskodaw", "organizacja"),
    (r"\bmieszka", "mieszkancy"),
)


@dataclass(frozen=True, slots=True)
class GuessedDeadline:
    """A deadline found: `data` as it would stand in the document, `quote` its sentence."""

    data: Mapping[str, Any]
    quote: str


def guessed_deadlines(text: str, parser: CitationParser) -> Iterator[GuessedDeadline]:
    """Every deadline that can be counted, once; names of acts in the text are short."""
    seen: set[tuple[object, ...]] = set()
    ids: set[str] = set()
    for phrase in find_phrases(text):
        event = nominative(phrase.event) if phrase.event else None
        same = (phrase.term, event, phrase.yearly, phrase.direction)
        if same in seen:
            continue
        seen.add(same)
        data = _deadline_data(phrase, event, parser)
        data["id"] = _free_id(slugify(str(data["title"]))[:60].strip("-"), ids)
        ids.add(data["id"])
        yield GuessedDeadline(data, quote(phrase.sentence, 240))


def deadline_label(data: Mapping[str, Any]) -> str:
    """`21 dni po: ogłoszenie wyników`, `co roku do 30 listopada`."""
    if data.get("yearly"):
        month, day = (int(part) for part in str(data["yearly"]).split("-"))
        return f"co roku do {day}.{month:02}"
    return f"{data['term']} {data.get('direction', 'po')}: {data['event']}"


def _deadline_data(phrase: Phrase, event: str | None, parser: CitationParser) -> dict[str, Any]:
    basis = [
        citation.text
        for citation in parser.find(phrase.sentence)
        if citation.articles and not parser.missing(citation)
    ]
    basis = [text for text in basis if parser.parse(text) is not None]
    fixed: dict[str, Any] = {"yearly": phrase.yearly} if phrase.yearly else {}
    counted = {"event": event, "term": phrase.term} if phrase.term else {}
    moved = {"direction": phrase.direction} if phrase.direction == "przed" else {}
    bound = {"bound": phrase.bound} if phrase.bound != "najpozniej" else {}
    return {
        "id": "",
        "title": _deadline_title(phrase, event),
        "rule": phrase.text[0].lower() + phrase.text[1:],
        "who": _party(phrase),
        **fixed,
        **counted,
        **moved,
        **bound,
        **({"basis": basis[0]} if basis else {}),
        "level": "ustawowy" if basis else "podstawowy",
    }


def _deadline_title(phrase: Phrase, event: str | None) -> str:
    """What is to be done, as its sentence says before the deadline; else when."""
    lead = quote(phrase.lead.rpartition(",")[2].strip(" –-"), 70)
    if len(lead) >= 8:
        return lead[0].upper() + lead[1:]
    if event is not None and phrase.term is not None:
        return (
            f"{phrase.term} {'przed' if phrase.direction == 'przed' else 'po'}: {quote(event, 60)}"
        )
    return phrase.text[0].upper() + phrase.text[1:]


def _party(phrase: Phrase) -> str:
    """Whom the deadline binds: who is named nearest before it, or at all; else the office."""
    for words in (phrase.lead, phrase.sentence):
        named = [
            (match.start(), party)
            for pattern, party in _PARTIES
            for match in re.finditer(pattern, words, re.IGNORECASE)
        ]
        office = [(match.start(), "urzad") for match in re.finditer(r"\burząd\b", words, re.I)]
        if named or office:
            return min([*named, *office])[1]
    return "urzad"


def _free_id(wanted: str, taken: set[str]) -> str:
    name, count = wanted or "termin", 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name
