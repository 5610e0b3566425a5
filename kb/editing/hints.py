"""What is said beside a field while somebody types: how a citation or a deadline is read. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from kb.documents.deadline_words import shift_note, weekday
from kb.documents.deadlines import due_dates, event_start, next_yearly, parse_term
from kb.documents.law import Citation, CitationParser
from kb.documents.model import Bound, Deadline
from kb.documents.problems import nearest
from kb.documents.text import DIACRITICS, plural, polish_date
from kb.documents.vocabulary import Act

_LOOSE_MARK = re.compile(r"\b(art|ust|lit)\b\.?\s*(?=[\da-z§])", re.IGNORECASE)
_ACT_NAME = re.compile(r"^(?P<provisions>.*\d[a-z]{0,3}(?:\s+lit\.\s*[a-z])?)\s+(?P<act>\D.*)$")
_WORDS = {
    form: number
    for number, forms in {
        1: ("jeden", "jednego"),
        2: ("dwa", "dwie", "dwoch"),
        3: ("trzy", "trzech"),
        4: ("cztery", "czterech"),
        5: ("piec", "pieciu"),
        6: ("szesc", "szesciu"),
        7: ("siedem", "siedmiu"),
        8: ("osiem", "osmiu"),
        9: ("dziewiec", "dziewieciu"),
        10: ("dziesiec", "dziesieciu"),
        14: ("czternascie", "czternastu"),
        21: ("dwadziescia jeden", "dwudziestu jeden"),
        30: ("trzydziesci", "trzydziestu"),
    }.items()
    for form in forms
}
_UNITS = (
    (re.compile(r"robocz"), ("dzień roboczy", "dni robocze", "dni roboczych")),
    (re.compile(r"(?<![a-z])(?:dni|dzien)"), ("dzień", "dni", "dni")),
    (re.compile(r"tydz|tygodn"), ("tydzień", "tygodnie", "tygodni")),
    (re.compile(r"miesi"), ("miesiąc", "miesiące", "miesięcy")),
    (re.compile(r"\brok|\blat"), ("rok", "lata", "lat")),
)
_MOST_DIGITS = 3
_KNOWN_PERIODS = {"pol roku": "6 miesięcy", "kwartal": "3 miesiące"}

_BOUNDS: Mapping[Bound, str] = {
    "najpozniej": "najpóźniej",
    "najwczesniej": "najwcześniej",
    "przez": "do dnia",
}


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article of a citation; `title` is `None` when `acts.yaml` does not list it."""

    number: str
    title: str | None


@dataclass(frozen=True, slots=True)
class ReadCitation:
    """One provision as it was read; `text` is the part of the field it was read from."""

    text: str
    act: str
    act_title: str
    slug: str
    articles: tuple[ReadArticle, ...]

    @property
    def known(self) -> bool:
        """Whether the act lists every article."""
        return all(article.title is not None for article in self.articles)


@dataclass(frozen=True, slots=True)
class CitationHint:
    """How a field of citations is read; `problem` and `remedy` are those of `kb check`, or `None`.

    `suggestion` is a text for the whole field that can be read, when one is near.
    """

    read: tuple[ReadCitation, ...]
    problem: str | None = None
    remedy: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineHint:
    """How a deadline is read: `read` says it in Polish with an example, empty when it cannot be.

    `problem` and `remedy` are those of `kb check`; `suggestion` is a period for the field `term`.
    """

    read: str
    problem: str | None = None
    remedy: str | None = None
    suggestion: str | None = None


def citation_hint(text: str, citations: CitationParser, acts: Mapping[str, Act]) -> CitationHint:
    """How the text of a citation field is read; an empty text is no mistake."""
    if not text.strip():
        return CitationHint(())
    parsed = citations.parse(text)
    if parsed is None:
        return CitationHint(
            (),
            f"nie da się odczytać przepisu „{text.strip()}”",
            "wpisz np. „art. 19a ust. 1 UDPP”; kilka przepisów rozdziel średnikiem",
            next(_nearby(text, citations, acts), None),
        )
    read = tuple(_read(citation) for citation in parsed)
    for citation in parsed:
        missing = citations.missing(citation)
        if missing:
            return CitationHint(
                read,
                f"w acts.yaml nie ma art. {', '.join(missing)} {citation.act.short}",
                "sprawdź numer albo dopisz artykuł do vocabulary/acts.yaml",
            )
    return CitationHint(read)


