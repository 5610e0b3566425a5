"""Running pandoc, which comes with the package pypandoc_binary."""

import subprocess
from collections.abc import Sequence

from kb.errors import ExportError

TIME_LIMIT = 60
"""Seconds; a document takes a fraction of one."""

_MISSING = (
    "brak programu pandoc, który tworzy pliki do pobrania → zainstaluj go: "
    "pip install pypandoc_binary"
)


def find_pandoc() -> str:
    """The path of the pandoc program.

    Raises:
        ExportError: the package is not installed.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise ExportError(_MISSING) from error
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ExportError(_MISSING) from error


def run_pandoc(arguments: Sequence[str], text: str = "") -> bytes:
    """What pandoc writes to standard output when given `text`.

    It runs in its sandbox: it reads no file but those named in `arguments`, nothing from the
    network, and knows neither the time nor the environment.

    Raises:
        ExportError: pandoc is not installed, refused the text or took too long.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours, no shell
            [find_pandoc(), "--sandbox", *arguments],
            input=text.encode(),
            capture_output=True,
            check=False,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired as error:
        raise ExportError(f"pandoc nie skończył w ciągu {TIME_LIMIT} sekund") from error
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip()
        raise ExportError(f"pandoc nie przyjął tekstu: {reason}")
    return done.stdout
