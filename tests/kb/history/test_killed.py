"""`kill -9` of a real process that saves and publishes, at many random instants."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pygit2

from kb.history.history import History
from kb.history.model import Draft
from tests.kb.history.conftest import Git
from tests.kb.history.writer import path_of

KILLS = 25
MOST_LINES = 4
"""A writer may get this much done before the instant of its death draws near."""

LONGEST = 0.03
"""Seconds from there to its death: as long as publishing takes, several times."""

KEYS = ("nowy-standard", "inny-standard")


def writer(root: Path, name: str, *keys: str) -> subprocess.Popen[str]:
    """Start a process that writes until it is killed."""
    command = [sys.executable, "-m", "tests.kb.history.writer", str(root), name, *keys]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def run_and_kill(root: Path, name: str, chance: random.Random) -> list[list[str]]:
    """Start a writer, kill it in the middle of its work; what it said was done."""
    with writer(root, name, *KEYS) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(chance.randint(0, MOST_LINES))]
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        return read(said + process.stdout.readlines())


def read(said: list[str]) -> list[list[str]]:
    """The words of the whole lines."""
    return [line.split() for line in said if line.endswith("\n")]


def check_kept(history: History, told: list[list[str]]) -> None:
    """Everything the writer was told is done is there."""
    repository = pygit2.Repository(str(history.root))
    main = pygit2.Oid(hex=history.head)
    drafts = {draft.key: draft for draft in history.drafts()}
    for what, key, commit, text in told:
        assert history.read(commit, path_of(key)) == f"{text}\n".encode()
        heads = [main] if what == "published" else [main, *_heads(drafts.get(key))]
        assert any(
            head == commit or repository.descendant_of(head, pygit2.Oid(hex=commit))
            for head in heads
        ), f"{what} {text} is lost"


def check_files(history: History) -> None:
    """The files that the site reads are those of `main`, all of them."""
    head = history.head
    for key in KEYS:
        both = [history.read(head, path_of(key, number)) for number in (0, 1)]
        assert both[0] == both[1], "a publication by halves"
        for number in (0, 1):
            path = history.root / path_of(key, number)
            assert (path.read_bytes() if path.exists() else None) == both[number]


def check_tidy(history: History, git: Git) -> None:
    """Nothing unfinished lies about, and git finds no fault."""
    unfinished = [
        *history.root.rglob(".kb-*"),
        *history.root.rglob("tmp_object*"),
        *(history.root / ".git" / "refs").rglob("*.lock"),
    ]
    assert unfinished == []
    assert git("fsck", "--strict", "--no-dangling") == ""
    assert git("status", "--porcelain") == ""


def _heads(draft: Draft | None) -> list[pygit2.Oid]:
    return [] if draft is None else [pygit2.Oid(hex=draft.head)]


def test_nothing_accepted_is_lost_and_nothing_is_left_half_done(history: History, git: Git) -> None:
    chance = random.Random(20261122)
    told: list[list[list[str]]] = []
    for kill in range(KILLS):
        told.append(run_and_kill(history.root, f"w{kill}", chance))
        survivor = History(history.root)
        survivor.recover()
        check_kept(survivor, told[-1])
        check_files(survivor)
        assert survivor.adopt_outside_edits() is None
    everything = [line for lines in told for line in lines]
    assert {line[0] for line in everything} == {"saved", "published"}
    check_kept(history, everything)
    check_tidy(history, git)


def test_a_writer_that_is_killed_does_not_disturb_another(history: History, git: Git) -> None:
    chance = random.Random(6)
    told: list[list[str]] = []
    with writer(history.root, "trwaly", "trzeci-standard") as steady:
        for kill in range(5):
            told += run_and_kill(history.root, f"w{kill}", chance)
        assert steady.poll() is None
        steady.kill()
        assert steady.stdout is not None
        told += read(steady.stdout.readlines()[1:])
    history.recover()
    check_kept(history, told)
    assert "trzeci-standard" in {key for _what, key, _commit, _text in told}
    assert history.adopt_outside_edits() is None
    check_tidy(history, git)
