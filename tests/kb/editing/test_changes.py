from datetime import date
from pathlib import PurePosixPath

import pytest

from kb.editing.changes import (
    ImpossibleChange,
    new_version,
    restoration,
    reverted,
    withdrawal,
)
from kb.editing.checking import check_draft
from kb.editing.document import read_document
from kb.history.history import History
from kb.library import Library
from tests.kb.editing.conftest import EWA, GRANT, TODAY, text_of

OLD = GRANT.with_name("2025-01-01.md")
NEW = GRANT.with_name("2027-01-01.md")


@pytest.fixture
def versions(history: History) -> dict[PurePosixPath, str]:
    return {path: text_of(history, path) for path in (OLD, GRANT)}


def text(content: bytes | None) -> str:
    assert content is not None
    return content.decode()


def different_lines(before: str, after: str) -> list[str]:
    known = set(before.splitlines())
    return [line for line in after.splitlines() if line not in known]


def test_a_new_version_is_a_copy_whose_change_is_still_to_be_told(
    history: History, library: Library, versions: dict[PurePosixPath, str]
) -> None:
    changes = new_version(versions, date(2027, 1, 1))
    assert set(changes) == {NEW}
    assert different_lines(versions[GRANT], text(changes[NEW])) == [
        "valid_from: 2027-01-01",
        'change_note: "[uzupełnij: co się zmienia w tej wersji i dlaczego]"',
    ]
    checked = check_draft(
        history, history.save("maly-grant", changes, EWA, None, ""), library, TODAY
    )
    assert [problem.field for problem in checked.errors] == ["change_note"]
    ends = [version.until for version in checked.library.standards["maly-grant"].versions]
    assert ends == [date(2026, 8, 31), date(2026, 12, 31), None]


def test_a_new_version_closes_one_that_was_to_last_longer(
    versions: dict[PurePosixPath, str],
) -> None:
    versions[GRANT] = versions[GRANT].replace(
        "valid_from: 2026-09-01", "valid_from: 2026-09-01\nvalid_to: 2027-06-30\nwithdrawn: Powód"
    )
    changes = new_version(versions, date(2027, 1, 1))
    closed = read_document(text(changes[GRANT]), GRANT).data
    assert closed["valid_to"] == "2026-12-31"
    assert "withdrawn" not in closed
    copy = read_document(text(changes[NEW]), NEW).data
    assert "valid_to" not in copy


def test_a_new_version_may_stand_between_two(versions: dict[PurePosixPath, str]) -> None:
    changes = new_version(versions, date(2026, 3, 1))
    (path,) = set(changes) - {OLD}
    assert path.name == "2026-03-01.md"
    title = read_document(versions[OLD], OLD).data["title"]
    assert read_document(text(changes[path]), path).data["title"] == title


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 9, 1), "już jest"), (date(2020, 1, 1), "późniejszy dzień")]
)
def test_a_new_version_needs_a_free_day_after_the_first(
    versions: dict[PurePosixPath, str], day: date, words: str
) -> None:
    with pytest.raises(ImpossibleChange, match=words):
        new_version(versions, day)


def test_withdrawing_sets_the_last_day_and_the_reason_and_restoring_takes_them_back(
    history: History, library: Library, versions: dict[PurePosixPath, str]
) -> None:
    changes = withdrawal(versions, date(2026, 12, 31), " Ustawa\nstraciła moc: nie ma trybu. ")
    assert different_lines(versions[GRANT], text(changes[GRANT])) == [
        "valid_to: 2026-12-31",
        'withdrawn: "Ustawa straciła moc: nie ma trybu."',
    ]
    draft = history.save("maly-grant", changes, EWA, None, "")
    checked = check_draft(history, draft, library, TODAY)
    assert checked.errors == ()
    assert checked.library.standards["maly-grant"].in_force_on(date(2027, 1, 1)) is None
    back = restoration({**versions, GRANT: text(changes[GRANT])})
    assert text(back[GRANT]) == versions[GRANT]


@pytest.mark.parametrize(
    ("day", "reason", "words"),
    [
        (date(2026, 12, 31), "  ", "powodu"),
        (date(2026, 1, 31), "Powód", "nowa wersja"),
        (date(2020, 1, 1), "Powód", "nie obowiązuje jeszcze"),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(
    versions: dict[PurePosixPath, str], day: date, reason: str, words: str
) -> None:
    with pytest.raises(ImpossibleChange, match=words):
        withdrawal(versions, day, reason)


def test_what_is_not_withdrawn_cannot_be_restored(versions: dict[PurePosixPath, str]) -> None:
    with pytest.raises(ImpossibleChange, match="nie jest wycofany"):
        restoration(versions)


def test_reverting_brings_files_back_as_they_were() -> None:
    same, changed, new, old = (PurePosixPath(name) for name in ("a", "b", "c", "d"))
    now = {same: b"1", changed: b"2", new: b"3"}
    then = {same: b"1", changed: b"0", old: b"4"}
    assert reverted(now, then) == {new: None, changed: b"0", old: b"4"}
