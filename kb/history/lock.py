"""One writer at a time among all processes, and a note when one of them died while writing."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.history.errors import HistoryBusy

WAIT = 10.0
"""Seconds to wait for other writers before saying that they are busy."""

_STEP = 0.005


@contextmanager
def exclusive(path: Path, wait: float = WAIT) -> Iterator[bool]:
    """Hold the lock in the file `path`; yields whether its last holder died while holding it.

    The system frees the lock of a process that ends in any way. The file holds a mark while
    somebody writes, so the next holder learns of a writer that was killed. Works among threads
    too, since each holder opens the file for itself.

    Raises:
        HistoryBusy: others held it all the time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _acquire(descriptor, wait)
        interrupted = os.fstat(descriptor).st_size > 0
        os.pwrite(descriptor, b"!", 0)
        os.fsync(descriptor)
        try:
            yield interrupted
        finally:
            os.ftruncate(descriptor, 0)
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for a child that was forked meanwhile
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise HistoryBusy from None
            time.sleep(_STEP)
        else:
            return