def deadline_hint(row: Mapping[str, Any], day: date) -> DeadlineHint:
    """How a row of a deadline is read, when its event happens on `day`.

    `row` holds the fields of `Deadline` as a form has them; those that say nothing of the date may
    be missing. A period counted from another deadline is shown as if that one ended on `day`.
    """
    term, yearly = str(row.get("term") or "").strip(), str(row.get("yearly") or "").strip()
    if term and parse_term(term) is None:
        return DeadlineHint(
            "",
            f"nie da się policzyć „{term}”",
            "wpisz liczbę i jednostkę, np. „7 dni roboczych”, „1 miesiąc”",
            _period(term),
        )
    deadline = _deadline(row)
    if deadline is None:
        return DeadlineHint("")
    if yearly:
        following = next_yearly(yearly, day)
        return DeadlineHint(
            f"Co roku. Najbliższy: {polish_date(following)} ({weekday(following)})."
        )
    return DeadlineHint(_example(deadline, day) if term else "")


def _read(citation: Citation) -> ReadCitation:
    found = ((number, citation.act.article(number)) for number in citation.articles)
    open_list = citation.act.kind != "ustawa" and not citation.act.articles
    articles = tuple(
        ReadArticle(number, article.title if article else "" if open_list else None)
        for number, article in found
    )
    act = citation.act
    return ReadCitation(citation.text, act.short, act.name, act.slug, articles)


def _nearby(text: str, citations: CitationParser, acts: Mapping[str, Act]) -> Iterator[str]:
    """Texts near to this one that can be read as citations."""
    tidy = " ".join(_LOOSE_MARK.sub(lambda match: f"{match[1].lower()}. ", text).split())
    by_semicolons = re.sub(r",\s*(?=(?:art\.|§))", "; ", tidy)
    for candidate in (tidy, by_semicolons):
        named = "; ".join(_with_known_act(part, acts) for part in candidate.split("; "))
        for wording in (candidate, named):
            if citations.parse(wording) is not None:
                yield wording


def _with_known_act(part: str, acts: Mapping[str, Act]) -> str:
    """The provision with the short name of the act that was most likely meant."""
    match = _ACT_NAME.match(part)
    if match is None:
        return part
    names = {name: act for act in acts.values() for name in (act.short, act.name, *act.aliases)}
    meant = nearest(match["act"], names)
    return f"{match['provisions']} {names[meant].short}" if meant is not None else part


def _period(text: str) -> str | None:
    """A period near to what was typed: "siedmiu dni kalendarzowych" → "7 dni"."""
    words = text.lower().translate(DIACRITICS)
    if words in _KNOWN_PERIODS:
        return _KNOWN_PERIODS[words]
    forms = next((forms for pattern, forms in _UNITS if pattern.search(words)), None)
    if forms is None:
        return None
    amount = _amount(words)
    return f"{amount} {plural(amount, *forms)}" if amount else None


def _amount(words: str) -> int:
    """The number in a text, in digits or in words; one when there is none."""
    digits = re.search(r"\d+", words)
    if digits is not None:
        return int(digits[0]) if len(digits[0]) <= _MOST_DIGITS else 0
    return next((number for form, number in reversed(_WORDS.items()) if form in words), 1)


def _deadline(row: Mapping[str, Any]) -> Deadline | None:
    """The deadline with stand-ins for what does not decide its date; `None` with mistakes."""
    filled = {key: value for key, value in row.items() if value not in (None, "")}
    named = {"id": "termin", "title": "termin", "rule": "reguła", "who": "urzad"}
    try:
        return Deadline.model_validate({**filled, **named})
    except ValidationError:
        return None


def _example(deadline: Deadline, day: date) -> str:
    """The day on which the period ends when its event, or the deadline before it, is on `day`."""
    event = deadline.event or "zdarzenie"
    counted = deadline.model_copy(update={"event": event, "after": None})
    (due,) = due_dates([counted], {event_start(event).id: day})
    start = f"termin „{deadline.after}”" if deadline.after else f"„{event}”"
    said = (
        f"Gdy {start} wypadnie {polish_date(day)}: {_BOUNDS[deadline.bound]} "
        f"{polish_date(due.day)} ({weekday(due.day)})."
    )
    note = shift_note(due)
    return f"{said} {note.rstrip('.')}." if note else said
