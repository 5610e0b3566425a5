from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kb.database import Database
from kb.search_log import (
    AT_LEAST,
    KEPT,
    AskedQuery,
    Key,
    add_counts,
    asked,
    asked_queries,
    countable,
    outcome_of,
    remove_old,
    successful_queries,
)

DAY = date(2026, 11, 22)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'baza.sqlite'}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


def store(database: Database, counts: dict[Key, int]) -> None:
    with database.session() as session:
        add_counts(session, counts)


def test_queries_are_counted_folded_with_single_spaces() -> None:
    assert countable("  Mały   GRANT\t2026 ") == "maly grant 2026"
    assert countable("Dz.U. 2003 nr 96 poz. 873") == "dz.u. 2003 nr 96 poz. 873"
    assert countable("do kiedy? 2026-08-31") == "do kiedy? 2026-08-31"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "jan.kowalski@example.pl",
        "sprawa 44051401359",
        "tel. 600 700 800",
        "600-700-800",
        "PL 12 1234 5678 9012 3456",
        "dowód ABC 123456",
        "8471234",
        "to jest bardzo długie pytanie o sprawę mojej sąsiadki",
        "ą" * 101,
    ],
)
def test_what_looks_personal_is_not_counted(text: str) -> None:
    assert countable(text) is None


def test_searches_are_parted_by_how_they_went() -> None:
    assert [outcome_of(total) for total in (0, 1, 2, 3)] == ["none", "few", "few", "found"]


def test_counts_add_up_over_days_and_writes(database: Database) -> None:
    yesterday = DAY - timedelta(days=1)
    store(database, {("grant", DAY, "found"): 2, ("grant", yesterday, "none"): 1})
    store(database, {("grant", DAY, "found"): 3, ("grant", DAY, "few"): 1})
    with database.session() as session:
        assert asked(session, yesterday) == [AskedQuery("grant", 7, 1, 1)]
        assert asked(session, DAY) == [AskedQuery("grant", 6, 0, 1)]


def test_queries_asked_rarely_are_told_to_nobody(database: Database) -> None:
    store(database, {("rzadkie", DAY, "found"): AT_LEAST - 1, ("czeste", DAY, "found"): AT_LEAST})
    with database.session() as session:
        assert [row.query for row in asked(session, DAY)] == ["czeste"]


def test_the_commonest_come_first(database: Database) -> None:
    store(database, {("b", DAY, "found"): 5, ("a", DAY, "found"): 3, ("c", DAY, "found"): 9})
    with database.session() as session:
        assert [row.query for row in asked(session, DAY)] == ["c", "b", "a"]


def test_what_is_a_year_old_is_forgotten(database: Database) -> None:
    old = DAY - KEPT - timedelta(days=1)
    store(database, {("dawne", old, "found"): 9, ("nowe", DAY, "found"): 9})
    with database.session() as session:
        remove_old(session, DAY)
    with database.session() as session:
        assert [row.query for row in asked(session, date.min)] == ["nowe"]


def test_only_queries_that_always_found_enough_are_successful(database: Database, url: str) -> None:
    store(
        database,
        {
            ("dobre", DAY, "found"): 4,
            ("puste", DAY, "none"): 4,
            ("raz puste", DAY, "found"): 4,
            ("raz puste", DAY - timedelta(days=1), "none"): 1,
        },
    )
    assert successful_queries(url, DAY) == {"dobre": 4}


def test_reading_makes_no_database_where_there_is_none(url: str, tmp_path: Path) -> None:
    assert asked_queries(url, DAY) == []
    assert successful_queries(url, DAY) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_only_costs_the_suggestions(url: str, tmp_path: Path) -> None:
    (tmp_path / "baza.sqlite").write_bytes(b"not a database" * 100)
    assert successful_queries(url, DAY) == {}
