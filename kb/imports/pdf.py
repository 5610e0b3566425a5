"""PDF → text: all that a PDF tells are lines, so paragraphs and headings are worked out."""

from collections.abc import Sequence

from kb.documents.text import plural
from kb.imports.block_text import Block
from kb.imports.errors import ImportRefused
from kb.imports.fake_headings import Paragraph, find_headings
from kb.imports.inline_text import InlineWriter
from kb.imports.pdf_lines import (
    Joined,
    item_text,
    paragraphs,
    without_running_heads,
)
from kb.imports.pdf_pages import characters, read_pages
from kb.imports.reading import Reading
from kb.imports.remarks import Remark, guessed_headings, quotations

_LEAST_CHARACTERS = 15
"""On a page; with fewer it is a picture of text."""
_SCANNED = (
    "Ten PDF to skan: zawiera obrazy stron bez tekstu. Poproś o plik DOCX albo rozpoznaj tekst "
    "programem OCR (w Wordzie: Otwórz → wskaż PDF) i wyślij wynik jako DOCX."
)
_ALWAYS = Remark(
    "doubtful",
    "Z pliku PDF odczytano sam tekst: akapity, nagłówki i listy odtworzono z układu wierszy, a "
    "tabele i ilustracje przepadły. Porównaj szkic z plikiem strona po stronie.",
)


def read_pdf(data: bytes) -> Reading:
    """The text of a PDF.

    Raises:
        ImportRefused: it is damaged, encrypted, too long, or holds pictures of text.
    """
    pages, pictures = read_pages(data)
    empty = [number for number, page in enumerate(pages, 1) if characters(page) < _LEAST_CHARACTERS]
    if len(empty) == len(pages):
        raise ImportRefused("scanned", _SCANNED)
    kept, repeated = without_running_heads(pages)
    joined, mended = paragraphs(kept)
    reading = _marked(joined)
    remarks = [_ALWAYS, *reading.remarks, *_told(empty, pictures, repeated, mended)]
    return Reading(reading.title, reading.blocks, remarks=tuple(remarks))


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
