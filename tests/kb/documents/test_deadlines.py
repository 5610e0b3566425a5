from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.calendar_pl import FIRST_DAY, is_free
from kb.documents.deadlines import (
    Term,
    due_dates,
    end_of,
    next_yearly,
    parse_term,
    starts,
)
from kb.documents.model import Deadline

SEPTEMBER = date(2026, 9, 1)  # a Tuesday


def deadline(name: str = "termin", **given: Any) -> Deadline:
    values = {"title": name, "rule": "reguła", "who": "urzad", "event": "wpływ oferty"}
    if "after" in given or "yearly" in given:
        values.pop("event")
    return Deadline(id=name, **{**values, **given})


def day_of(only: Deadline, start: date) -> date:
    (due,) = due_dates([only], {"wplyw-oferty": start})
    return due.day


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("7 dni roboczych", Term(7, "working_day")),
        ("1 dzień", Term(1, "day")),
        ("21 dni", Term(21, "day")),
        ("2 tygodnie", Term(2, "week")),
        ("1 miesiąc", Term(1, "month")),
        ("3 lata", Term(3, "year")),
    ],
)
def test_periods_are_read(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize("text", ["", "niezwłocznie", "0 dni", "siedem dni", "7", "7 dni temu"])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    assert parse_term(text) is None


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("7 dni roboczych", SEPTEMBER, date(2026, 9, 10)),
        ("7 dni", SEPTEMBER, date(2026, 9, 8)),
        ("2 tygodnie", SEPTEMBER, date(2026, 9, 15)),
        ("1 miesiąc", SEPTEMBER, date(2026, 10, 1)),
        ("1 rok", SEPTEMBER, date(2027, 9, 1)),
        ("2 lata", date(2028, 2, 29), date(2030, 2, 28)),
        ("7 dni", date(2026, 12, 3), date(2026, 12, 10)),
        ("7 dni roboczych", date(2026, 12, 17), date(2026, 12, 30)),
    ],
)
def test_periods_end_where_they_should(term: str, start: date, end: date) -> None:
    assert day_of(deadline(term=term), start) == end


@pytest.mark.parametrize(
    ("start", "end", "moved_to"),
    [
        (date(2026, 8, 29), date(2026, 9, 5), date(2026, 9, 7)),  # Saturday
        (date(2026, 8, 30), date(2026, 9, 6), date(2026, 9, 7)),  # Sunday
        (date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 12)),  # Independence Day
        (date(2026, 3, 28), date(2026, 4, 4), date(2026, 4, 7)),  # Saturday before Easter
        (date(2026, 5, 28), date(2026, 6, 4), date(2026, 6, 5)),  # Corpus Christi
        (date(2026, 12, 17), date(2026, 12, 24), date(2026, 12, 28)),  # Christmas Eve
        (date(2024, 12, 17), date(2024, 12, 24), date(2024, 12, 24)),  # not yet free
    ],
)
def test_an_end_on_a_free_day_moves_on(start: date, end: date, moved_to: date) -> None:
    (due,) = due_dates([deadline(term="7 dni")], {"wplyw-oferty": start})
    assert (due.ends, due.day, due.moved) == (end, moved_to, end != moved_to)


@pytest.mark.parametrize(
    ("given", "start", "day"),
    [
        ({"bound": "najwczesniej", "term": "21 dni"}, date(2026, 8, 15), date(2026, 9, 5)),
        ({"bound": "przez", "term": "7 dni"}, date(2026, 8, 29), date(2026, 9, 5)),
        ({"direction": "przed", "term": "7 dni"}, date(2026, 9, 12), date(2026, 9, 5)),
    ],
)
def test_other_deadlines_stay_on_the_free_day(
    given: dict[str, str], start: date, day: date
) -> None:
    (due,) = due_dates([deadline(**given)], {"wplyw-oferty": start})
    assert due.day == day
    assert not due.moved
    assert is_free(due.day)


