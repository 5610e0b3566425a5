"""Many writers at once: one of them wins each time, the others are told, nothing is lost."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from threading import Barrier

from kb.history.errors import HistoryError
from kb.history.history import History
from tests.kb.history.appender import SHARED, path_of
from tests.kb.history.conftest import Git
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER

KEY = "maly-grant"
WRITERS = 5


def at_once(action: Callable[[int], object]) -> Counter[str]:
    """Do something in several threads at the same time; how often each outcome came about."""
    start = Barrier(WRITERS)

    def run(number: int) -> str:
        start.wait()
        try:
            action(number)
        except HistoryError as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(WRITERS) as pool:
        return Counter(pool.map(run, range(WRITERS)))


def test_of_writers_that_saw_the_same_state_one_wins(history: History) -> None:
    def save(expected: str | None) -> Callable[[int], object]:
        return lambda n: history.save(KEY, {GRANT: f"{n}".encode()}, AUTHOR, expected, "")

    assert at_once(save(None)) == {"done": 1, "DraftMoved": WRITERS - 1}
    draft = history.draft(KEY)
    assert draft is not None
    again = at_once(lambda n: history.save(KEY, {GRANT: f"x{n}".encode()}, AUTHOR, draft.head, ""))
    assert again == {"done": 1, "DraftMoved": WRITERS - 1}
    assert len(history.events(KEY)) == 2


def test_a_draft_published_by_several_at_once_is_published_once(history: History) -> None:
    draft = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    sent = history.send(KEY, draft.head, AUTHOR, "")
    assert at_once(lambda _n: history.publish(KEY, sent.head, REVIEWER, "")) == {"done": WRITERS}
    assert len(history.log()) == 2


def test_drafts_of_different_standards_are_published_at_once(history: History, git: Git) -> None:
    paths = [PurePosixPath(f"p2o1/nowy-{number}/2026-09-01.md") for number in range(WRITERS)]

    def publish(number: int) -> None:
        key = f"nowy-{number}"
        draft = history.save(key, {paths[number]: b"1\n"}, AUTHOR, None, "")
        sent = history.send(key, draft.head, AUTHOR, "")
        history.publish(key, sent.head, REVIEWER, "")

    assert at_once(publish) == {"done": WRITERS}
    assert all((history.root / path).read_bytes() == b"1\n" for path in paths)
    assert len(history.log()) == WRITERS + 1
    assert git("status", "--porcelain") == ""


def test_processes_that_write_the_same_draft_lose_no_line(history: History) -> None:
    names, count = ("a", "b", "c"), 6
    command = [sys.executable, "-m", "tests.kb.history.appender", str(history.root)]
    running = [subprocess.Popen([*command, name, str(count)]) for name in names]
    assert [process.wait() for process in running] == [0] * len(names)
    lines = {name: [f"{name}-{number}" for number in range(count)] for name in names}
    for key, expected in [(name, lines[name]) for name in names]:
        assert text_of(history, key).split() == expected
    found = text_of(history, SHARED).split()
    for name in names:
        assert [line for line in found if line.startswith(name)] == lines[name]
    assert len(found) == len(names) * count


def test_readers_never_see_a_draft_vanish_while_its_state_changes(history: History) -> None:
    draft = history.save(KEY, {GRANT: b"1\n"}, AUTHOR, None, "")
    with ThreadPoolExecutor(1) as pool:
        turning = pool.submit(turn_often, history, draft.head)
        while not turning.done():
            assert history.draft(KEY) is not None
        turning.result()


def turn_often(history: History, head: str) -> None:
    for _ in range(5):
        sent = history.send(KEY, head, AUTHOR, "")
        head = history.give_back(KEY, sent.head, REVIEWER, "").head


def text_of(history: History, key: str) -> str:
    draft = history.draft(key)
    assert draft is not None
    return (history.read(draft.head, path_of(key)) or b"").decode()
