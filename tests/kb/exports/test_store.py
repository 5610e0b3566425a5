import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.errors import ExportBusy, ExportError
from kb.exports.store import WAITING, FileStore, digest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"


def test_a_file_is_made_once_and_then_read(folder: Path) -> None:
    store, made = FileStore(folder), []

    def make() -> bytes:
        made.append(1)
        return b"text"

    assert store.size("a.pdf") is None
    assert store.get("a.pdf", make) == b"text"
    assert store.get("a.pdf", make) == b"text"
    assert made == [1]
    assert store.size("a.pdf") == 4


def test_requests_at_the_same_time_make_a_file_once(folder: Path) -> None:
    store, made = FileStore(folder), []
    begun = threading.Barrier(WAITING)

    def make() -> bytes:
        made.append(1)
        time.sleep(0.05)  # long enough for the others to come
        return b"text"

    def ask(_: int) -> bytes:
        begun.wait()
        return store.get("a.pdf", make)

    with ThreadPoolExecutor(WAITING) as pool:
        assert list(pool.map(ask, range(WAITING))) == [b"text"] * WAITING
    assert made == [1]


def test_too_many_who_wait_are_told_so_at_once(folder: Path) -> None:
    store = FileStore(folder)
    leave, inside = threading.Event(), threading.Event()

    def slow() -> bytes:
        inside.set()
        leave.wait()
        return b"text"

    with ThreadPoolExecutor(WAITING) as pool:
        first = pool.submit(store.get, "0.pdf", slow)
        inside.wait()
        others = [
            pool.submit(store.get, f"{number}.pdf", lambda: b"text") for number in range(1, WAITING)
        ]
        while store._waiting._value:  # every place is taken
            time.sleep(0.001)
        with pytest.raises(ExportBusy):
            store.get("9.pdf", lambda: b"text")
        leave.set()
        assert all(made.result() == b"text" for made in (first, *others))


def test_a_failure_leaves_nothing_behind_and_may_be_tried_again(folder: Path) -> None:
    store = FileStore(folder)

    def fail() -> bytes:
        raise ExportError("nie udało się")

    with pytest.raises(ExportError):
        store.get("a.pdf", fail)
    assert store.size("a.pdf") is None
    assert store.get("a.pdf", lambda: b"text") == b"text"


def test_the_files_longest_unread_go_when_the_space_is_full(folder: Path) -> None:
    store = FileStore(folder, space=25)
    for age, name in ((300, "old.pdf"), (200, "older-but-read.pdf")):
        store.get(name, lambda: b"0123456789")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    os.utime(folder / "older-but-read.pdf", (0, 0))
    store.get("older-but-read.pdf", lambda: b"")
    store.get("new.pdf", lambda: b"0123456789")
    assert sorted(path.name for path in folder.iterdir()) == ["new.pdf", "older-but-read.pdf"]


def test_a_file_larger_than_the_space_is_still_served(folder: Path) -> None:
    assert FileStore(folder, space=1).get("a.pdf", lambda: b"text") == b"text"


def test_what_a_killed_process_left_is_removed(folder: Path) -> None:
    store = FileStore(folder)
    store.get("a.pdf", lambda: b"text")
    stale, fresh = folder / ".b.pdf.1.part", folder / ".c.pdf.2.part"
    stale.write_bytes(b"half")
    os.utime(stale, (0, 0))
    fresh.write_bytes(b"half")
    store.get("d.pdf", lambda: b"text")
    assert not stale.exists()
    assert fresh.exists()


def test_names_tell_apart_what_differs_only_in_where_texts_are_cut() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", "c") == digest("ab", "c")
