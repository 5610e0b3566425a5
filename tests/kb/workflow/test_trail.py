from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import pytest

from kb.database import Database
from kb.history.model import OUTSIDE, PROGRAM, Person, Revision
from kb.workflow.adopting import adopt, key_of
from kb.workflow.trail import Entry, Trail, Wanted
from tests.kb.history.seeds import AUTHOR, REVIEWER

WHEN = datetime(2026, 11, 22, 19, 5, tzinfo=UTC)
ALL = Wanted()


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return Trail(Database(f"sqlite:///{tmp_path / 'baza.sqlite'}"))


def test_the_newest_entry_comes_first(trail: Trail) -> None:
    trail.record(Entry(WHEN, AUTHOR, "draft.send", "maly-grant", "a1"))
    trail.record(Entry(WHEN + timedelta(minutes=1), REVIEWER, "draft.return", "maly-grant", "a2"))

    assert [(e.person, e.label, e.key, e.revision) for e in trail.entries(ALL, 10)] == [
        (REVIEWER, "Zwrot do poprawy", "maly-grant", "a2"),
        (AUTHOR, "Wysłanie do recenzji", "maly-grant", "a1"),
    ]


def test_entries_are_found_by_person_and_document(trail: Trail) -> None:
    trail.record(Entry(WHEN, AUTHOR, "draft.send", "maly-grant"))
    trail.record(Entry(WHEN, AUTHOR, "draft.send", "wklad-wlasny"))
    trail.record(Entry(WHEN, REVIEWER, "draft.return", "maly-grant"))

    assert trail.count(Wanted(person=AUTHOR.id)) == 2
    assert trail.count(Wanted(person=AUTHOR.id, key="maly-grant")) == 1
    assert [e.key for e in trail.entries(Wanted(key="wklad-wlasny"), 10)] == ["wklad-wlasny"]
    assert trail.keys() == ["maly-grant", "wklad-wlasny"]


def test_entries_come_in_pages(trail: Trail) -> None:
    for minute in range(5):
        trail.record(Entry(WHEN + timedelta(minutes=minute), AUTHOR, "draft.save", str(minute)))

    assert [e.key for e in trail.entries(ALL, 2, 2)] == ["2", "1"]


def test_a_single_entry_is_recorded_once(trail: Trail) -> None:
    entry = Entry(WHEN, AUTHOR, "draft.send", "maly-grant")

    assert trail.record(entry, once="send:a1")
    assert not trail.record(entry, once="send:a1")
    assert trail.count(ALL) == 1


def test_a_person_is_listed_under_the_name_used_last(trail: Trail) -> None:
    trail.record(Entry(WHEN, Person("konto-1", "Anna Nowak"), "draft.save", "a"))
    trail.record(Entry(WHEN, Person("konto-1", "Anna Kot"), "draft.save", "a"))

    assert trail.people() == [Person("konto-1", "Anna Kot")]
    assert [e.person.name for e in trail.entries(ALL, 10)] == ["Anna Kot", "Anna Nowak"]


def test_an_unknown_action_is_shown_as_it_is(trail: Trail) -> None:
    assert Entry(WHEN, AUTHOR, "some.thing", "konto-4").label == "some.thing"


def test_publications_told_by_git_are_adopted_once(trail: Trail) -> None:
    path = PurePosixPath("p2o1/maly-grant/2026-09-01.md")
    seed = Revision("s0", WHEN, PROGRAM, None, "", "seed", (path,))
    published = Revision("r1", WHEN, AUTHOR, REVIEWER, "Nowa kwota", "publish", (path,))
    outside = Revision("r2", WHEN, OUTSIDE, None, "git push", "outside", (path,))

    assert adopt(trail, [outside, published, seed]) == 2
    assert adopt(trail, [outside, published, seed]) == 0

    assert [(e.person, e.action, e.key, e.revision) for e in trail.entries(ALL, 10)] == [
        (OUTSIDE, "content.outside", "maly-grant", "r2"),
        (REVIEWER, "draft.publish", "maly-grant", "r1"),
    ]


def test_no_text_reaches_the_trail(trail: Trail, tmp_path: Path) -> None:
    path = PurePosixPath("p2o1/maly-grant/2026-09-01.md")
    adopt(trail, [Revision("r1", WHEN, AUTHOR, REVIEWER, "Nowa kwota dotacji", "publish", (path,))])

    assert "kwota" not in repr(trail.entries(ALL, 10))


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("p2o1/maly-grant/2026-09-01.md", "maly-grant"),
        ("p2o1/maly-grant/wzor.docx", "maly-grant"),
        ("vocabulary/synonyms.yaml", "vocabulary.synonyms"),
        ("site.yaml", "site.yaml"),
    ],
)
def test_a_file_belongs_to_its_standard_or_vocabulary(path: str, key: str) -> None:
    assert key_of(PurePosixPath(path)) == key
