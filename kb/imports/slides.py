"""Presentations (PPTX, ODP) → their words, so that search finds them."""

import re
from collections.abc import Iterator

from kb.imports.packages import Package
from kb.imports.reading import Reading, words_alone
from kb.imports.xml_parts import descendants, parse_xml

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SLIDE = re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide)(?P<number>\d+)\.xml")


def read_slides(package: Package, format_name: str) -> Reading:
    """The words of a presentation with its notes, a paragraph a line.

    Raises:
        ImportRefused: a part is damaged.
    """
    rows = _powerpoint(package) if format_name == "pptx" else _open_document(package)
    return words_alone(rows)


def _powerpoint(package: Package) -> Iterator[str]:
    slides = [match for name in package.names if (match := _SLIDE.fullmatch(name))]
    for slide in sorted(slides, key=lambda match: int(match["number"])):
        for paragraph in descendants(parse_xml(package.read(slide[0])), f"{_DRAWING}p"):
            yield "".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t"))


def _open_document(package: Package) -> Iterator[str]:
    root = parse_xml(package.read("content.xml"))
    for paragraph in descendants(root, f"{_TEXT}p", f"{_TEXT}h"):
        yield "".join(paragraph.itertext())
