"""How a date was counted, in Polish words with its legal basis. Pure.

Texts that cite law are Markdown: rendered, their citations become links.
"""

from datetime import date

from babel.dates import format_date

from kb.documents.calendar_pl import holiday_name, is_free, previous_working_day
from kb.documents.deadlines import DueDate
from kb.documents.law import CitationParser, article_key
from kb.documents.model import Bound
from kb.documents.text import polish_date

_ON = (
    "w poniedziałek",
    "we wtorek",
    "w środę",
    "w czwartek",
    "w piątek",
    "w sobotę",
    "w niedzielę",
)
_TO = ("poniedziałek", "wtorek", "środę", "czwartek", "piątek")
_UNTIL = ("poniedziałku", "wtorku", "środy", "czwartku", "piątku")

BOUNDS: dict[Bound, str] = {
    "najpozniej": "najpóźniej",
    "najwczesniej": "najwcześniej",
    "przez": "trwa do",
}
"""How a date binds, in a word or two before it."""

_NOT_MOVED: dict[Bound, str] = {
    "najpozniej": "Terminu liczonego wstecz nie przesuwamy",
    "najwczesniej": "Najwcześniejszego dnia nie przesuwamy",
    "przez": "Końca okresu nie przesuwamy",
}

MOVING_BASIS = "art. 57 § 4 KPA; art. 115 KC"
"""Why an end on a free day is moved."""

COUNTING_RULES = (
    "Dnia zdarzenia nie liczymy: pierwszy dzień terminu to dzień następny "
    "(art. 57 § 1 KPA; art. 111 § 2 KC).",
    "Termin w tygodniach kończy się w dniu o tej samej nazwie, a termin w miesiącach lub latach "
    "w dniu o tej samej liczbie; gdy takiego dnia nie ma – w ostatnim dniu miesiąca "
    "(art. 57 § 2–3a KPA; art. 112 KC).",
    "Dni robocze to dni od poniedziałku do piątku bez świąt "
    "(art. 1 UDW, ustawa o dniach wolnych od pracy). Wigilia, 24 grudnia, jest wolna od 2025 r.",
    "Gdy termin „najpóźniej” kończy się w sobotę, w niedzielę albo w święto, przesuwamy go na "
    "najbliższy dzień roboczy (art. 57 § 4 KPA; art. 115 KC).",
    "Nie przesuwamy najwcześniejszych dni, okresów trwania, terminów liczonych wstecz ani stałych "
    "dat w roku: przesunięcie skróciłoby czas, który ktoś ma mieć.",
    "Art. 57 KPA dotyczy spraw administracyjnych, a art. 110–116 KC umów i innych czynności prawa "
    "cywilnego. Oba sposoby dają tu tę samą datę.",
)
"""The rules of counting, as told to readers."""


def unverified(citations: CitationParser) -> tuple[str, ...]:
    """The provisions on counting whose wording still waits to be checked, act by act."""
    found: dict[str, set[str]] = {}
    for citation in citations.find(f"art. 57 KPA, {MOVING_BASIS}, art. 111–112 KC"):
        for number in citation.articles:
            article = citation.act.article(number)
            if article is not None and article.do_weryfikacji:
                found.setdefault(citation.act.short, set()).add(number)
    return tuple(
        f"art. {', '.join(sorted(numbers, key=article_key))} {act}"
        for act, numbers in found.items()
    )


def weekday(day: date) -> str:
    """`czwartek`."""
    return format_date(day, "EEEE", locale="pl")


def month_heading(day: date) -> str:
    """`Listopad 2026`."""
    return format_date(day, "LLLL y", locale="pl").capitalize()


def counting(due: DueDate) -> str:
    """`7 dni roboczych po 1 września 2026 (wpływ oferty)`."""
    start = due.start.label
    if due.start.is_deadline and not due.known:
        start = f"ostatni dzień terminu „{start}”"
    term = due.deadline.term or ""
    return f"{term} {due.deadline.direction} {polish_date(due.start_day)} ({start})"


def counting_basis(due: DueDate) -> str:
    """The provisions by which the period was counted."""
    if due.term.unit in ("day", "working_day"):
        return "art. 57 § 1 KPA; art. 111 KC"
    return "art. 57 § 2–3a KPA; art. 112 KC"


def shift_note(due: DueDate) -> str | None:
    """What was done with an end on a free day; `None` when it is a working day."""
    if due.moved:
        to = _TO[due.day.weekday()]
        return f"{polish_date(due.ends)} wypada {_on(due.ends)} – przesunięto na {to}"
    if not is_free(due.day):
        return None
    note = f"Wypada {_on(due.day)}. {_NOT_MOVED[due.deadline.bound]}"
    if due.deadline.bound == "najpozniej":
        note += f": zdąż do {_last_chance(due.day)}"
    return f"{note}."


def fixed_day_note(day: date) -> str | None:
    """What to do when a fixed day of the year is free; `None` when it is a working day."""
    if not is_free(day):
        return None
    return f"Wypada {_on(day)}. Stałej daty nie przesuwamy: zdąż do {_last_chance(day)}."


def _on(day: date) -> str:
    name = holiday_name(day)
    return f"{_ON[day.weekday()]} ({name})" if name else _ON[day.weekday()]


def _last_chance(day: date) -> str:
    before = previous_working_day(day)
    return f"{_UNTIL[before.weekday()]} {polish_date(before)}"
