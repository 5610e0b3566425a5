"""A content repository of its own for each test, and git itself as a judge."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.history.history import History
from tests.kb.history.seeds import small_seed

Git = Callable[..., str]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository made once, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    return History.create(folder / "content", small_seed(folder / "seed")).root


@pytest.fixture
def history(made: Path, tmp_path: Path) -> History:
    return History(Path(shutil.copytree(made, tmp_path / "content")))


@pytest.fixture
def git(history: History) -> Git:
    """Run the git program in the repository, or in `at`; what it printed."""

    def run(*arguments: str, at: Path | None = None) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=Ola", "-c", "user.email=ola@example.pl", *arguments],
            cwd=at or history.root,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
