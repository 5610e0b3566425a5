"""PDF → text: all that a PDF tells are lines, so paragraphs and headings are worked out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kb.documents.text import plural
from kb.imports import limits
from kb.imports.block_text import Block
from kb.imports.errors import ImportRefused
from kb.imports.fake_headings import Paragraph, find_headings
from kb.imports.inline_text import InlineWriter
from kb.imports.packages import DAMAGED, password_refusal
from kb.imports.pdf_lines import (
    Joined,
    Line,
    item_text,
    paragraphs,
    without_running_heads,
)
from kb.imports.reading import Reading
from kb.imports.remarks import Remark, guessed_headings, quotations

_LEAST_CHARACTERS = 15
"""On a page; with fewer it is a picture of text."""
_SCANNED = (
    "Ten PDF to skan: zawiera obrazy stron bez tekstu. Poproś o plik DOCX albo rozpoznaj tekst "
    "programem OCR (w Wordzie: Otwórz → wskaż PDF) i wyślij wynik jako DOCX."
)
_TOO_LONG = (
    f"PDF ma więcej niż {limits.MAX_PAGES} stron. Podziel go na części i wyślij tę, z której ma "
    "powstać dokument."
)
_ALWAYS = Remark(
    "doubtful",
    "Z pliku PDF odczytano sam tekst: akapity, nagłówki i listy odtworzono z układu wierszy, a "
    "tabele i ilustracje przepadły. Porównaj szkic z plikiem strona po stronie.",
)
_DAMAGES = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError),
    *(RecursionError, OverflowError, NotImplementedError, AssertionError),
)
"""What pypdf raises on files that break the rules of PDF."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text as pypdf hands it over, with the look of its font."""

    text: str
    size: float
    bold: bool
    height: float


def read_pdf(data: bytes) -> Reading:
    """The text of a PDF.

    Raises:
        ImportRefused: it is damaged, encrypted, too long, or holds pictures of text.
    """
    try:
        pages, pictures = _read(data)
    except DependencyError as error:
        raise password_refusal() from error
    except _DAMAGES as error:
        raise ImportRefused("damaged", DAMAGED) from error
    empty = [
        number for number, page in enumerate(pages, 1) if _characters(page) < _LEAST_CHARACTERS
    ]
    if len(empty) == len(pages):
        raise ImportRefused("scanned", _SCANNED)
    kept, repeated = without_running_heads(pages)
    joined, mended = paragraphs(kept)
    reading = _marked(joined)
    remarks = [_ALWAYS, *reading.remarks, *_told(empty, pictures, repeated, mended)]
    return Reading(reading.title, reading.blocks, remarks=tuple(remarks))


def _read(data: bytes) -> tuple[list[list[Line]], int]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise password_refusal()
    if len(reader.pages) > limits.MAX_PAGES:
        raise ImportRefused("too-large", _TOO_LONG)
    pages, pictures, size = [], 0, 0
    for page in reader.pages:
        lines = _page_lines(page)
        size += _characters(lines)
        if size > limits.MAX_TEXT:
            raise ImportRefused("too-large", _TOO_LONG)
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


def _characters(lines: Sequence[Line]) -> int:
    return sum(len(line.text.strip()) for line in lines)


def _picture_count(page: Any) -> int:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return 0
    named = objects.get_object().values()
    return sum(1 for one in named if one.get_object().get("/Subtype") == "/Image")


def _marked(joined: Sequence[Joined]) -> Reading:
    """Headings found by size and weight; items of lists put in Markdown."""
    described = [
        Paragraph(one.text, one.bold, one.size, list="pdf" if one.is_item and not one.bold else "")
        for one in joined
    ]
    found = find_headings(described)
    writer = InlineWriter(lambda *_: "", lambda _: "", lambda _: None)
    blocks: list[Block] = []
    lead = ""
    for index, one in enumerate(joined):
        if index == found.title:
            continue
        if index in found.joined:
            lead = f"{one.text.rstrip('.')}. "
        elif index in found.levels:
            blocks.append(Block(found.levels[index], lead + one.text, lead + one.text))
            lead = ""
        else:
            mark, words = item_text(one.text) if one.is_item else ("", one.text)
            text = writer.write([{"t": "Str", "c": words}])
            _add(blocks, Block(0, f"{mark} {text}".strip() if mark else text, one.text), mark)
    title = joined[found.title].text if found.title is not None else ""
    texts = [joined[i].text for i in found.levels if i not in found.joined]
    return Reading(title, tuple(blocks), remarks=(guessed_headings(texts),) if texts else ())


def _add(blocks: list[Block], block: Block, mark: str) -> None:
    """Put a text after the others; an item joins the list that it goes on with."""
    last = blocks[-1] if blocks else None
    goes_on = last is not None and not last.level and _list_sign(last.markdown) == mark[-1:]
    if mark and goes_on and last is not None:
        blocks[-1] = Block(0, f"{last.markdown}\n{block.markdown}", f"{last.text}\n{block.text}")
    else:
        blocks.append(block)


def _list_sign(markdown: str) -> str:
    """`-`, `.` or `)`: the sign of the list that a text ends with; empty for a paragraph."""
    first = markdown.rpartition("\n")[2].partition(" ")[0]
    is_mark = first == "-" or (first[:-1].isdigit() and first[-1:] in (".", ")"))
    return first[-1] if is_mark else ""


def _told(
    empty: Sequence[int], pictures: int, repeated: Sequence[str], mended: int
) -> list[Remark]:
    remarks = []
    if empty:
        numbers = ", ".join(map(str, empty[:20]))
        remarks.append(
            Remark(
                "lost", f"Strony bez tekstu (puste albo skany), których nie odczytano: {numbers}."
            )
        )
    if pictures:
        remarks.append(
            Remark("lost", f"Pominięto ilustracje: {pictures}. Dodaj potrzebne do plików szkicu.")
        )
    if repeated:
        remarks.append(
            Remark("lost", f"Pominięto nagłówki i stopki stron: {quotations(repeated)}.")
        )
    if mended:
        words = plural(mended, "słowo", "słowa", "słów")
        remarks.append(Remark("note", f"Złączono {mended} {words} przeniesione między wierszami."))
    return remarks
