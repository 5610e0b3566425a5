"""The pages of a PDF as lines, read with pypdf."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kb.imports import limits
from kb.imports.errors import ImportRefused, TooLong
from kb.imports.packages import DAMAGED, password_refusal
from kb.imports.pdf_lines import Line

_TOO_MANY_PAGES = (
    f"PDF ma więcej niż {limits.MAX_PAGES} stron. Podziel go na części i wyślij tę, z której ma "
    "powstać dokument."
)
_DAMAGES = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError),
    *(RecursionError, OverflowError, NotImplementedError, AssertionError),
)
"""What pypdf raises on files that break the rules of PDF."""


def read_pages(data: bytes) -> tuple[list[list[Line]], int]:
    """The lines of every page, and how many pictures there are.

    Raises:
        ImportRefused: it is damaged, encrypted or too long.
    """
    try:
        return _read(data)
    except DependencyError as error:
        raise password_refusal() from error
    except _DAMAGES as error:
        raise ImportRefused("damaged", DAMAGED) from error


def characters(lines: Sequence[Line]) -> int:
    """How much text a page holds."""
    return sum(len(line.text.strip()) for line in lines)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text as pypdf hands it over, with the look of its font."""

    text: str
    size: float
    bold: bool
    height: float


def _read(data: bytes) -> tuple[list[list[Line]], int]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise password_refusal()
    if len(reader.pages) > limits.MAX_PAGES:
        raise ImportRefused("too-large", _TOO_MANY_PAGES)
    pages, pictures, size = [], 0, 0
    for page in reader.pages:
        lines = _page_lines(page)
        size += characters(lines)
        if size > limits.MAX_TEXT:
            raise TooLong
        pages.append(lines)
        pictures += _picture_count(page)
    return pages, pictures


def _page_lines(page: Any) -> list[Line]:
    """The lines of a page; each with the size and weight of most of its characters."""
    pieces: list[_Piece] = []

    def visit(text: str, page: Any, matrix: Any, font: Any, size: Any) -> None:
        scale = abs(float(matrix[3])) or abs(float(matrix[1])) or 1.0
        name = str(font.get("/BaseFont", "")) if font else ""
        height = matrix[4] * page[1] + matrix[5] * page[3] + page[5]
        bold = "bold" in name.lower()
        pieces.append(_Piece(text, round(float(size or 0) * scale, 1), bold, float(height)))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    current: list[_Piece] = []
    for piece in pieces:
        for index, part in enumerate(piece.text.split("\n")):
            if index:
                lines.append(_line(current))
                current = []
            if part:
                current.append(replace(piece, text=part))
    lines.append(_line(current))
    return lines


def _line(pieces: Sequence[_Piece]) -> Line:
    filled = [piece for piece in pieces if piece.text.strip()]
    if not filled:
        return Line("")
    longest = max(filled, key=lambda piece: len(piece.text.strip()))
    text = "".join(piece.text for piece in pieces)
    return Line(text, longest.size, all(piece.bold for piece in filled), longest.height)


def _picture_count(page: Any) -> int:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return 0
    named = objects.get_object().values()
    return sum(1 for one in named if one.get_object().get("/Subtype") == "/Image")
