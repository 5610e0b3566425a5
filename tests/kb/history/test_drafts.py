"""Drafts: begun, saved by several persons, sent, given back, put away and taken up again."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest

from kb.history.errors import DraftMoved, NoSuchDraft, NoSuchRevision, NotInReview
from kb.history.history import History
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER, SECOND

KEY = "maly-grant"


def test_a_new_draft_starts_from_what_is_published(history: History) -> None:
    draft = history.save(KEY, {GRANT: b"nowy tekst"}, AUTHOR, None, "Zaczynam")
    assert (draft.key, draft.state, draft.base) == (KEY, "draft", history.head)
    assert (draft.authors, draft.last) == ((AUTHOR,), AUTHOR)
    assert draft.changed.tzinfo is UTC
    assert abs((datetime.now(UTC) - draft.changed).total_seconds()) < 60
    assert history.draft(KEY) == draft
    assert history.drafts() == (draft,)
    assert history.read(draft.head, GRANT) == b"nowy tekst"
    assert history.changes(KEY) == (GRANT,)


def test_what_readers_see_stays_while_a_draft_is_written(history: History) -> None:
    before = (history.root / GRANT).read_bytes()
    head = history.head
    history.save(KEY, {GRANT: b"nowy tekst"}, AUTHOR, None, "")
    assert (history.root / GRANT).read_bytes() == before == history.read(head, GRANT)
    assert history.head == head


def test_a_draft_adds_changes_and_deletes_files(history: History) -> None:
    new = PurePosixPath("p2o1/maly-grant/żółta karta.pdf")
    draft = history.save(KEY, {GRANT: None, new: b"%PDF"}, AUTHOR, None, "")
    assert history.changes(KEY) == (GRANT, new)
    assert history.read(draft.head, GRANT) is None
    assert new in history.files(draft.head, new.parent)
    assert GRANT not in history.files(draft.head, PurePosixPath())
    draft = history.save(KEY, {new: None, GRANT: b"jest"}, AUTHOR, draft.head, "")
    assert history.changes(KEY) == (GRANT,)


def test_only_files_are_deleted_never_folders(history: History) -> None:
    draft = history.save(KEY, {GRANT.parent: None, GRANT.parent / "nie-ma": None}, AUTHOR, None, "")
    assert history.changes(KEY) == ()
    assert history.read(draft.head, GRANT)


def test_a_second_writer_does_not_write_over_the_first(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    later = history.save(KEY, {GRANT: b"2"}, SECOND, begun.head, "")
    with pytest.raises(DraftMoved, match="Łukasz Żółć") as told:
        history.save(KEY, {GRANT: b"3"}, AUTHOR, begun.head, "")
    assert told.value.draft == later
    assert history.draft(KEY) == later
    assert later.authors == (AUTHOR, SECOND)
    assert later.last == SECOND


def test_who_begins_a_draft_that_exists_is_told(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    with pytest.raises(DraftMoved) as told:
        history.save(KEY, {GRANT: b"2"}, SECOND, None, "")
    assert told.value.draft == begun


def test_saving_the_same_twice_does_it_once(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    assert history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "") == begun
    later = history.save(KEY, {GRANT: b"2"}, AUTHOR, begun.head, "")
    assert history.save(KEY, {GRANT: b"2"}, AUTHOR, begun.head, "") == later


def test_a_draft_without_changes_exists_and_has_an_author(history: History) -> None:
    draft = history.save(KEY, {}, AUTHOR, None, "")
    assert history.draft(KEY) == draft
    assert draft.authors == (AUTHOR,)
    assert history.changes(KEY) == ()


def test_saving_to_a_draft_that_is_gone_is_told(history: History) -> None:
    with pytest.raises(NoSuchDraft):
        history.save(KEY, {GRANT: b"1"}, AUTHOR, "0" * 40, "")
    with pytest.raises(NoSuchDraft):
        history.changes(KEY)


def test_a_draft_is_sent_and_given_back_with_notes(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "Zaczynam")
    sent = history.send(KEY, begun.head, AUTHOR, "Proszę o sprawdzenie")
    assert sent.state == "review"
    assert history.drafts() == (sent,)
    back = history.give_back(KEY, sent.head, REVIEWER, "Brakuje terminu")
    assert (back.state, back.last, back.authors) == ("draft", REVIEWER, (AUTHOR,))
    assert history.drafts() == (back,)
    told = [(event.action, event.person, event.note) for event in history.events(KEY)]
    assert told == [
        ("give-back", REVIEWER, "Brakuje terminu"),
        ("send", AUTHOR, "Proszę o sprawdzenie"),
        ("save", AUTHOR, "Zaczynam"),
    ]


def test_sending_and_giving_back_twice_does_it_once(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    sent = history.send(KEY, begun.head, AUTHOR, "")
    assert history.send(KEY, begun.head, AUTHOR, "") == sent
    assert history.send(KEY, sent.head, AUTHOR, "") == sent
    back = history.give_back(KEY, sent.head, REVIEWER, "")
    assert history.give_back(KEY, sent.head, REVIEWER, "") == back
    with pytest.raises(NotInReview):
        history.give_back(KEY, back.head, REVIEWER, "")


def test_a_state_seen_too_long_ago_is_neither_sent_nor_put_away(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    later = history.save(KEY, {GRANT: b"2"}, AUTHOR, begun.head, "")
    with pytest.raises(DraftMoved):
        history.send(KEY, begun.head, AUTHOR, "")
    with pytest.raises(DraftMoved):
        history.discard(KEY, begun.head, AUTHOR)
    assert history.draft(KEY) == later


def test_a_discarded_draft_can_be_taken_up_again(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    history.discard(KEY, begun.head, SECOND)
    history.discard(KEY, begun.head, SECOND)
    assert history.draft(KEY) is None
    (kept,) = history.discarded()
    assert (kept.key, kept.last, kept.authors) == (KEY, SECOND, (AUTHOR,))
    again = history.restore(KEY, kept.head, REVIEWER)
    assert history.read(again.head, GRANT) == b"1"
    assert again.authors == (AUTHOR,)
    assert history.discarded() == ()


def test_a_discarded_draft_does_not_push_away_a_new_one(history: History) -> None:
    begun = history.save(KEY, {GRANT: b"1"}, AUTHOR, None, "")
    history.discard(KEY, begun.head, AUTHOR)
    (kept,) = history.discarded()
    new = history.save(KEY, {GRANT: b"2"}, SECOND, None, "")
    with pytest.raises(DraftMoved):
        history.restore(KEY, kept.head, AUTHOR)
    assert history.draft(KEY) == new
    assert history.discarded() == (kept,)
    with pytest.raises(NoSuchDraft):
        history.restore("wklad-wlasny", kept.head, AUTHOR)


def test_drafts_of_a_vocabulary_have_keys_too(history: History) -> None:
    path = PurePosixPath("vocabulary/kinds.yaml")
    draft = history.save("vocabulary.kinds", {path: b"items: []\n"}, AUTHOR, None, "")
    assert [found.key for found in history.drafts()] == ["vocabulary.kinds"]
    assert history.draft("vocabulary.kinds") == draft


@pytest.mark.parametrize("key", ["", "../main", "a/b", "Mały", "vocabulary.lock", "a b", "-x"])
def test_a_key_that_cannot_be_one_is_refused(history: History, key: str) -> None:
    assert history.draft(key) is None
    with pytest.raises(ValueError, match="not a key"):
        history.save(key, {GRANT: b"1"}, AUTHOR, None, "")
    assert history.drafts() == ()


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x.md", "a/../../x", ".git/config", "a/.x", "a\nb", "ł" * 150]
)
def test_a_path_out_of_the_content_is_refused(history: History, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        history.save(KEY, {PurePosixPath(path): b"1"}, AUTHOR, None, "")
    assert history.drafts() == ()


@pytest.mark.parametrize("revision", ["", "0" * 40, "HEAD", "main", "zz", "../main"])
def test_a_revision_that_does_not_exist_is_told(history: History, revision: str) -> None:
    with pytest.raises(NoSuchRevision):
        history.read(revision, GRANT)
    with pytest.raises(NoSuchRevision):
        history.revision(revision)


def test_reading_what_is_not_there_finds_nothing(history: History) -> None:
    assert history.read(history.head, PurePosixPath("p2o1/nie-ma.md")) is None
    assert history.read(history.head, PurePosixPath("p2o1")) is None
    assert history.read(history.head, PurePosixPath()) is None
    assert history.files(history.head, PurePosixPath("p9")) == ()
