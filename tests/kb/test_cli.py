import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KB_VAR", str(tmp_path / "var"))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return invoke


def test_check_passes_a_good_folder(run: Any, content: Any) -> None:
    content.replace("p2o1/maly-grant/2026-09-01.md", "---\n", "---\n# ok\n")
    result = run("check", "--standards", str(content.root))
    assert "2 standardy (3 wersje)" in result.output


def test_check_tells_every_problem_and_fails(run: Any, content: Any) -> None:
    content.replace("p2o1/maly-grant/2026-09-01.md", "kind: procedura", "kind: procdura")
    result = run("check", "--standards", str(content.root))
    assert result.exit_code == 1
    assert "p2o1/maly-grant/2026-09-01.md:4:1 kind: nieznana wartość „procdura”" in result.output
    assert "→ wpisz „procedura”" in result.output


def test_check_speaks_to_machines(run: Any, content: Any) -> None:
    content.replace("p2o1/maly-grant/2026-09-01.md", "kind: procedura", "kind: procdura")
    problems = json.loads(run("check", "--json", "--standards", str(content.root)).output)
    assert {"path", "line", "column", "field", "message", "remedy", "severity"} == set(problems[0])
    github = run("check", "--format", "github", "--standards", str(content.root)).output
    assert "::error file=standards/p2o1/maly-grant/2026-09-01.md,line=4,col=1::kind:" in github


def test_schema_knows_the_vocabularies(run: Any) -> None:
    schema = json.loads(run("schema").output)
    topics = schema["properties"]["topics"]["items"]["oneOf"]
    assert {"const": "male-granty", "title": "Małe granty (art. 19a)"} in topics
    who = schema["$defs"]["Step"]["properties"]["who"]["oneOf"]
    assert {"urzad", "organizacja"} <= {choice["const"] for choice in who}
    assert schema["additionalProperties"] is False


def test_index_says_what_it_holds(run: Any, content: Any) -> None:
    result = run("index", "--standards", str(content.root))
    assert result.exit_code == 0
    assert "Indeks gotowy: 3 wersje" in result.output


def test_search_prints_results_as_of_a_day(run: Any, content: Any) -> None:
    where = ("--standards", str(content.root))
    now = run("search", "maly grant", "--day", "2026-11-22", *where).output
    assert "stan na 22 listopada 2026" in now
    assert "/standardy/maly-grant" in now
    then = run("search", "maly grant", "--day", "2026-08-31", *where).output
    assert "31 sierpnia 2026" in then


def test_search_refuses_a_pasted_page(run: Any, content: Any) -> None:
    result = run("search", "a" * 1_001, "--standards", str(content.root))
    assert result.exit_code == 1
    assert "za długie" in result.output


def test_a_wrong_setting_is_told(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_PORT", "http")
    result = run("check")
    assert result.exit_code == 1
    assert "KB_PORT" in result.output
