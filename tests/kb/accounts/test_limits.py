from concurrent.futures import ThreadPoolExecutor

from limits import parse
from sqlalchemy import select

from kb.accounts.limits import DatabaseStorage, Tries
from kb.accounts.tables import TryCount
from kb.database import Database

THREE = parse("3 per hour")


def test_tries_are_counted_across_workers(database: Database) -> None:
    one, other = Tries(database, str), Tries(database, str)
    allowed = [t.allow(THREE, "haslo", "a@example.org") for t in (one, other, one, other, one)]
    assert allowed == [True, True, True, False, False]
    assert one.allow(THREE, "haslo", "b@example.org")


def test_tries_at_the_same_time_are_all_counted(database: Database) -> None:
    database.upgrade()
    tries = Tries(database, str)
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _: tries.allow(THREE, "haslo", "a"), range(24)))
    assert sum(allowed) == 3


def test_a_right_password_begins_a_new_count(database: Database) -> None:
    tries = Tries(database, str)
    for _ in range(4):
        tries.allow(THREE, "haslo", "a")
    tries.forget(THREE, "haslo", "a")
    assert tries.allow(THREE, "haslo", "a")


def test_a_window_ends_and_its_row_goes(database: Database) -> None:
    storage = DatabaseStorage(database)
    assert [storage.incr("a", -1), storage.incr("a", 3_600), storage.incr("a", 3_600)] == [1, 1, 2]
    storage.incr("b", -1)
    storage.incr("c", 3_600)
    assert (storage.get("a"), storage.get("b")) == (2, 0)
    storage.reset()
    assert storage.get("a") == 0


def test_nothing_readable_is_stored(database: Database) -> None:
    Tries(database, str).allow(THREE, "haslo", "anna@example.org")
    with database.session() as session:
        keys = session.scalars(select(TryCount.key)).all()
    assert len(keys) == 1
    assert "anna" not in keys[0]
