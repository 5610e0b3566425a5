"""The words of an RTF file, read in the sandbox."""

import re

from kb.errors import ExportError
from kb.exports.pandoc import find_pandoc
from kb.imports import limits
from kb.imports.errors import ImportRefused
from kb.imports.sandbox import sandboxed

_CENTRAL_EUROPEAN = re.compile(rb"\\ansicpg1250\b|\\fcharset238\b")
_BYTE = re.compile(rb"(?P<told>\\u-?\d+ ?)?\\'(?P<byte>[0-9a-fA-F]{2})")
"""A letter by its byte; after the letter's own number it only stands in for it."""
_SOURCE, _WORDS = "source.rtf", "words.txt"


def rtf_words(content: bytes) -> str:
    """The text of the file.

    Raises:
        ImportRefused: it is damaged, cannot be read in time, or pandoc is not installed.
    """
    try:
        pandoc = find_pandoc()
    except ExportError as error:
        raise ImportRefused("converter", str(error)) from error
    program = [
        *(pandoc, "--sandbox", "--from=rtf", "--to=plain", "--wrap=none"),
        *(f"--output={_WORDS}", _SOURCE),
        *("+RTS", f"-M{limits.PANDOC_HEAP}M", "-RTS"),
    ]
    with sandboxed(program, {_SOURCE: _with_code_points(content)}) as folder:
        return folder.read(_WORDS, limits.MAX_OUTPUT).decode(errors="replace")


def _with_code_points(content: bytes) -> bytes:
    """The same text with Polish letters by their Unicode numbers: pandoc reads bytes as CP1252."""
    if not _CENTRAL_EUROPEAN.search(content):
        return content

    def code_point(match: re.Match[bytes]) -> bytes:
        if match["told"]:
            return match[0]
        letter = bytes.fromhex(match["byte"].decode()).decode("cp1250", errors="replace")
        return f"\\u{ord(letter)} ?".encode()

    return _BYTE.sub(code_point, content)
