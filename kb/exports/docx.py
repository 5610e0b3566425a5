"""DOCX: a document to edit in Word."""

from functools import lru_cache

from kb.exports.archive import pack, unpack
from kb.exports.conversion import convert, source
from kb.exports.document import ExportDocument
from kb.exports.reference_document import reference_document
from kb.exports.xml import date_properties, escape_text, replace_once

_DOCUMENT = "word/document.xml"
_FOOTER = "word/footer1.xml"
_PROPERTIES = "docProps/core.xml"
_STYLES = "word/styles.xml"
_CHAPTER = b'<w:pStyle w:val="Heading1" />'
_LINK_STYLE = (
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:color w:val="0B5568"/><w:u w:val="single"/></w:rPr>'
    "</w:style>"
)
"""Templates have no links, so their styles lack this one."""


def docx(document: ExportDocument) -> bytes:
    """The document with real headings, table headers and its address in the footer.

    Raises:
        ExportError: pandoc is not installed or refused the text.
    """
    made = convert(document, "docx", source(document, titled=False), reference=_reference())
    parts = unpack(made)
    if document.chapters:
        parts[_DOCUMENT] = parts[_DOCUMENT].replace(_CHAPTER, _CHAPTER + b"<w:pageBreakBefore />")
    # In Word, the style „Title” is no heading, and so is not met by who reads by headings.
    replace_once(parts, _DOCUMENT, r'<w:pStyle w:val="Title" ?/>', '<w:pStyle w:val="Heading1" />')
    address = f"<w:r><w:t>{escape_text(document.footer)}</w:t><w:br/></w:r>"
    replace_once(parts, _FOOTER, r"(?<=</w:pPr>)", address)
    replace_once(parts, _STYLES, r"(?=</w:styles>)", _LINK_STYLE)
    date_properties(parts, _PROPERTIES, document.day)
    return pack(parts)


@lru_cache(maxsize=1)
def _reference() -> bytes:
    return reference_document()
