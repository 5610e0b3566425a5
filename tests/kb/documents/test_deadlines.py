import pytest

from kb.documents.deadlines import Term, parse_term


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
