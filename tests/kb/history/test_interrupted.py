"""Being killed between any two steps: each state a crash can leave is built and recovered from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pygit2
import pytest

from kb.history.errors import HistoryBusy, Unwritable
from kb.history.history import History
from kb.history.lock import exclusive
from kb.history.model import Draft
from tests.kb.history.conftest import Git
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER, SHARE

KEY = "maly-grant"
INTENT = "refs/kb/publishing"


class Crash:
    """A repository in which a draft was published, to be set back to the middle of it."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.git = history.root / ".git"
        self.old = (history.root / GRANT).read_bytes()
        begun = history.save(KEY, {GRANT: b"nowy\n", SHARE: None}, AUTHOR, None, "")
        self.sent = history.send(KEY, begun.head, AUTHOR, "")
        self.share = (history.root / SHARE).read_bytes()
        self.index = (self.git / "index").read_bytes()
        self.before = history.head
        self.published = history.publish(KEY, self.sent.head, REVIEWER, "").id
        (self.git / "kb.lock").write_text("!")

    def point(self, name: str, commit: str) -> None:
        repository = pygit2.Repository(str(self.history.root))
        repository.create_reference(name, pygit2.Oid(hex=commit), force=True)

    def refs(self) -> set[str]:
        return set(pygit2.Repository(str(self.history.root)).references)

    def before_main_moved(self) -> None:
        self.point(INTENT, self.published)
        self.point("refs/heads/main", self.before)
        self.files_not_written()

    def files_not_written(self) -> None:
        self.point(INTENT, self.published)
        self.point("refs/heads/review/" + KEY, self.sent.head)
        (self.git / "index").write_bytes(self.index)
        (self.history.root / GRANT).write_bytes(self.old)
        (self.history.root / SHARE).parent.mkdir(exist_ok=True)
        (self.history.root / SHARE).write_bytes(self.share)

    def half_of_the_files_written(self) -> None:
        self.files_not_written()
        (self.history.root / GRANT).write_bytes(b"nowy\n")
        (self.history.root / "p2o1" / "maly-grant" / ".kb-0123").write_bytes(b"no")

    def index_not_written(self) -> None:
        self.files_not_written()
        (self.history.root / GRANT).write_bytes(b"nowy\n")
        (self.history.root / SHARE).unlink()
        (self.git / "index.lock").write_bytes(self.index[:100])

    def draft_not_closed(self) -> None:
        self.point(INTENT, self.published)
        self.point("refs/heads/review/" + KEY, self.sent.head)
        (self.git / "refs" / "heads" / "review" / f"{KEY}.lock").write_bytes(b"")

    def intent_left(self) -> None:
        self.point(INTENT, self.published)


@pytest.fixture
def crash(history: History) -> Crash:
    return Crash(history)


MOVED: list[Callable[[Crash], None]] = [
    Crash.files_not_written,
    Crash.half_of_the_files_written,
    Crash.index_not_written,
    Crash.draft_not_closed,
    Crash.intent_left,
]


def check_published(crash: Crash, git: Git) -> None:
    history = crash.history
    assert history.head == crash.published
    assert (history.root / GRANT).read_bytes() == b"nowy\n"
    assert not (history.root / SHARE).exists()
    assert history.drafts() == ()
    assert INTENT not in crash.refs()
    assert git("status", "--porcelain") == ""
    assert not list(crash.git.rglob("*.lock")) or [*crash.git.rglob("*.lock")] == [
        crash.git / "kb.lock"
    ]
    assert not list(history.root.rglob(".kb-*"))


@pytest.mark.parametrize("state", MOVED)
def test_once_main_has_moved_the_publication_is_finished(
    crash: Crash, git: Git, state: Callable[[Crash], None]
) -> None:
    state(crash)
    crash.history.recover()
    check_published(crash, git)


@pytest.mark.parametrize("state", MOVED)
def test_the_next_save_of_anybody_finishes_it_too(
    crash: Crash, git: Git, state: Callable[[Crash], None]
) -> None:
    state(crash)
    draft = crash.history.save("inny-szkic", {GRANT: b"inny\n"}, AUTHOR, None, "")
    crash.history.discard("inny-szkic", draft.head, AUTHOR)
    check_published(crash, git)


def test_before_main_has_moved_nothing_was_published(crash: Crash, git: Git) -> None:
    crash.before_main_moved()
    crash.history.recover()
    history = crash.history
    assert history.head == crash.before
    assert history.draft(KEY) == crash.sent
    assert (history.root / GRANT).read_bytes() == crash.old
    assert INTENT not in crash.refs()
    assert git("status", "--porcelain") == ""
    again = history.publish(KEY, crash.sent.head, REVIEWER, "")
    assert again.paths == (GRANT, SHARE)


def test_asking_again_after_a_crash_tells_what_was_published(crash: Crash) -> None:
    crash.files_not_written()
    again = crash.history.publish(KEY, crash.sent.head, REVIEWER, "")
    assert again.id == crash.published
    assert (crash.history.root / GRANT).read_bytes() == b"nowy\n"


