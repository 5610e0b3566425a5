"""`kb init`, and which content the other commands and the site take."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from tests.kb.history.seeds import small_seed
from tests.shared import NewApp


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KB_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("KB_STANDARDS", raising=False)
    monkeypatch.delenv("KB_CONTENT", raising=False)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return invoke


def test_init_makes_a_repository_from_a_folder(run: Any, tmp_path: Path) -> None:
    seed = small_seed(tmp_path / "seed")
    result = run("init", str(tmp_path / "content"), "--standards", str(seed))
    assert result.exit_code == 0
    assert f"KB_CONTENT={tmp_path / 'content'} kb serve" in result.output
    assert History(tmp_path / "content").log()[0].action == "seed"


def test_init_leaves_a_folder_that_is_not_empty_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "moje.md").write_text("moje")
    result = run("init", str(tmp_path))
    assert result.exit_code == 1
    assert "wskaż pusty albo nowy katalog" in result.output


def test_commands_work_on_the_content_that_is_served(run: Any, tmp_path: Path) -> None:
    assert "Sprawdzono 6 standardów" not in run("check").output
    small = small_seed(tmp_path / "seed")
    run("init", str(tmp_path / "var" / "content"), "--standards", str(small))
    assert "Sprawdzono 6 standardów" in run("check").output
    assert "Sprawdzono 6 standardów" in run("check", "--standards", str(small)).output


def test_the_desk_is_there_only_where_the_content_may_be_edited(
    history: History, tmp_path: Path, new_app: NewApp
) -> None:
    edited = Settings(history.root, tmp_path / "var", content=history.root)
    only_read = Settings(history.root, tmp_path / "var")
    publisher = Publisher(only_read)
    for settings, status in ((edited, 200), (only_read, 404)):
        client = new_app(settings, publisher).test_client()
        assert client.get("/redakcja/logowanie").status_code == status
        assert client.get("/standardy/maly-grant").status_code == 200
