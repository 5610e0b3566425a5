"""Terms of deadlines: "7 dni roboczych" → a number and a unit. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "working_day", "week", "month", "year"]

_TERM = re.compile(
    r"(?P<amount>\d{1,3}) (?:(?P<working_day>dzień roboczy|dni robocze|dni roboczych)"
    r"|(?P<day>dzień|dni)|(?P<week>tydzień|tygodnie|tygodni)"
    r"|(?P<month>miesiąc|miesiące|miesięcy)|(?P<year>rok|lata|lat))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A period: `amount` of `unit`."""

    amount: int
    unit: Unit


def parse_term(text: str) -> Term | None:
    """Read a period written in Polish; `None` when it is not one."""
    match = _TERM.fullmatch(text.strip().replace("\u00a0", " "))
    if match is None or int(match["amount"]) == 0:
        return None
    units: tuple[Unit, ...] = ("working_day", "day", "week", "month", "year")
    return Term(int(match["amount"]), next(unit for unit in units if match[unit]))
