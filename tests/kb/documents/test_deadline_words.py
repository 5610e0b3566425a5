from datetime import date
from pathlib import Path

import pytest

from kb.documents.deadline_words import (
    COUNTING_RULES,
    MOVING_BASIS,
    counting,
    counting_basis,
    fixed_day_note,
    month_heading,
    shift_note,
    weekday,
)
from kb.documents.deadlines import DueDate, due_dates
from kb.library import Library, load_library
from kb.settings import bundled_standards
from tests.kb.documents.test_deadlines import CHAIN, deadline


def due(start: date, **given: str) -> DueDate:
    (found,) = due_dates([deadline(**given)], {"wplyw-oferty": start})
    return found


@pytest.mark.parametrize(
    ("start", "note"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 8, 29), "5 września 2026 wypada w sobotę – przesunięto na poniedziałek"),
        (
            date(2026, 11, 4),
            "11 listopada 2026 wypada w środę (Narodowe Święto Niepodległości)"
            " – przesunięto na czwartek",
        ),
    ],
)
def test_a_shift_is_told(start: date, note: str | None) -> None:
    assert shift_note(due(start, term="7 dni")) == note


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({"bound": "przez"}, "Wypada w sobotę. Końca okresu nie przesuwamy."),
        ({"bound": "najwczesniej"}, "Wypada w sobotę. Najwcześniejszego dnia nie przesuwamy."),
    ],
)
def test_what_is_not_shifted_is_told(given: dict[str, str], note: str) -> None:
    assert shift_note(due(date(2026, 8, 29), term="7 dni", **given)) == note


def test_notice_before_an_event_names_the_last_working_day() -> None:
    found = due(date(2026, 9, 13), term="7 dni", direction="przed")
    assert shift_note(found) == (
        "Wypada w niedzielę. Terminu liczonego wstecz nie przesuwamy: "
        "zdąż do piątku 4 września 2026."
    )


def test_fixed_days_name_the_last_working_day_before() -> None:
    assert fixed_day_note(date(2026, 11, 30)) is None
    assert fixed_day_note(date(2026, 1, 31)) == (
        "Wypada w sobotę. Stałej daty nie przesuwamy: zdąż do piątku 30 stycznia 2026."
    )


def test_the_counting_is_told_with_its_start() -> None:
    first, after, _ = due_dates(CHAIN, {"wplyw-oferty": date(2026, 9, 1)})
    assert counting(first) == "7 dni roboczych po 1 września 2026 (wpływ oferty)"
    assert counting(after) == ("7 dni po 10 września 2026 (ostatni dzień terminu „publikacja”)")
    (known,) = due_dates(CHAIN, {"publikacja": date(2026, 9, 3)})
    assert counting(known) == "7 dni po 3 września 2026 (publikacja)"


def test_days_and_months_are_named() -> None:
    assert weekday(date(2026, 9, 10)) == "czwartek"
    assert month_heading(date(2026, 9, 10)) == "Wrzesień 2026"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path(bundled_standards()))


def test_every_basis_of_counting_is_a_provision_of_a_listed_act(library: Library) -> None:
    weeks = due(date(2026, 9, 1), term="2 tygodnie")
    days = due(date(2026, 9, 1), term="2 dni")
    for basis in (MOVING_BASIS, counting_basis(weeks), counting_basis(days)):
        citations = library.citations.parse(basis)
        assert citations is not None, basis
        assert [c.act.slug for c in citations] == ["kpa", "kc"]
        assert not any(library.citations.missing(citation) for citation in citations)


def test_every_rule_but_what_is_not_moved_cites_law(library: Library) -> None:
    cited = [len(list(library.citations.find(rule))) for rule in COUNTING_RULES]
    assert cited == [2, 2, 1, 2, 0, 2]
