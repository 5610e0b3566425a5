from datetime import date

from kb.search_log import AskedQuery
from kb.search_report import report_data, report_lines

SINCE = date(2026, 9, 1)
ROWS = [
    AskedQuery("maly grant", 12, 0, 0),
    AskedQuery("pozwolenie na budowe", 5, 5, 0),
    AskedQuery("lijw ankieta", 3, 0, 2),
]


def test_the_report_lists_what_is_asked_most_and_what_goes_wrong() -> None:
    text = "\n".join(report_lines(ROWS, SINCE))
    assert "Zapytania od 1 września 2026" in text
    most, _, rest = text.partition("BEZ WYNIKÓW")
    empty, _, few = rest.partition("MAŁO WYNIKÓW (najwyżej 2)")
    assert "12 razy  maly grant" in most
    assert "5 razy  pozwolenie na budowe" in empty
    assert "maly grant" not in empty
    assert "2 razy  lijw ankieta" in few


def test_the_report_says_why_rare_queries_are_left_out() -> None:
    text = " ".join(report_lines([], SINCE))
    assert "co najmniej 3 razy" in text
    assert text.count("(nic)") == 3


def test_the_report_for_programs_holds_the_same() -> None:
    data = report_data(ROWS, SINCE)
    assert data["since"] == "2026-09-01"
    assert [row["query"] for row in data["most_frequent"]] == [row.query for row in ROWS]
    assert [row["query"] for row in data["without_results"]] == ["pozwolenie na budowe"]
    assert [row["query"] for row in data["few_results"]] == ["lijw ankieta"]
