"""Publishing: four eyes, merging with what others published, conflicts with all texts, the log."""

from pathlib import PurePosixPath

import pytest

from kb.history.errors import (
    DraftMoved,
    NoSuchDraft,
    NotInReview,
    OwnText,
    PublishConflict,
)
from kb.history.history import History
from kb.history.model import Draft, Person
from tests.kb.history.conftest import Git
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER, SECOND, SHARE

KEY = "maly-grant"


def in_review(history: History, key: str, path: PurePosixPath, data: bytes | None) -> Draft:
    """A change of one file, sent for review."""
    draft = history.save(key, {path: data}, AUTHOR, None, "")
    return history.send(key, draft.head, AUTHOR, "")


def text_of(history: History, path: PurePosixPath = GRANT) -> bytes:
    return (history.root / path).read_bytes()


def test_a_reviewed_draft_is_published_with_who_and_why(history: History, git: Git) -> None:
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    later = history.save(KEY, {GRANT: b"2\n"}, SECOND, begun.head, "")
    sent = history.send(KEY, later.head, SECOND, "")
    revision = history.publish(KEY, sent.head, REVIEWER, "Nowe stawki od września")
    assert revision.action == "publish"
    assert (revision.author, revision.reviewer, revision.co_authors) == (
        AUTHOR,
        REVIEWER,
        (SECOND,),
    )
    assert (revision.note, revision.paths) == ("Nowe stawki od września", (GRANT,))
    assert revision.id == history.head
    assert text_of(history) == b"2\n"
    assert history.drafts() == ()
    assert history.log()[0] == revision == history.revision(revision.id)
    assert git("status", "--porcelain") == ""
    assert git("fsck", "--strict") == ""


def test_publishing_is_announced_to_other_processes(history: History) -> None:
    mark = history.root / ".git" / "kb-published"
    before = mark.stat().st_mtime_ns
    sent = in_review(history, KEY, GRANT, b"1\n")
    assert mark.stat().st_mtime_ns == before
    history.publish(KEY, sent.head, REVIEWER, "")
    assert mark.stat().st_mtime_ns > before


@pytest.mark.parametrize("person", [AUTHOR, SECOND, Person(SECOND.id, "Inaczej Zapisane")])
def test_nobody_publishes_their_own_text(history: History, person: Person) -> None:
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    later = history.save(KEY, {GRANT: b"2\n"}, SECOND, begun.head, "")
    sent = history.send(KEY, later.head, AUTHOR, "")
    with pytest.raises(OwnText):
        history.publish(KEY, sent.head, person, "")
    assert history.draft(KEY) == sent


def test_an_author_stays_one_through_giving_back_and_putting_away(history: History) -> None:
    sent = in_review(history, KEY, GRANT, b"1\n")
    back = history.give_back(KEY, sent.head, REVIEWER, "")
    history.discard(KEY, back.head, REVIEWER)
    again = history.restore(KEY, history.discarded()[0].head, SECOND)
    sent = history.send(KEY, again.head, SECOND, "")
    assert sent.authors == (AUTHOR,)
    with pytest.raises(OwnText):
        history.publish(KEY, sent.head, AUTHOR, "")
    assert history.publish(KEY, sent.head, SECOND, "").author == AUTHOR


