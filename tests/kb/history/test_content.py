"""Which content an installation works on."""

from pathlib import Path

import pygit2
import pytest

from kb.history.content import installed, prepared
from kb.history.errors import NotARepository
from kb.history.history import History
from kb.settings import Settings, bundled_standards
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER


def settings(content: Path | None, var: Path) -> Settings:
    return Settings(bundled_standards(), var, content=content)


def test_the_first_start_makes_the_repository_from_the_bundled_standards(tmp_path: Path) -> None:
    before = settings(tmp_path / "content", tmp_path)
    assert installed(before) == before
    assert not before.editable
    started = prepared(before)
    assert started.standards == tmp_path / "content"
    assert started.editable
    assert (started.standards / GRANT).read_bytes() == (bundled_standards() / GRANT).read_bytes()
    assert installed(before) == started == prepared(before)


def test_a_folder_named_instead_stays_as_it_is(tmp_path: Path) -> None:
    chosen = settings(None, tmp_path)
    assert prepared(chosen) == installed(chosen) == chosen
    assert not chosen.editable


def test_a_start_finishes_what_a_killed_process_left(history: History, tmp_path: Path) -> None:
    old = (history.root / GRANT).read_bytes()
    draft = history.save("maly-grant", {GRANT: b"nowy\n"}, AUTHOR, None, "")
    sent = history.send("maly-grant", draft.head, AUTHOR, "")
    revision = history.publish("maly-grant", sent.head, REVIEWER, "")
    repository = pygit2.Repository(str(history.root))
    repository.create_reference("refs/kb/publishing", pygit2.Oid(hex=revision.id))
    (history.root / GRANT).write_bytes(old)
    prepared(settings(history.root, tmp_path))
    assert (history.root / GRANT).read_bytes() == b"nowy\n"


def test_the_site_starts_even_where_that_cannot_be_done_yet(
    history: History, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (history.root / ".git" / "kb.lock").unlink(missing_ok=True)
    (history.root / ".git" / "kb.lock").mkdir()  # cannot be opened for writing
    assert prepared(settings(history.root, tmp_path)).editable
    assert "cannot be finished yet" in caplog.text


def test_a_damaged_repository_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "content" / ".git").mkdir(parents=True)
    with pytest.raises(NotARepository):
        prepared(settings(tmp_path / "content", tmp_path))
