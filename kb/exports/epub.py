"""EPUB: a book for readers of electronic books and screen readers."""

import re

from kb.exports.archive import pack, unpack
from kb.exports.conversion import convert, source
from kb.exports.document import ExportDocument
from kb.exports.xml import date_properties

_PACKAGE = "EPUB/content.opf"
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(?P<text>.*?)</h1>", re.DOTALL)
_HEADER_CELL = re.compile(r"<th(?=[ >])")


def epub(document: ExportDocument) -> bytes:
    """The document as EPUB 3: one chapter for each standard, headings as the contents list.

    Raises:
        ExportError: pandoc is not installed or refused the text.
    """
    arguments = [
        "--epub-title-page=false",
        "--split-level=1",
        "--toc-depth=2",
        "--metadata=toc-title:Spis treści",
        "--metadata=author:Baza Standardów Współpracy",
        f"--metadata=identifier:{document.address}",
        f"--metadata=date:{document.day.isoformat()}",
    ]
    markdown = source(document, titled=True, contents=False)
    parts = unpack(convert(document, "epub3", markdown, arguments))
    for name, content in parts.items():
        if name.endswith(".xhtml"):
            parts[name] = _chapter(content.decode()).encode()
    date_properties(parts, _PACKAGE, document.day)
    return pack(parts)


def _chapter(html: str) -> str:
    """A chapter under the title of its heading, each header of its tables told to head a column."""
    heading = _HEADING.search(html)
    if heading is not None:
        title = f"<title>{re.sub('<[^>]+>', '', heading['text'])}</title>"
        html = _TITLE.sub(lambda _: title, html, count=1)
    return _HEADER_CELL.sub('<th scope="col"', html)