def test_a_hand_edit_after_the_crash_is_kept_and_told(crash: Crash) -> None:
    crash.files_not_written()
    (crash.history.root / GRANT).write_bytes(b"na serwerze\n")
    crash.history.recover()
    assert (crash.history.root / GRANT).read_bytes() == b"na serwerze\n"
    revision = crash.history.adopt_outside_edits()
    assert revision is not None
    assert revision.paths == (GRANT,)
    assert crash.history.read(crash.published, GRANT) == b"nowy\n"


def test_a_draft_saved_on_after_the_crash_is_not_lost(crash: Crash) -> None:
    crash.draft_not_closed()
    repository = pygit2.Repository(str(crash.history.root))
    later = repository.create_commit(
        None,
        pygit2.Signature("Ola", "ola@example.pl", 1_700_000_000, 0),
        pygit2.Signature("Ola", "ola@example.pl", 1_700_000_000, 0),
        "dalej",
        repository[crash.before].peel(pygit2.Tree).id,
        [pygit2.Oid(hex=crash.sent.head)],
    )
    (crash.git / "refs" / "heads" / "review" / f"{KEY}.lock").unlink()
    crash.point("refs/heads/review/" + KEY, str(later))
    crash.history.recover()
    draft = crash.history.draft(KEY)
    assert draft is not None
    assert draft.head == str(later)


def test_a_hand_edit_taken_in_by_halves_is_not_taken_in_twice(history: History, git: Git) -> None:
    index = (history.root / ".git" / "index").read_bytes()
    (history.root / GRANT).write_bytes(b"na serwerze\n")
    history.adopt_outside_edits()
    (history.root / ".git" / "index").write_bytes(index)
    assert history.adopt_outside_edits() is None
    assert git("status", "--porcelain") == ""


def both_branches(history: History, earlier: Draft, later: Draft) -> None:
    """The state in the middle of sending or giving back."""
    repository = pygit2.Repository(str(history.root))
    name = f"refs/heads/{earlier.state}/{KEY}"
    repository.create_reference(name, pygit2.Oid(hex=earlier.head))
    (history.root / ".git" / "kb.lock").write_text("!")
    assert history.draft(KEY) == later
    history.recover()
    assert history.draft(KEY) == later
    assert name not in set(repository.references)


def test_sending_and_giving_back_by_halves_is_finished(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    sent = history.send(KEY, begun.head, AUTHOR, "")
    both_branches(history, begun, sent)
    back = history.give_back(KEY, sent.head, REVIEWER, "")
    both_branches(history, sent, back)


def test_two_branches_with_nothing_in_common_are_both_kept(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    history.discard(KEY, begun.head, AUTHOR)
    other = history.save(KEY, {GRANT: b"2\n"}, AUTHOR, None, "")
    sent = history.send(KEY, other.head, AUTHOR, "")
    repository = pygit2.Repository(str(history.root))
    repository.create_reference(f"refs/heads/draft/{KEY}", pygit2.Oid(hex=begun.head))
    history.recover()
    assert history.draft(KEY) == sent
    assert begun.head in {draft.head for draft in history.discarded()}


def test_a_file_that_cannot_be_written_is_told_and_written_later(history: History) -> None:
    new = GRANT.parent / "karta.pdf"
    begun = history.save(KEY, {new: b"%PDF"}, AUTHOR, None, "")
    other = history.save("wklad-wlasny", {SHARE: b"1"}, AUTHOR, None, "")
    sent = history.send(KEY, begun.head, AUTHOR, "")
    (history.root / new).mkdir()  # stands in the way
    with pytest.raises(Unwritable, match=r"karta\.pdf"):
        history.publish(KEY, sent.head, REVIEWER, "")
    later = history.save("wklad-wlasny", {SHARE: b"2"}, AUTHOR, other.head, "")
    assert history.draft("wklad-wlasny") == later
    (history.root / new).rmdir()
    history.recover()
    assert (history.root / new).read_bytes() == b"%PDF"
    assert history.draft(KEY) is None


def test_a_writer_that_waits_too_long_is_told(history: History) -> None:
    impatient = History(history.root, wait=0.05)
    with exclusive(history.root / ".git" / "kb.lock"), pytest.raises(HistoryBusy):
        impatient.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    assert impatient.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "").key == KEY


def test_a_lock_that_git_left_long_ago_does_not_stop_recovery(history: History) -> None:
    refs = history.root / ".git" / "refs" / "heads"
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    (refs / "draft" / f"{KEY}.lock").write_bytes(b"")
    with pytest.raises(HistoryBusy):
        history.save(KEY, {GRANT: b"2\n"}, AUTHOR, begun.head, "")
    history.recover()
    assert history.save(KEY, {GRANT: b"2\n"}, AUTHOR, begun.head, "").authors == (AUTHOR,)


def test_a_copy_of_the_repository_is_one(history: History, tmp_path: Path) -> None:
    history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    copy = History(Path(shutil.copytree(history.root, tmp_path / "kopia")))
    copy.recover()
    assert copy.drafts() == history.drafts()
