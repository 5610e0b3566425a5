"""Making and opening the repository."""

import stat
from pathlib import Path, PurePosixPath

import pygit2
import pytest

from kb.history.errors import NotARepository, NotEmpty
from kb.history.history import History
from kb.history.model import PROGRAM
from tests.kb.history.conftest import Git
from tests.kb.history.seeds import small_seed


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return small_seed(tmp_path / "seed")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_a_new_repository_holds_the_seed(seed: Path, tmp_path: Path, git: Git) -> None:
    root = tmp_path / "a" / "content"
    history = History.create(root, seed)
    assert history.root == root
    assert files(root) == files(seed)
    assert [str(path) for path in history.files(history.head, PurePosixPath())] == sorted(
        files(seed)
    )
    (revision,) = history.log()
    assert (revision.action, revision.author) == ("seed", PROGRAM)
    assert history.drafts() == ()
    assert git("status", "--porcelain", "--branch", at=root) == "## main"
    assert git("fsck", "--strict", at=root) == ""
    assert list(root.parent.iterdir()) == [root]


def test_hidden_files_of_the_seed_stay_behind(seed: Path, tmp_path: Path) -> None:
    (seed / ".git").mkdir()
    (seed / ".git" / "config").write_text("[core]\n\tbare = true\n")
    (seed / "p2o1" / ".notatki").write_text("x")
    history = History.create(tmp_path / "content", seed)
    assert not (history.root / "p2o1" / ".notatki").exists()


def test_a_seed_installed_read_only_can_be_edited(seed: Path, tmp_path: Path) -> None:
    for path in seed.rglob("*.yaml"):
        path.chmod(0o444)
    history = History.create(tmp_path / "content", seed)
    mode = (history.root / "site.yaml").stat().st_mode
    assert mode & stat.S_IWUSR


def test_an_empty_folder_may_become_one(seed: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert History.create(tmp_path / "content", seed).log()


def test_what_is_there_is_never_written_over(seed: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    (folder / "moje.md").write_text("moje")
    file.write_text("moje")
    for place in (folder, file):
        with pytest.raises(NotEmpty, match="pusty"):
            History.create(place, seed)
    assert (folder / "moje.md").read_text() == file.read_text() == "moje"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "seed"]


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nie-ma"):
        with pytest.raises(NotARepository, match="kb init"):
            History(place)


def test_a_repository_around_the_folder_is_not_taken(tmp_path: Path) -> None:
    pygit2.init_repository(str(tmp_path))
    inner = tmp_path / "standards"
    inner.mkdir()
    with pytest.raises(NotARepository):
        History(inner)


def test_a_repository_without_files_is_told(tmp_path: Path) -> None:
    pygit2.init_repository(str(tmp_path / "bare"), bare=True)
    pygit2.init_repository(str(tmp_path / "empty"))
    for name in ("bare", "empty"):
        with pytest.raises(NotARepository, match="main"):
            History(tmp_path / name)
