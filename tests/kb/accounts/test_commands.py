import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main

PASSWORD = "cztery stokrotki na wiosnę"
CREATE = ("user", "create", "--email", "ewa@example.org", "--name", "Ewa Lis")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KB_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("KB_BASE_URL", "https://baza.example.pl")

    def invoke(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, list(arguments), input=typed)

    return invoke


def test_the_first_administrator_types_a_password_that_is_not_shown(run: Any) -> None:
    result = run(*CREATE, typed=f"krótkie\nkrótkie\n{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert "Hasło jest za krótkie" in result.output
    assert "Konto gotowe: Ewa Lis, administrator." in result.output
    assert PASSWORD not in result.output
    again = run(*CREATE, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert again.exit_code == 1
    assert "już istnieje" in again.output


def test_an_invitation_is_printed_as_a_link_of_the_site(run: Any) -> None:
    result = run(*CREATE, "--role", "redaktor", "--invite")
    assert "Jednorazowy link dla: Ewa Lis, ważny do " in result.output
    assert "\nhttps://baza.example.pl/redakcja/link/" in result.output
    newer = run("user", "invite", "ewa@example.org")
    assert newer.exit_code == 0
    assert newer.output.splitlines()[-1] != result.output.splitlines()[-1]


def test_accounts_are_listed(run: Any) -> None:
    assert "kb user create" in run("user", "list").output
    run(*CREATE, "--invite")
    expected = "ewa@example.org  Ewa Lis  administrator, czeka na przyjęcie zaproszenia\n"
    assert run("user", "list").output == expected
    assert json.loads(run("user", "list", "--json").output) == [
        {
            "email": "ewa@example.org",
            "name": "Ewa Lis",
            "role": "administrator",
            "active": True,
            "second_factor": False,
            "last_sign_in": None,
        }
    ]


def test_a_role_is_changed_and_an_account_disabled_and_enabled(run: Any) -> None:
    run(*CREATE, typed=f"{PASSWORD}\n{PASSWORD}\n")
    run("user", "create", "--email", "jan@example.org", "--name", "Jan", "--invite")
    assert "Jan  autor" in run("user", "role", "jan@example.org", "autor").output
    assert "wyłączone" in run("user", "disable", "jan@example.org").output
    assert "wyłączone" not in run("user", "enable", "jan@example.org").output
    refused = run("user", "disable", "ewa@example.org")
    assert refused.exit_code == 1
    assert "ostatni administrator" in refused.output


def test_a_password_is_reset_by_a_link(run: Any) -> None:
    run(*CREATE, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert run("user", "invite", "ewa@example.org").exit_code == 1
    result = run("user", "reset", "ewa@example.org", "--second-factor")
    assert "Drugi składnik usunięty." in result.output
    assert "https://baza.example.pl/redakcja/link/" in result.output


@pytest.mark.parametrize("command", ["disable", "enable", "invite", "reset"])
def test_an_unknown_account_is_told(run: Any, command: str) -> None:
    result = run("user", command, "nikt@example.org")
    assert result.exit_code == 1
    assert "Nie ma konta nikt@example.org" in result.output


def test_a_database_that_does_not_answer_is_told(run: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("KB_DATABASE", "sqlite:////nie/ma/takiego/katalogu/baza.sqlite")
    result = run("user", "list")
    assert result.exit_code == 1
    assert "sprawdź KB_DATABASE" in result.output
