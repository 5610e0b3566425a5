"""What happens past the service: edited files, pushes from a clone, drafts pushed."""

from pathlib import Path, PurePosixPath

import pytest

from kb.history.errors import DraftMoved, NotARepository, NotInReview, PublishConflict
from kb.history.history import History
from kb.history.model import OUTSIDE, Person
from tests.kb.history.conftest import Git
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER, SHARE

OLA = Person(OUTSIDE.id, "Ola")


@pytest.fixture
def clone(history: History, git: Git, tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    git("clone", "--quiet", str(history.root), str(folder))
    return folder


def commit(clone: Path, git: Git, path: PurePosixPath, text: str) -> None:
    (clone / path).write_text(text, encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "Poprawka z konsoli", at=clone)


def test_without_edits_nothing_is_taken_in(history: History) -> None:
    head = history.head
    assert history.adopt_outside_edits() is None
    assert history.head == head


def test_an_edited_file_becomes_a_revision(history: History, git: Git) -> None:
    (history.root / GRANT).write_text("ręcznie\n", encoding="utf-8")
    (history.root / SHARE).unlink()
    new = PurePosixPath("p2o1/nowy/2026-01-01.md")
    (history.root / new).parent.mkdir()
    (history.root / new).write_text("nowy\n", encoding="utf-8")
    revision = history.adopt_outside_edits()
    assert revision is not None
    assert (revision.action, revision.author, revision.reviewer) == ("outside", OUTSIDE, None)
    assert revision.paths == (GRANT, new, SHARE)
    assert history.log()[0] == revision
    assert git("status", "--porcelain") == ""


def test_files_that_are_no_content_are_not_taken_in(history: History) -> None:
    for name in (".DS_Store", ".kb-1234", ".2026.md.swp", "kopia.md~", "Thumbs.db"):
        (history.root / "p2o1" / name).write_text("x")
    assert history.adopt_outside_edits() is None


def test_a_hand_edit_is_taken_in_before_a_draft_begins(history: History) -> None:
    (history.root / GRANT).write_text("ręcznie\n", encoding="utf-8")
    draft = history.save("maly-grant", {}, AUTHOR, None, "")
    assert history.read(draft.head, GRANT) == "ręcznie\n".encode()
    assert [revision.action for revision in history.log()] == ["outside", "seed"]


def test_publishing_does_not_write_over_a_hand_edit(history: History) -> None:
    old = (history.root / GRANT).read_bytes()
    draft = history.save("maly-grant", {GRANT: b"moje\n" + old}, AUTHOR, None, "")
    sent = history.send("maly-grant", draft.head, AUTHOR, "")
    (history.root / GRANT).write_bytes(b"na serwerze\n" + old)
    with pytest.raises(PublishConflict) as told:
        history.publish("maly-grant", sent.head, REVIEWER, "")
    assert told.value.files[0].published == b"na serwerze\n" + old
    assert (history.root / GRANT).read_bytes() == b"na serwerze\n" + old
    assert history.log()[0].action == "outside"


def test_a_hand_edit_elsewhere_is_merged(history: History) -> None:
    draft = history.save("maly-grant", {GRANT: b"1\n"}, AUTHOR, None, "")
    sent = history.send("maly-grant", draft.head, AUTHOR, "")
    (history.root / SHARE).write_text("ręcznie\n", encoding="utf-8")
    history.publish("maly-grant", sent.head, REVIEWER, "")
    assert (history.root / GRANT).read_bytes() == b"1\n"
    assert (history.root / SHARE).read_text(encoding="utf-8") == "ręcznie\n"
    assert [revision.action for revision in history.log()] == ["publish", "outside", "seed"]


def test_a_push_brings_the_files_up_and_is_told(history: History, clone: Path, git: Git) -> None:
    commit(clone, git, GRANT, "z konsoli\n")
    git("push", "--quiet", "origin", "main", at=clone)
    assert (history.root / GRANT).read_text(encoding="utf-8") == "z konsoli\n"
    assert history.adopt_outside_edits() is None
    (revision, _seed) = history.log()
    assert (revision.action, revision.author, revision.note) == (
        "outside",
        OLA,
        "Poprawka z konsoli",
    )
    assert revision.paths == (GRANT,)


def test_publishing_goes_on_after_a_push_and_pushing_after_that(
    history: History, clone: Path, git: Git
) -> None:
    draft = history.save("wklad-wlasny", {SHARE: b"1\n"}, AUTHOR, None, "")
    sent = history.send("wklad-wlasny", draft.head, AUTHOR, "")
    commit(clone, git, GRANT, "z konsoli\n")
    git("push", "--quiet", "origin", "main", at=clone)
    history.publish("wklad-wlasny", sent.head, REVIEWER, "")
    commit(clone, git, GRANT, "jeszcze raz\n")
    git("pull", "--quiet", "--rebase", at=clone)
    git("push", "--quiet", "origin", "main", at=clone)
    assert (history.root / GRANT).read_text(encoding="utf-8") == "jeszcze raz\n"
    assert (history.root / SHARE).read_bytes() == b"1\n"
    assert [r.action for r in history.log()] == ["outside", "publish", "outside", "seed"]


def test_a_push_cannot_take_back_what_was_published(
    history: History, clone: Path, git: Git
) -> None:
    draft = history.save("wklad-wlasny", {SHARE: b"1\n"}, AUTHOR, None, "")
    sent = history.send("wklad-wlasny", draft.head, AUTHOR, "")
    history.publish("wklad-wlasny", sent.head, REVIEWER, "")
    commit(clone, git, GRANT, "z konsoli\n")
    with pytest.raises(AssertionError, match="non-fast-forward"):
        git("push", "--quiet", "--force", "origin", "main", at=clone)
    with pytest.raises(AssertionError, match="delet"):
        git("push", "--quiet", "origin", ":main", at=clone)
    assert (history.root / SHARE).read_bytes() == b"1\n"


def test_a_push_waits_for_hand_edits_to_be_taken_in(
    history: History, clone: Path, git: Git
) -> None:
    (history.root / GRANT).write_text("ręcznie\n", encoding="utf-8")
    commit(clone, git, SHARE, "z konsoli\n")
    with pytest.raises(AssertionError, match="unstaged"):
        git("push", "--quiet", "origin", "main", at=clone)
    history.adopt_outside_edits()
    git("pull", "--quiet", "--rebase", at=clone)
    git("push", "--quiet", "origin", "main", at=clone)
    assert (history.root / GRANT).read_text(encoding="utf-8") == "ręcznie\n"
    assert (history.root / SHARE).read_text(encoding="utf-8") == "z konsoli\n"


def test_a_pushed_draft_is_a_draft_by_its_author(history: History, clone: Path, git: Git) -> None:
    commit(clone, git, GRANT, "z konsoli\n")
    git("push", "--quiet", "origin", "HEAD:draft/maly-grant", at=clone)
    draft = history.draft("maly-grant")
    assert draft is not None
    assert (draft.state, draft.authors, draft.base) == ("draft", (OLA,), history.head)
    with pytest.raises(NotInReview):
        history.publish("maly-grant", draft.head, REVIEWER, "")
    commit(clone, git, GRANT, "jeszcze raz\n")
    git("push", "--quiet", "origin", "HEAD:draft/maly-grant", at=clone)
    with pytest.raises(DraftMoved, match="Ola"):
        history.send("maly-grant", draft.head, AUTHOR, "")


def test_files_of_another_branch_are_not_taken_for_edits(history: History, git: Git) -> None:
    draft = history.save("maly-grant", {GRANT: b"1\n"}, AUTHOR, None, "")
    head = history.head
    for other in ("draft/maly-grant", draft.head):
        git("checkout", "--quiet", other)
        with pytest.raises(NotARepository, match="git checkout main"):
            history.adopt_outside_edits()
    later = history.save("maly-grant", {GRANT: b"2\n"}, AUTHOR, draft.head, "")
    assert history.head == head
    git("checkout", "--quiet", "main")
    sent = history.send("maly-grant", later.head, AUTHOR, "")
    history.publish("maly-grant", sent.head, REVIEWER, "")
    assert (history.root / GRANT).read_bytes() == b"2\n"


def test_line_ends_stay_as_they_are(history: History, git: Git) -> None:
    (history.root / ".gitattributes").write_text("* text=auto eol=crlf\n")
    (history.root / GRANT).write_bytes(b"a\r\nb\n")
    history.adopt_outside_edits()
    assert history.read(history.head, GRANT) == b"a\r\nb\n"
    assert history.adopt_outside_edits() is None
    assert git("status", "--porcelain") == ""


def test_git_may_pack_the_history(history: History, git: Git) -> None:
    draft = history.save("maly-grant", {GRANT: b"1\n"}, AUTHOR, None, "")
    git("gc", "--quiet", "--prune=now")
    later = history.save("maly-grant", {GRANT: b"2\n"}, AUTHOR, draft.head, "")
    sent = history.send("maly-grant", later.head, AUTHOR, "")
    history.publish("maly-grant", sent.head, REVIEWER, "")
    assert history.drafts() == ()
    assert (history.root / GRANT).read_bytes() == b"2\n"
    assert git("status", "--porcelain") == ""


def test_a_mirror_is_a_backup_of_everything(history: History, git: Git, tmp_path: Path) -> None:
    begun = history.save("maly-grant", {GRANT: b"1\n"}, AUTHOR, None, "")
    history.discard("maly-grant", begun.head, AUTHOR)
    kept = history.save("maly-grant", {GRANT: b"2\n"}, AUTHOR, None, "")
    mirror, restored = tmp_path / "mirror", tmp_path / "restored"
    git("clone", "--quiet", "--mirror", str(history.root), str(mirror))
    git("clone", "--quiet", "--mirror", str(mirror), str(restored / ".git"))
    git("config", "core.bare", "false", at=restored)
    git("reset", "--quiet", "--hard", at=restored)
    again = History(restored)
    again.recover()
    assert again.drafts() == (kept,)
    assert again.discarded() == history.discarded()
    assert again.log() == history.log()
    assert again.adopt_outside_edits() is None
    assert git("config", "receive.denyCurrentBranch", at=restored) == "updateInstead"
