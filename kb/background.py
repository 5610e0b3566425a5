"""Work that nobody waits for: in threads of the least importance."""

import os
import sys
import threading
from collections.abc import Callable

_NICENESS = 15


def start_quietly(
    name: str, work: Callable[[threading.Event], None], stop: threading.Event | None = None
) -> threading.Thread:
    """Run `work` in a thread that gives way to all others; it is handed `stop`.

    The thread ends with the process, or when `work` sees that `stop` is set.
    """
    ending = stop or threading.Event()
    thread = threading.Thread(target=_quietly, args=(work, ending), name=name, daemon=True)
    thread.start()
    return thread


def _quietly(work: Callable[[threading.Event], None], stop: threading.Event) -> None:
    if sys.platform == "linux":  # where this is a matter of the thread, not of the process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
    work(stop)