def test_days_are_counted_back_from_an_event() -> None:
    before = deadline(term="3 dni robocze", direction="przed")
    assert day_of(before, date(2026, 11, 16)) == date(2026, 11, 10)
    assert day_of(deadline(term="2 miesiące", direction="przed"), date(2026, 12, 31)) == date(
        2026, 10, 31
    )


CHAIN = (
    deadline("uwagi", after="publikacja", term="7 dni"),
    deadline("publikacja", term="7 dni roboczych"),
    deadline("decyzja", term="30 dni"),
    deadline("stala", yearly="11-30"),
)


def test_a_chain_is_counted_from_the_last_day_of_what_it_follows() -> None:
    found = due_dates(CHAIN, {"wplyw-oferty": SEPTEMBER})
    assert [(due.deadline.id, due.day, due.known) for due in found] == [
        ("publikacja", date(2026, 9, 10), True),
        ("uwagi", date(2026, 9, 17), False),
        ("decyzja", date(2026, 10, 1), True),
    ]


def test_the_day_on_which_a_deadline_was_met_counts_for_what_follows() -> None:
    found = due_dates(CHAIN, {"publikacja": date(2026, 9, 3)})
    assert [(due.deadline.id, due.day, due.known) for due in found] == [
        ("uwagi", date(2026, 9, 10), True)
    ]
    both = due_dates(CHAIN, {"wplyw-oferty": SEPTEMBER, "publikacja": date(2026, 9, 3)})
    assert [due.day.day for due in both] == [10, 10, 1]


def test_what_dates_are_counted_from_is_named_once_events_first() -> None:
    assert [start.id for start in starts(CHAIN)] == ["wplyw-oferty", "publikacja"]
    assert [start.is_deadline for start in starts(CHAIN)] == [False, True]


def test_nothing_known_gives_no_dates() -> None:
    assert due_dates(CHAIN, {}) == ()


def test_deadlines_that_follow_each_other_in_a_circle_give_no_dates() -> None:
    circle = [deadline("a", after="b", term="7 dni"), deadline("b", after="a", term="7 dni")]
    assert due_dates(circle, {}) == ()


@pytest.mark.parametrize(
    ("yearly", "day", "occurrence"),
    [
        ("11-30", date(2026, 11, 22), date(2026, 11, 30)),
        ("11-30", date(2026, 11, 30), date(2026, 11, 30)),
        ("11-30", date(2026, 12, 1), date(2027, 11, 30)),
        ("05-31", date(2026, 11, 22), date(2027, 5, 31)),
        ("02-29", date(2026, 11, 22), date(2027, 2, 28)),
    ],
)
def test_fixed_days_of_the_year_give_the_next_occurrence(
    yearly: str, day: date, occurrence: date
) -> None:
    assert next_yearly(yearly, day) == occurrence


terms = st.builds(
    Term,
    st.integers(1, 60),
    st.sampled_from(["day", "working_day", "week", "month", "year"]),
)
days = st.dates(FIRST_DAY, date(2030, 12, 31))
words = {"day": "dni", "working_day": "dni roboczych", "week": "tygodni", "month": "miesięcy"}


@given(terms, days)
def test_a_period_ends_after_its_start_and_begins_before_it(term: Term, start: date) -> None:
    assert end_of(term, start, "przed") < start < end_of(term, start, "po")


@given(terms, days)
def test_a_later_start_never_gives_an_earlier_end(term: Term, start: date) -> None:
    assert end_of(term, start) <= end_of(term, start + timedelta(days=1))


@given(st.integers(1, 999), st.sampled_from(sorted(words)), st.dates(FIRST_DAY, date(2010, 12, 31)))
def test_what_is_due_at_the_latest_is_due_on_a_working_day(
    amount: int, unit: str, start: date
) -> None:
    (due,) = due_dates([deadline(term=f"{amount} {words[unit]}")], {"wplyw-oferty": start})
    assert not is_free(due.day)
    assert due.day >= due.ends > start
