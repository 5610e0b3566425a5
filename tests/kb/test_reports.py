import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.library import Library, load_library
from kb.report_commands import report
from kb.reports import ReviewRow, review
from kb.settings import read_settings

NEW = "p2o1/maly-grant/2026-09-01.md"
OLD = "p2o1/maly-grant/2025-01-01.md"
REVIEW_BY = "review_by: 2027-02-28"


@pytest.fixture
def library(content: Any) -> Library:
    return load_library(content.root)


@pytest.fixture
def run() -> Any:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(report, list(arguments), obj=read_settings())

    return invoke


def of(rows: tuple[ReviewRow, ...], path: str, *reasons: str) -> list[ReviewRow]:
    return [row for row in rows if row.path == path and row.reason in reasons]


def test_every_doubt_of_a_document_in_force_is_reported(library: Library) -> None:
    rows = of(review(library, date(2026, 11, 22)), NEW, "to_verify")
    version = library.standards["maly-grant"].versions[-1]
    assert [(row.what, row.why) for row in rows] == [
        (doubt.what, doubt.reason) for doubt in version.meta.do_weryfikacji
    ]
    assert {(row.title, row.owner, row.due) for row in rows} == {
        ("Mały grant (art. 19a)", version.meta.owner, None)
    }


def test_archived_versions_and_drafts_are_left_out(library: Library) -> None:
    assert of(review(library, date(2026, 11, 22)), OLD, "to_verify", "overdue") == []
    assert of(review(library, date(2026, 8, 31)), NEW, "to_verify", "due_soon") == []
    assert of(review(library, date(2026, 8, 31)), OLD, "to_verify") != []


def test_doubts_of_vocabularies_are_reported(library: Library) -> None:
    rows = review(library, date(2026, 11, 22))
    expected = {
        "vocabulary/areas.yaml": [a.do_weryfikacji for a in library.vocabulary.areas.values()],
        "vocabulary/groups.yaml": [g.do_weryfikacji for g in library.vocabulary.groups.values()],
        "vocabulary/glossary.yaml": [
            t.do_weryfikacji for t in library.vocabulary.glossary.values()
        ],
        "vocabulary/acts.yaml": [
            article.do_weryfikacji
            for act in library.vocabulary.acts.values()
            for article in act.articles
        ],
    }
    for path, doubts in expected.items():
        assert [row.why for row in of(rows, path, "to_verify")] == [d for d in doubts if d]
        assert any(doubts)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 12, 29), None),
        (date(2026, 12, 30), "due_soon"),
        (date(2027, 2, 28), "due_soon"),
        (date(2027, 3, 1), "overdue"),
    ],
)
def test_a_review_is_announced_sixty_days_ahead(
    library: Library, day: date, reason: str | None
) -> None:
    rows = of(review(library, day), NEW, "due_soon", "overdue")
    assert [row.reason for row in rows] == ([reason] if reason else [])
    assert [row.due for row in rows] == ([date(2027, 2, 28)] if reason else [])


def test_overdue_reviews_come_first_and_the_longest_overdue_before_them(content: Any) -> None:
    content.replace(NEW, REVIEW_BY, "review_by: 2026-11-22")
    rows = review(load_library(content.root), date(2027, 12, 1))
    reasons = [row.reason for row in rows]
    assert reasons == sorted(reasons, key=["overdue", "due_soon", "to_verify"].index)
    assert rows[0].path == NEW
    assert rows[0].what == "Przegląd do 22 listopada 2026"


def test_report_is_printed_under_documents(run: Any, content: Any) -> None:
    result = run("review", "--day", "2027-03-01", "--standards", str(content.root))
    assert result.exit_code == 0
    overdue, _, rest = result.output.partition("DO WERYFIKACJI")
    assert overdue.startswith("PRZEGLĄD PO TERMINIE\n\nMały grant (art. 19a) (" + NEW)
    assert "  • Numery ustępów art. 19a po zmianie\n" in rest
    assert "do weryfikacji, " in result.output.splitlines()[-1]


def test_report_speaks_to_machines(run: Any, content: Any) -> None:
    where = ("--standards", str(content.root), "--day", "2027-03-01")
    rows = json.loads(run("review", "--json", *where).output)
    assert set(rows[0]) == {"reason", "path", "title", "owner", "what", "why", "due"}
    assert (rows[0]["reason"], rows[0]["due"]) == ("overdue", "2027-02-28")


def test_bundled_content_has_its_doubts_listed(run: Any) -> None:
    result = run("review")
    assert result.exit_code == 0
    assert "vocabulary/acts.yaml" in result.output
