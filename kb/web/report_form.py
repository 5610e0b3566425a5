"""The form that reports an error: what was typed → a report, or what is wrong with each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.feedback import KINDS, LONGEST, LONGEST_EMAIL, SHORTEST

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
TRAP = "strona"
"""A field that people do not see; what fills it in is a program."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The fields as typed; `errors`: name of a field → what to do about it."""

    kind: str = ""
    text: str = ""
    email: str = ""
    trapped: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


def read_report(values: Mapping[str, str]) -> ReportForm:
    """Read and check the fields of the form."""
    kind = values.get("co", "")
    text = cleaned(values.get("tresc", ""))
    email = values.get("email", "").strip()
    errors = {}
    if kind not in KINDS:
        errors["co"] = "Wybierz, czego dotyczy zgłoszenie."
    problem = text_problem(text, SHORTEST)
    if problem:
        errors["tresc"] = problem
    if email and (len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email)):
        errors["email"] = "Wpisz pełny adres, np. imie@example.pl, albo zostaw to pole puste."
    return ReportForm(kind, text, email, bool(values.get(TRAP)), errors)


def text_problem(text: str, shortest: int) -> str:
    """What is wrong with the length of a text; empty when nothing is."""
    if not text:
        return "Napisz, co trzeba poprawić."
    if len(text) < shortest:
        return f"Napisz trochę więcej: co najmniej {shortest} znaków."
    if len(text) > LONGEST:
        return f"Skróć tekst: ma {len(text)} znaków, a może mieć najwyżej {LONGEST}."
    return ""


def cleaned(text: str) -> str:
    """A typed text without spaces around and with plain line ends."""
    return text.replace("\r\n", "\n").strip()
