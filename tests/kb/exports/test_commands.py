import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.exports.commands import templates
from kb.settings import read_settings

SOURCE = """---
title: "Pismo"
subject: "Próba"
lang: pl
legal_state: 2026-11-22
---

Dnia [data].
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "p2o1" / "maly-grant" / "wzory"
    folder.mkdir(parents=True)
    (folder / "pismo.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    command = ["--standards", str(root), *arguments]
    return CliRunner().invoke(templates, command, obj=read_settings({}))


def test_a_check_names_what_is_out_of_date_and_writes_nothing(root: Path) -> None:
    result = run(root, "--check")
    assert result.exit_code == 1
    assert "nieaktualny: p2o1/maly-grant/pismo.docx" in result.output
    assert not (root / "p2o1/maly-grant/pismo.docx").exists()


def test_only_what_changed_is_built(root: Path) -> None:
    assert "zbudowany: p2o1/maly-grant/pismo.docx" in run(root).output
    again = run(root)
    assert again.exit_code == 0
    assert again.output == "1 wzór: wszystkie dokumenty są aktualne.\n"
    assert run(root, "--check").exit_code == 0


def test_a_source_with_a_mistake_is_told_and_the_rest_is_built(root: Path) -> None:
    (root / "p2o1/maly-grant/wzory/zly.md").write_text("Bez metryki.", encoding="utf-8")
    result = run(root)
    assert result.exit_code == 1
    assert "zly.md:1:1" in result.output
    assert (root / "p2o1/maly-grant/pismo.docx").is_file()


def test_without_pandoc_the_command_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    result = run(root)
    assert result.exit_code == 1
    assert "brak programu pandoc" in result.output
    assert "pip install" in result.output