def test_only_what_was_sent_and_seen_is_published(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    with pytest.raises(NotInReview):
        history.publish(KEY, begun.head, REVIEWER, "")
    sent = history.send(KEY, begun.head, AUTHOR, "")
    later = history.save(KEY, {GRANT: b"2\n"}, AUTHOR, sent.head, "")
    assert later.state == "review"
    with pytest.raises(DraftMoved):
        history.publish(KEY, sent.head, REVIEWER, "")
    with pytest.raises(NoSuchDraft):
        history.publish("wklad-wlasny", sent.head, REVIEWER, "")
    assert len(history.log()) == 1


def test_publishing_twice_does_it_once(history: History) -> None:
    sent = in_review(history, KEY, GRANT, b"1\n")
    revision = history.publish(KEY, sent.head, REVIEWER, "Raz")
    assert history.publish(KEY, sent.head, REVIEWER, "Raz") == revision
    assert len(history.log()) == 2


def test_a_published_draft_makes_room_for_the_next(history: History) -> None:
    sent = in_review(history, KEY, GRANT, b"1\n")
    history.publish(KEY, sent.head, REVIEWER, "")
    again = history.save(KEY, {GRANT: b"2\n"}, REVIEWER, None, "")
    assert again.base == history.head
    assert again.authors == (REVIEWER,)
    sent = history.send(KEY, again.head, REVIEWER, "")
    assert history.publish(KEY, sent.head, AUTHOR, "").author == REVIEWER


def test_files_appear_and_disappear_with_their_folders(history: History) -> None:
    new = PurePosixPath("p9/nowy/wzory/wzór.md")
    sent = in_review(history, "nowy", new, b"tekst\n")
    history.publish("nowy", sent.head, REVIEWER, "")
    assert text_of(history, new) == b"tekst\n"
    sent = in_review(history, "nowy", new, None)
    history.publish("nowy", sent.head, REVIEWER, "")
    assert not (history.root / "p9").exists()


def test_a_file_may_take_the_place_of_a_folder_and_back(history: History) -> None:
    deep, flat = PurePosixPath("p9/nowy/a"), PurePosixPath("p9/nowy")
    for changes in ({deep: b"1"}, {deep: None, flat: b"2"}, {flat: None, deep: b"3"}):
        draft = history.save("nowy", changes, AUTHOR, None, "")
        sent = history.send("nowy", draft.head, AUTHOR, "")
        history.publish("nowy", sent.head, REVIEWER, "")
        for path, data in changes.items():
            assert data is None or text_of(history, path) == data


def test_changes_in_other_places_are_merged(history: History) -> None:
    lines = text_of(history).splitlines(keepends=True)
    top = b"".join([lines[0], b"# u g\xc3\xb3ry\n", *lines[1:]])
    end = b"".join([*lines, b"\nDopisek.\n"])
    first = in_review(history, KEY, GRANT, top)
    other = in_review(history, "inny-szkic", GRANT, end)
    third = in_review(history, "wklad-wlasny", SHARE, b"inny plik\n")
    history.publish(KEY, first.head, REVIEWER, "")
    merged = history.merged("inny-szkic")
    history.publish("wklad-wlasny", third.head, REVIEWER, "")
    revision = history.publish("inny-szkic", other.head, REVIEWER, "")
    both = b"".join([lines[0], b"# u g\xc3\xb3ry\n", *lines[1:], b"\nDopisek.\n"])
    assert text_of(history) == both == history.read(merged, GRANT)
    assert text_of(history, SHARE) == b"inny plik\n"
    assert revision.paths == (GRANT,)


def conflict(history: History) -> tuple[Draft, bytes]:
    """A draft that changes the same line as what was published meanwhile; and the old text."""
    old = text_of(history)
    mine = in_review(history, "inny-szkic", GRANT, b"moje\n" + old)
    theirs = in_review(history, KEY, GRANT, b"cudze\n" + old)
    history.publish(KEY, theirs.head, REVIEWER, "")
    return mine, old


def test_a_conflict_tells_all_three_texts_and_publishes_nothing(history: History) -> None:
    mine, old = conflict(history)
    head = history.head
    with pytest.raises(PublishConflict, match="2026-09-01") as told:
        history.publish("inny-szkic", mine.head, REVIEWER, "")
    (file,) = told.value.files
    assert told.value.paths == (GRANT,)
    assert (file.base, file.published, file.draft) == (old, b"cudze\n" + old, b"moje\n" + old)
    assert history.head == head
    assert history.draft("inny-szkic") == mine
    assert text_of(history) == b"cudze\n" + old
    with pytest.raises(PublishConflict):
        history.merged("inny-szkic")


def test_a_settled_conflict_is_published_on_the_new_base(history: History) -> None:
    mine, old = conflict(history)
    both = b"cudze\nmoje\n" + old
    with pytest.raises(PublishConflict):
        history.rebase("inny-szkic", mine.head, {}, AUTHOR)
    settled = history.rebase("inny-szkic", mine.head, {GRANT: both}, SECOND)
    assert (settled.base, settled.state) == (history.head, "review")
    assert settled.authors == (AUTHOR, SECOND)
    assert history.changes("inny-szkic") == (GRANT,)
    history.publish("inny-szkic", settled.head, REVIEWER, "")
    assert text_of(history) == both


def test_deleting_what_another_changed_is_a_conflict(history: History) -> None:
    mine = in_review(history, "inny-szkic", GRANT, None)
    theirs = in_review(history, KEY, GRANT, b"cudze\n")
    history.publish(KEY, theirs.head, REVIEWER, "")
    with pytest.raises(PublishConflict) as told:
        history.publish("inny-szkic", mine.head, REVIEWER, "")
    (file,) = told.value.files
    assert (file.path, file.published, file.draft) == (GRANT, b"cudze\n", None)
    settled = history.rebase("inny-szkic", mine.head, {GRANT: None}, AUTHOR)
    history.publish("inny-szkic", settled.head, REVIEWER, "")
    assert not (history.root / GRANT).exists()


def test_taking_over_what_was_published_makes_nobody_an_author(history: History) -> None:
    mine = in_review(history, "inny-szkic", SHARE, b"moje\n")
    assert history.rebase("inny-szkic", mine.head, {}, REVIEWER) == mine
    theirs = in_review(history, KEY, GRANT, b"cudze\n")
    history.publish(KEY, theirs.head, REVIEWER, "")
    fresh = history.rebase("inny-szkic", mine.head, {}, REVIEWER)
    assert (fresh.base, fresh.authors) == (history.head, (AUTHOR,))
    assert history.changes("inny-szkic") == (SHARE,)
    assert history.publish("inny-szkic", fresh.head, REVIEWER, "").paths == (SHARE,)


def test_the_log_of_a_folder_tells_its_revisions_only(history: History) -> None:
    for number, (key, path) in enumerate([(KEY, GRANT), ("wklad-wlasny", SHARE), (KEY, GRANT)]):
        sent = in_review(history, key, path, f"{number}\n".encode())
        history.publish(key, sent.head, REVIEWER, str(number))
    assert [revision.note for revision in history.log(GRANT.parent)][:2] == ["2", "0"]
    assert [revision.note for revision in history.log(SHARE)][:1] == ["1"]
    assert [revision.action for revision in history.log()] == ["publish"] * 3 + ["seed"]
    assert [revision.note for revision in history.log(limit=1)] == ["2"]
    assert history.log(PurePosixPath("p9")) == ()
