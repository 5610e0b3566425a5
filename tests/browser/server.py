"""A live site for the browser tests: the product's own application in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

START_SECONDS = 60.0  # building the index of the bundled standards on a busy machine
STOP_SECONDS = 10.0


class ServerDidNotStartError(RuntimeError):
    """The site did not answer in time; carries what it wrote."""


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(address: str) -> tuple[int, str]:
    """Status and text of a page; an error page is a page too."""
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@contextmanager
def running(
    command: list[str], address: str, *, cwd: Path, environment: dict[str, str], log: Path
) -> Iterator[str]:
    """Run a server until the block ends; yields its address once it answers.

    Raises ServerDidNotStartError with the server's log when it ends early or stays silent.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for_answer(process, address, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """Serve the bundled standards with the checkout's `kb serve`; index and log go to `folder`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    # As at home: what this machine has set for its own installation is not asked.
    environment = {name: value for name, value in os.environ.items() if name[:3] != "KB_"}
    with running(
        [sys.executable, "-m", "kb", "serve", "--port", str(port)],
        address,
        cwd=Path(__file__).parents[2],
        environment={**environment, "KB_VAR": str(folder / "var"), "KB_PREPARE_FILES": "nie"},
        log=folder / "server.log",
    ):
        yield address


def _wait_for_answer(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            fetch(f"{address}/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise ServerDidNotStartError(
        f"No answer at {address}, exit status {process.poll()}:\n{log.read_text()}"
    )
