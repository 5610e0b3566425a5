import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.database import Database
from kb.search_log import add_counts
from tests.kb.conftest import Content


@pytest.fixture
def environment(content: Content, tmp_path: Path) -> dict[str, str]:
    return {"KB_STANDARDS": str(content.root), "KB_VAR": str(tmp_path / "var")}


def test_explain_tells_how_the_query_was_read_and_scored(environment: dict[str, str]) -> None:
    result = CliRunner().invoke(
        main, ["search", "co to jest mały grant", "--explain"], env=environment
    )
    assert result.exit_code == 0, result.output
    _, _, told = result.output.partition("Jak szukaliśmy")
    assert "Słowa: mały, grant" in told
    assert "Rodzaj pytania: Pytanie o znaczenie" in told
    assert "Ocena pierwszych wyników" in told
    assert " %  grant" in told


def test_without_explain_nothing_of_it_is_printed(environment: dict[str, str]) -> None:
    result = CliRunner().invoke(main, ["search", "mały grant"], env=environment)
    assert result.exit_code == 0, result.output
    assert "Jak szukaliśmy" not in result.output


def test_the_report_of_searches_is_printed_for_people_and_programs(
    environment: dict[str, str],
) -> None:
    database = Database(f"sqlite:///{environment['KB_VAR']}/baza.sqlite")
    with database.session() as session:
        add_counts(session, {("maly grant", date.today(), "found"): 4})
    database.close()
    told = CliRunner().invoke(main, ["report", "searches"], env=environment)
    assert told.exit_code == 0, told.output
    assert "4 razy  maly grant" in told.output
    data = CliRunner().invoke(
        main, ["report", "searches", "--json", "--days", "7"], env=environment
    )
    assert json.loads(data.output)["most_frequent"][0] == {
        "query": "maly grant",
        "count": 4,
        "none": 0,
        "few": 0,
    }


def test_the_report_before_the_first_search_is_empty(environment: dict[str, str]) -> None:
    result = CliRunner().invoke(main, ["report", "searches"], env=environment)
    assert result.exit_code == 0, result.output
    assert result.output.count("(nic)") == 3


def test_a_database_that_cannot_be_read_is_told_with_a_remedy(environment: dict[str, str]) -> None:
    Path(environment["KB_VAR"], "baza.sqlite").write_bytes(b"not a database" * 100)
    result = CliRunner().invoke(main, ["report", "searches"], env=environment)
    assert result.exit_code == 1
    assert "sprawdź KB_DATABASE albo KB_VAR" in result.output
