from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.calendar_pl import (
    FIRST_DAY,
    LAST_DAY,
    add_months,
    add_working_days,
    day_in_year,
    holiday_name,
    is_free,
    next_working_day,
    previous_working_day,
)

days = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 5),  # Easter Sunday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 3),
        date(2026, 5, 24),  # Pentecost
        date(2026, 6, 4),  # Corpus Christi
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 3, 29),  # Easter Monday
        date(2027, 5, 27),  # Corpus Christi
        date(2025, 4, 21),  # Easter Monday
        date(2025, 6, 19),  # Corpus Christi
    ],
)
def test_public_holidays_are_named_and_free(day: date) -> None:
    assert holiday_name(day)
    assert is_free(day)


def test_a_year_has_fourteen_holidays_from_2025_and_thirteen_before() -> None:
    def count(year: int) -> int:
        first = date(year, 1, 1)
        return sum(holiday_name(first + timedelta(days=n)) is not None for n in range(365))

    assert count(2026) == 14
    assert count(2025) == 14
    assert count(2023) == 13


@pytest.mark.parametrize("year", [2019, 2021, 2024])
def test_24_december_was_a_working_day_before_2025(year: int) -> None:
    assert not is_free(date(year, 12, 24))


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_24_december_is_free_from_2025(year: int) -> None:
    assert holiday_name(date(year, 12, 24)) == "Wigilia Bożego Narodzenia"


def test_saturdays_and_sundays_are_free_without_a_name() -> None:
    assert is_free(date(2026, 9, 5))
    assert is_free(date(2026, 9, 6))
    assert holiday_name(date(2026, 9, 6)) is None


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 9, 1), 7, date(2026, 9, 10)),
        (date(2026, 4, 2), 2, date(2026, 4, 7)),  # Friday before Easter, then past Easter Monday
        (date(2026, 6, 3), 1, date(2026, 6, 5)),  # past Corpus Christi
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # past 11 November
        (date(2024, 12, 23), 1, date(2024, 12, 24)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # Thursday 24th to Sunday 27th are free
        (date(2026, 12, 28), -1, date(2026, 12, 23)),
        (date(2026, 9, 6), 1, date(2026, 9, 7)),
    ],
)
def test_working_days_are_counted_past_weekends_and_holidays(
    start: date, count: int, end: date
) -> None:
    assert add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 10), -2, date(2025, 11, 10)),
    ],
)
def test_months_end_on_the_matching_day_or_the_last(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_29_february_is_28_february_in_a_common_year() -> None:
    assert day_in_year(2, 29, 2027) == date(2027, 2, 28)
    assert day_in_year(2, 29, 2028) == date(2028, 2, 29)


@given(days)
def test_the_nearest_working_days_stand_around_a_day(day: date) -> None:
    before, after = previous_working_day(day), next_working_day(day)
    assert before <= day <= after
    assert not is_free(before)
    assert not is_free(after)
    assert (before == day == after) == (not is_free(day))


@given(days, st.integers(1, 60))
def test_counting_working_days_forth_and_back_returns(day: date, count: int) -> None:
    start = next_working_day(day)
    assert add_working_days(add_working_days(start, count), -count) == start


@given(days, st.integers(1, 60))
def test_so_many_working_days_are_passed(day: date, count: int) -> None:
    end = add_working_days(day, count)
    passed = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(not is_free(each) for each in passed) == count
