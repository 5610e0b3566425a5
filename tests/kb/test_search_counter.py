from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from kb.search_counter import SearchCounter
from kb.search_log import AskedQuery, asked_queries
from tests.processes import PROCESSES

DAY = date(2026, 11, 22)
TIMES = 50


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'baza.sqlite'}"


def count_many(url: str) -> None:
    counter = SearchCounter(url)
    for _ in range(TIMES):
        counter.record("mały grant", DAY, 5)
        counter.flush()
    counter.close()


def test_searches_are_written_when_the_counter_closes(url: str) -> None:
    counter = SearchCounter(url)
    for total in (5, 0, 1, 5):
        counter.record("Mały  grant", DAY, total)
    counter.record("jan@example.pl", DAY, 5)
    counter.close()
    assert asked_queries(url, DAY) == [AskedQuery("maly grant", 4, 1, 1)]


def test_threads_lose_nothing(url: str) -> None:
    counter = SearchCounter(url)

    def ask() -> None:
        for _ in range(TIMES):
            counter.record("grant", DAY, 5)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    counter.flush()
    for thread in threads:
        thread.join()
    counter.close()
    assert asked_queries(url, DAY) == [AskedQuery("grant", 8 * TIMES, 0, 0)]


def test_processes_writing_at_once_lose_nothing(url: str) -> None:
    processes = [PROCESSES.Process(target=count_many, args=(url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert asked_queries(url, DAY) == [AskedQuery("maly grant", 3 * TIMES, 0, 0)]


def test_what_cannot_be_written_is_kept_for_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    url = f"sqlite:///{folder / 'baza.sqlite'}"
    counter = SearchCounter(url)
    for _ in range(3):
        counter.record("grant", DAY, 5)
    counter.flush()
    folder.mkdir()
    counter.close()
    assert asked_queries(url, DAY) == [AskedQuery("grant", 3, 0, 0)]
