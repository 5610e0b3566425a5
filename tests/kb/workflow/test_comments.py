from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.database import Database
from kb.workflow.comments import Comments, NewComment
from tests.kb.history.seeds import AUTHOR, REVIEWER

WHEN = datetime(2026, 11, 22, 19, 5, tzinfo=UTC)
COMMENT = NewComment("maly-grant", "a1", "kroki", REVIEWER, "Kto to robi?", WHEN)


@pytest.fixture
def comments(tmp_path: Path) -> Comments:
    return Comments(Database(f"sqlite:///{tmp_path / 'baza.sqlite'}"))


def test_a_comment_is_kept_with_its_place_author_and_moment(comments: Comments) -> None:
    assert comments.add(COMMENT)

    (found,) = comments.of("maly-grant", {"a1"})

    assert (found.place, found.author, found.text, found.at) == (
        "kroki",
        REVIEWER,
        "Kto to robi?",
        WHEN,
    )
    assert found.open


def test_a_double_click_adds_one_comment(comments: Comments) -> None:
    assert comments.add(COMMENT)
    assert not comments.add(replace(COMMENT, at=datetime(2026, 11, 22, 19, 6, tzinfo=UTC)))

    assert len(comments.of("maly-grant", {"a1"})) == 1


def test_two_persons_may_say_the_same(comments: Comments) -> None:
    assert comments.add(COMMENT)
    assert comments.add(replace(COMMENT, author=AUTHOR))


def test_answers_stand_under_their_comment_in_order(comments: Comments) -> None:
    comments.add(COMMENT)
    (asked,) = comments.of("maly-grant", {"a1"})
    answer = replace(COMMENT, author=AUTHOR, text="Urząd.", answers=asked.id)
    comments.add(answer)
    comments.add(replace(answer, text="Poprawione.", head="a2"))

    (found,) = comments.of("maly-grant", {"a1", "a2"})

    assert [(one.author, one.text) for one in found.answers] == [
        (AUTHOR, "Urząd."),
        (AUTHOR, "Poprawione."),
    ]


def test_an_answer_needs_a_comment_on_the_same_draft(comments: Comments) -> None:
    comments.add(COMMENT)
    (asked,) = comments.of("maly-grant", {"a1"})

    with pytest.raises(LookupError):
        comments.add(replace(COMMENT, key="wklad-wlasny", answers=asked.id))
    with pytest.raises(LookupError):
        comments.add(replace(COMMENT, answers=asked.id + 1))


def test_a_comment_is_settled_once_and_can_be_opened_again(comments: Comments) -> None:
    comments.add(COMMENT)
    (asked,) = comments.of("maly-grant", {"a1"})

    assert comments.resolve("maly-grant", asked.id, AUTHOR, WHEN)
    assert not comments.resolve("maly-grant", asked.id, REVIEWER, WHEN)

    (settled,) = comments.of("maly-grant", {"a1"})
    assert (settled.resolved_by, settled.resolved_at) == (AUTHOR.name, WHEN)
    assert comments.waiting() == []
    assert comments.reopen("maly-grant", asked.id)
    assert not comments.reopen("maly-grant", asked.id)
    assert comments.waiting() == [("maly-grant", "a1")]


def test_comments_on_an_earlier_draft_of_the_same_document_are_not_shown(
    comments: Comments,
) -> None:
    comments.add(COMMENT)

    assert comments.of("maly-grant", {"b1"}) == []
