"""ODT: a document to edit in LibreOffice."""

import re
from collections.abc import Mapping

from kb.exports.archive import pack, unpack
from kb.exports.conversion import convert, source
from kb.exports.document import ExportDocument
from kb.exports.xml import date_properties, escape_text, replace_once

_CONTENT = "content.xml"
_PROPERTIES = "meta.xml"
_STYLES = "styles.xml"

_TITLE = r'<text:p\s+text:style-name="Title">.*?</text:p>'
_PAGE = r'fo:page-height="11in"\s+fo:page-width="8.5in"'
_CELL = r'(?<=<style:table-cell-properties )fo:border="none"'
_RULED = 'fo:border-bottom="0.5pt solid #808080" fo:padding="0.1cm"'
_A4 = 'fo:page-height="29.7cm" fo:page-width="21cm"'
_TEXT_WIDTH = 470.0
"""Points between the margins of the page."""
_FRAME = re.compile(
    r'<draw:frame draw:name="(?P<label>[^"]+)" svg:width="(?P<width>[\d.]+)pt" '
    r'svg:height="(?P<height>[\d.]+)pt">(?P<image><draw:image xlink:href="(?P<name>[^"]+)".*?/>)'
)
_FOOTER = r"(?<=<style:footer>)\s*<text:p[^>]*>"


def odt(document: ExportDocument) -> bytes:
    """The document on A4 with its title as a heading and its address in the footer.

    Raises:
        ExportError: pandoc is not installed or refused the text.
    """
    parts = unpack(convert(document, "odt", source(document, titled=False)))
    title = (
        '<text:h text:style-name="Heading_20_1" text:outline-level="1">'
        f"{escape_text(document.title)}</text:h>"
    )
    replace_once(parts, _CONTENT, _TITLE, title)
    for _ in ("header cells", "other cells"):
        replace_once(parts, _CONTENT, _CELL, _RULED)
    alts = {picture.path.read_bytes(): picture.alt for picture in document.pictures}
    described = {name: alts[data] for name, data in parts.items() if data in alts}
    parts[_CONTENT] = _with_pictures(parts[_CONTENT].decode(), described).encode()
    replace_once(parts, _STYLES, _PAGE, _A4)
    footer = (
        f'<text:p text:style-name="MP1">{escape_text(document.footer)}<text:line-break/>Strona '
    )
    replace_once(parts, _STYLES, _FOOTER, footer)
    date_properties(parts, _PROPERTIES, document.day)
    return pack(parts)


def _with_pictures(content: str, alts: Mapping[str, str]) -> str:
    """The text with pictures no wider than it, each with its description from `alts`."""

    def framed(match: re.Match[str]) -> str:
        width, height = float(match["width"]), float(match["height"])
        scale = min(1.0, _TEXT_WIDTH / width) if width else 1.0
        size = f'svg:width="{width * scale:.1f}pt" svg:height="{height * scale:.1f}pt"'
        alt = escape_text(alts.get(match["name"], ""))
        return (
            f'<draw:frame draw:name="{match["label"]}" {size}>{match["image"]}'
            f"<svg:desc>{alt}</svg:desc>"
        )

    return _FRAME.sub(framed, content)
