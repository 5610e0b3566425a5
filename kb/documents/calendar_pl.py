"""Working days and public holidays of Poland. Pure.

A day is free by law when it is a Sunday or a holiday of the act of 18 January 1951 on days free
from work (24 December from 2025). Working days are Monday to Friday without those holidays.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2090, 12, 31)
"""The days from which dates are counted; the holidays behind them are known up to 2100."""

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=128)
def _holidays(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("PL", years=year, language="pl", expand=False))


def holiday_name(day: date) -> str | None:
    """The name of the public holiday of that day; an ordinary Sunday has none."""
    return _holidays(day.year).get(day)


def is_free(day: date) -> bool:
    """Whether a period that ends that day runs on: a Saturday, a Sunday or a public holiday."""
    return day.weekday() >= _SATURDAY or holiday_name(day) is not None


def next_working_day(day: date) -> date:
    """That day, or the first working day after it."""
    while is_free(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """That day, or the last working day before it."""
    while is_free(day):
        day -= _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that comes `count`-th after the day, or before it when `count` is negative.

    The day itself is not counted.
    """
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while is_free(day):
            day += step
    return day


def add_months(day: date, count: int) -> date:
    """The day with the same number `count` months on, or the last day of a shorter month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def day_in_year(month: int, day: int, year: int) -> date:
    """A day of the year; 29 February is the last of the month in a common year."""
    return date(year, month, min(day, monthrange(year, month)[1]))
