"""Moments as editors read them: in the time of Poland."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kb.documents.text import polish_date

_POLAND = ZoneInfo("Europe/Warsaw")


def polish_moment(moment: datetime) -> str:
    """`22 listopada 2026, 19:05`."""
    local = moment.astimezone(_POLAND)
    return f"{polish_date(local.date())}, {local:%H:%M}"


def polish_time(moment: datetime) -> str:
    """`19:05`."""
    return f"{moment.astimezone(_POLAND):%H:%M}"
