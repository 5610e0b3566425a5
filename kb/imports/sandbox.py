"""Runs a program on a file of unknown origin in a process that can do little harm.

Limits of memory, processor time, file size and open files; its own empty folder; an environment
without secrets; no network where the system permits a network namespace of one's own; killed with
all it started when its time is over.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kb.imports import limits
from kb.imports.errors import ImportRefused

log = logging.getLogger(__name__)

_LAUNCHER = Path(__file__).with_name("launcher.py")
_LONGEST_LOG = 2_000
_TOO_SLOW = (
    "Nie udało się odczytać pliku w wyznaczonym czasie. Podziel dokument na mniejsze części albo "
    "usuń z niego duże tabele i ilustracje, a potem spróbuj jeszcze raz."
)
_FAILED = (
    "Nie udało się odczytać pliku: jest uszkodzony albo zbyt złożony. Otwórz go w edytorze tekstu, "
    "zapisz jeszcze raz jako DOCX i wyślij nowy plik."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: bytes, seconds."""

    memory: int = limits.WORKER_MEMORY
    cpu_seconds: int = limits.CPU_SECONDS
    file_size: int = limits.MAX_OUTPUT
    wall_clock: float = limits.WALL_CLOCK


class Folder:
    """The folder of one run, with what the program left in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, name: str, most: int) -> bytes:
        """A file that the program wrote, at most so many bytes of it.

        Raises:
            ImportRefused: there is no such file, it is larger, or no plain file.
        """
        try:
            descriptor = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise ImportRefused("damaged", _FAILED) from error
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise ImportRefused("too-large", _FAILED)
        return content


@contextmanager
def sandboxed(
    program: Sequence[str], files: Mapping[str, bytes], bounds: Limits | None = None
) -> Iterator[Folder]:
    """Run a program to its end in an empty folder with `files`; the folder goes away afterwards.

    `program` begins with the path of an executable. What it prints goes to the log.

    Raises:
        ImportRefused: it failed, took too long or too much.
    """
    bounds = bounds or Limits()
    with tempfile.TemporaryDirectory(prefix="kb-import-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        _run(_command(program, bounds, no_network=has_namespaces()), folder, bounds.wall_clock)
        yield Folder(folder)


@lru_cache(maxsize=1)
def has_namespaces() -> bool:
    """Whether this system lets a program cut itself off from the network; asked once."""
    command = _command([sys.executable, "-I", "-S", "-c", ""], Limits(), no_network=True)
    done = subprocess.run(  # noqa: S603 - a program of ours, no shell
        command, check=False, capture_output=True, timeout=limits.WALL_CLOCK
    )
    if done.returncode != 0:
        log.warning("no network namespaces here: imported files are read without one")
    return done.returncode == 0


def _command(program: Sequence[str], bounds: Limits, *, no_network: bool) -> list[str]:
    options = {
        "memory": bounds.memory,
        "cpu_seconds": bounds.cpu_seconds,
        "file_size": bounds.file_size,
        "no_network": no_network,
    }
    return [sys.executable, "-I", "-S", str(_LAUNCHER), json.dumps(options), *program]


def _run(command: Sequence[str], folder: Path, seconds: float) -> None:
    with tempfile.TemporaryFile() as said:  # a file, for the limit of file size holds for it
        process = subprocess.Popen(  # noqa: S603 - a program of ours, no shell
            command,
            cwd=folder,
            env={"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "PATH": "/usr/bin"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise ImportRefused("slow", _TOO_SLOW) from error
        finally:
            _kill(process)
        if status != 0:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _LONGEST_LOG))
            tail = said.read().decode(errors="replace").strip()
            log.warning("reading a file failed with status %s: %s", status, tail)
            slow = status == -signal.SIGXCPU
            raise ImportRefused("slow", _TOO_SLOW) if slow else ImportRefused("damaged", _FAILED)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the program with all it started; nothing is left to end when it went by itself."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
