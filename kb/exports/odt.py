"""ODT: a document to edit in LibreOffice."""

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
    replace_once(parts, _STYLES, _PAGE, _A4)
    footer = (
        f'<text:p text:style-name="MP1">{escape_text(document.footer)}<text:line-break/>Strona '
    )
    replace_once(parts, _STYLES, _FOOTER, footer)
    date_properties(parts, _PROPERTIES, document.day)
    return pack(parts)
