"""The generation directories `gen-0001`, `gen-0002` … under an index directory, and its lock."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from indexer.errors import IndexBusy
from indexer.marker import MARKER_NAME

GENERATION = re.compile(r"gen-(\d{4,})")
LOCK_NAME = "writer.lock"
LOCK_POLL_SECONDS = 0.05


def create_directory(directory: Path) -> None:
    """Make the index directory, readable by its owner only: Whoosh trusts the pickles in it."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)


def new_generation(directory: Path) -> Path:
    """Make the next empty generation directory."""
    numbers = [int(m[1]) for p in directory.iterdir() if (m := GENERATION.fullmatch(p.name))]
    path = directory / f"gen-{max(numbers, default=0) + 1:04d}"
    path.mkdir(mode=0o700)
    return path


def remove_others(directory: Path, current: str) -> None:
    """Remove every generation but `current`, and temporary markers of writers that died.

    Call with the lock held. What cannot be removed now (a file open elsewhere on Windows) is left
    for the next call.
    """
    for path in directory.iterdir():
        if GENERATION.fullmatch(path.name) and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f"{MARKER_NAME}."):
            path.unlink(missing_ok=True)


@contextmanager
def write_lock(directory: Path, wait: float) -> Iterator[None]:
    """Hold the directory's only writer's place; the system frees it when the process dies.

    Raises:
        IndexBusy: another thread or process holds it for longer than `wait` seconds.
    """
    lock = FileLock(str(directory / LOCK_NAME))
    if not try_for(lock.acquire, timeout=wait, delay=LOCK_POLL_SECONDS):
        raise IndexBusy(f"another writer has held {directory} for more than {wait:g} s")
    try:
        yield
    finally:
        lock.release()
