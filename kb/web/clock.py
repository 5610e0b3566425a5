"""Which day it is for the reader: the calendar of Poland, wherever the server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

_POLAND = ZoneInfo("Europe/Warsaw")


def today() -> date:
    """Today in Poland, or the day the application is set to (`TODAY` in its configuration)."""
    fixed: date | None = current_app.config.get("TODAY")
    return fixed if fixed is not None else datetime.now(_POLAND).date()
