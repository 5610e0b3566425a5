from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.web.calculator import calculate
from tests.kb.documents.test_deadlines import CHAIN


def test_nothing_asked_gives_an_empty_form() -> None:
    found = calculate(CHAIN, [], [])
    assert [field.label for field in found.fields] == ["Wpływ oferty", "publikacja".capitalize()]
    assert (found.asked, found.wrong, found.dates, found.query) == (False, False, (), "")


def test_an_event_without_a_day_is_not_yet_a_question() -> None:
    assert not calculate(CHAIN, ["wplyw-oferty"], []).asked


def test_a_day_gives_dates_and_the_address_of_the_question() -> None:
    found = calculate(CHAIN, ["wplyw-oferty", "publikacja"], ["2026-09-01", ""])
    assert [due.day for due in found.dates] == [
        date(2026, 9, 10),
        date(2026, 9, 17),
        date(2026, 10, 1),
    ]
    assert found.query == "zdarzenie=wplyw-oferty&data=2026-09-01"


@pytest.mark.parametrize("typed", ["1.09.2026", "2026-02-31", "jutro", "1999-12-31", "2091-01-01"])
def test_what_is_no_day_is_told_at_its_field_and_kept(typed: str) -> None:
    found = calculate(CHAIN, ["wplyw-oferty", "publikacja"], [typed, "2026-09-03"])
    assert found.wrong
    assert found.dates == ()
    first, second = found.fields
    assert (first.typed, bool(first.error)) == (typed, True)
    assert (second.day, second.error) == (date(2026, 9, 3), "")


def test_an_empty_form_sent_is_told() -> None:
    found = calculate(CHAIN, ["wplyw-oferty", "publikacja"], ["", " "])
    assert found.errors == ("Wpisz datę co najmniej jednego zdarzenia.",)


def test_an_event_of_no_deadline_is_told() -> None:
    found = calculate(CHAIN, ["koniec-swiata"], ["2026-09-01"])
    assert "koniec-swiata" in found.errors[0]
    assert found.wrong


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=4))
def test_any_input_gives_an_answer(events: list[str], days: list[str]) -> None:
    found = calculate(CHAIN, events, days)
    assert not (found.wrong and found.dates)
