"""Reading a file of unknown origin: sniffed here, read in a sandboxed process."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kb.errors import ExportError
from kb.exports.pandoc import find_pandoc
from kb.imports import limits
from kb.imports.errors import ImportBusy, ImportRefused
from kb.imports.reading import RESULT, Reading, picture_names, read_result
from kb.imports.sandbox import sandboxed
from kb.imports.sniffing import Format, sniff

_TURNS = threading.BoundedSemaphore(limits.AT_ONCE)
_NO_PANDOC = (
    "Serwis nie ma programu, który czyta pliki. Powiedz o tym administratorowi "
    "(pip install pypandoc_binary)."
)


def read(data: bytes, formats: tuple[Format, ...] = ("docx", "odt", "pdf")) -> Reading:
    """The text of a file in one of the formats.

    Raises:
        ImportRefused: the file is of another format, too large, encrypted, damaged, holds macros,
            no text, or cannot be read in time.
        ImportBusy: too many files are being read at once.
    """
    found = sniff(data)
    if found not in formats:
        raise _other_format(found)
    program = [sys.executable, "-I", "-m", "kb.imports.worker", found, _pandoc()]
    with _turn(), sandboxed(program, {"input": data}) as folder:
        text = folder.read(RESULT, limits.MAX_OUTPUT).decode()
        pictures = {name: folder.read(name, limits.MAX_PICTURE) for name in picture_names(text)}
    return read_result(text, pictures)


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=limits.WAITING):
        raise ImportBusy
    try:
        yield
    finally:
        _TURNS.release()


def _other_format(found: Format) -> ImportRefused:
    kind = "prezentacja" if found in ("pptx", "odp") else "arkusz"
    return ImportRefused(
        "unknown",
        f"To plik {found.upper()}, czyli {kind}, a szkic powstaje z tekstu. Zapisz treść jako DOCX "
        "albo dodaj ten plik do plików szkicu.",
    )


def _pandoc() -> str:
    try:
        return find_pandoc()
    except ExportError as error:
        raise ImportRefused("converter", _NO_PANDOC) from error
