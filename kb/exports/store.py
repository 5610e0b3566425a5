"""Files made once and kept by what they were made from, within a bounded space."""

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.errors import ExportBusy

SPACE = 500_000_000
"""Bytes that the files may take; a file of a standard is about 50 kB."""
PATIENCE = 20.0
"""Seconds that a request waits for its turn; a file takes a fraction of one."""
WAITING = 4
"""Requests that may wait at once, so that reading always finds a free thread."""

_PART_LIFE = 3_600.0
"""Seconds after which a half-written file is known to be left over."""
_LOCK = ".lock"


def digest(*parts: str) -> str:
    """The name of what is made from these texts."""
    joined = "\0".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:40]


class FileStore:
    """A folder of made files; the longest unread go first when the space is full.

    Raises:
        OSError: the folder cannot be written to.
    """

    def __init__(self, folder: Path, space: int = SPACE) -> None:
        self._folder = folder
        self._space = space
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)

    def size(self, name: str) -> int | None:
        """The bytes of a file, `None` while it has not been made."""
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return None

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What the file holds; `make` makes it if it is not there, one file at a time.

        Raises:
            ExportBusy: its turn did not come in time.
            ExportError: it could not be made.
        """
        path = self._folder / name
        content = self._read(path)
        if content is not None:
            return content
        with self._our_turn():
            content = self._read(path)
            if content is None:
                content = make()
                self._write(path, content)
                self._make_room(path)
        return content

    @contextlib.contextmanager
    def only_process(self) -> Iterator[None]:
        """Wait until no other process on this folder is inside; ends with the process."""
        import fcntl  # POSIX alone has it, as gunicorn has

        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _our_turn(self) -> Iterator[None]:
        if not self._waiting.acquire(blocking=False):
            raise ExportBusy("zbyt wiele plików powstaje naraz")
        try:
            if not self._turn.acquire(timeout=PATIENCE):
                raise ExportBusy("kolejka plików do zrobienia jest za długa")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._waiting.release()

    def _read(self, path: Path) -> bytes | None:
        """What the file holds, if there is one; that it was read is noted on it."""
        try:
            os.utime(path)
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        partial.write_bytes(content)
        partial.replace(path)

    def _make_room(self, newest: Path) -> None:
        """Remove the files longest unread until the rest fits, and what a killed process left."""
        found = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another process was first
                stat = path.stat()
                if path.suffix == ".part" and time.time() - stat.st_mtime > _PART_LIFE:
                    path.unlink()
                elif not path.name.startswith(".") and path != newest:
                    found.append((stat.st_mtime_ns, stat.st_size, path))
        total = newest.stat().st_size + sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._space:
                return
            path.unlink(missing_ok=True)
            total -= size
