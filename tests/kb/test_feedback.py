import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from kb.database import Database
from kb.feedback import Feedback, Report, Tally, kind_of, retention_start
from kb.report_commands import report as report_command
from kb.settings import Settings, bundled_standards

OLD = date(2025, 1, 15)
NEW = date(2026, 11, 20)
VERSION = date(2026, 9, 1)


def kept(day: date = NEW, text: str = "Termin jest zły.", email: str | None = None) -> Report:
    return Report(day, "maly-grant", VERSION, "przepis", text, email)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(standards=bundled_standards(), var=tmp_path)


@pytest.fixture
def feedback(settings: Settings) -> Feedback:
    return Feedback(Database(settings.database_url))


def test_reports_come_back_newest_first_in_another_process(
    feedback: Feedback, settings: Settings
) -> None:
    feedback.report(kept(OLD, "Stare."))
    feedback.report(kept(email="jan@example.pl"))
    again = Feedback(Database(settings.database_url))
    assert again.reports() == [kept(email="jan@example.pl"), kept(OLD, "Stare.")]


def test_votes_are_counted_by_standard(feedback: Feedback) -> None:
    for slug, helped in (("a", True), ("a", True), ("b", False), ("a", False), ("b", False)):
        feedback.vote(NEW, slug, VERSION, helped=helped)
    assert feedback.tallies() == [Tally("b", 0, 2), Tally("a", 2, 1)]


def test_old_addresses_are_erased_and_the_texts_stay(feedback: Feedback) -> None:
    feedback.report(kept(OLD, "Stare.", "jan@example.pl"))
    feedback.report(kept(email="ewa@example.pl"))
    feedback.forget_addresses(date(2026, 1, 1))
    assert [(r.text, r.email) for r in feedback.reports()] == [
        ("Termin jest zły.", "ewa@example.pl"),
        ("Stare.", None),
    ]


@pytest.mark.parametrize(
    ("today", "months", "start"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
    ],
)
def test_retention_counts_months_back(today: date, months: int, start: date) -> None:
    assert retention_start(today, months) == start


def test_an_unknown_kind_counts_as_something_else() -> None:
    assert kind_of("przepis") == "przepis"
    assert kind_of("x") == "inne"


def test_a_database_that_does_not_answer_is_told_without_what_was_written(tmp_path: Path) -> None:
    feedback = Feedback(Database(f"sqlite:///{tmp_path / 'brak' / 'baza.sqlite'}"))
    with pytest.raises(OperationalError) as raised:
        feedback.report(kept(text="Tajne dane"))
    assert "Tajne" not in str(raised.value)


def test_editors_see_reports_and_votes_on_the_command_line(
    feedback: Feedback, settings: Settings
) -> None:
    feedback.report(kept(date.today(), email="ewa@example.pl"))
    feedback.report(kept(date(2020, 1, 1), "Bardzo stare.", "jan@example.pl"))
    feedback.vote(NEW, "maly-grant", VERSION, helped=False)
    told = CliRunner().invoke(report_command, ["feedback"], obj=settings)
    assert told.exit_code == 0
    assert "Przepis jest nieaktualny" in told.output
    assert "Odpowiedz na: ewa@example.pl" in told.output
    assert "jan@example.pl" not in told.output
    assert "maly-grant: tak 0, nie 1" in told.output
    assert "Razem: 2 zgłoszenia, 1 głos." in told.output

    data = json.loads(
        CliRunner().invoke(report_command, ["feedback", "--json"], obj=settings).output
    )
    assert [row["text"] for row in data["reports"]] == ["Termin jest zły.", "Bardzo stare."]
    assert data["helped"] == [{"standard": "maly-grant", "yes": 0, "no": 1}]


def test_the_command_line_tells_when_the_database_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "baza.sqlite").write_bytes(b"to nie jest baza danych" * 100)
    settings = Settings(standards=bundled_standards(), var=tmp_path)
    told = CliRunner().invoke(report_command, ["feedback"], obj=settings)
    assert told.exit_code == 1
    assert "KB_DATABASE" in told.output
