"""The reference document: the styles, page and footer that pandoc gives to what it writes.

It is pandoc's own default with three parts put in from the readable XML files in `docx/`. So no
binary file is kept, a change of look is a readable difference, and everything that pandoc expects
of a reference document is there in every release of it. Editing XML text is enough for this;
python-docx would be one more dependency for three replacements.
"""

import re
from importlib.resources import files

from kb.errors import ExportError
from kb.exports.archive import pack, unpack
from kb.exports.pandoc import run_pandoc

_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = "word/document.xml"
_FOOTER = "word/footer1.xml"
_FONTS = "word/fontTable.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_SETTINGS = "word/settings.xml"
_STYLES = "word/styles.xml"

_FOOTER_TYPE = (
    '<Override PartName="/word/footer1.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.footer+xml" />'
)
_FOOTER_RELATION = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'footer" Id="rIdFooter" Target="footer1.xml" />'
)
_FONT_TABLE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:font w:name="Calibri">
    <w:altName w:val="Carlito"/><w:charset w:val="EE"/><w:family w:val="swiss"/>
    <w:pitch w:val="variable"/>
  </w:font>
</w:fonts>
"""
"""Where Calibri is missing, Carlito (the same widths), else any sans-serif face."""


def reference_document() -> bytes:
    """A DOCX file for pandoc's `--reference-doc`.

    Raises:
        ExportError: pandoc is not installed, or its default document is not as known.
    """
    parts = unpack(run_pandoc(["--print-default-data-file", "reference.docx"]))
    parts[_STYLES] = _part("styles.xml").encode()
    parts[_FOOTER] = _part("footer.xml").encode()
    parts[_FONTS] = _FONT_TABLE.encode()
    _replace(parts, _DOCUMENT, r"<w:sectPr>.*?</w:sectPr>", _part("section.xml"))
    _replace(parts, _CONTENT_TYPES, r"(?=</Types>)", _FOOTER_TYPE)
    _replace(parts, _RELATIONS, r"(?=</Relationships>)", _FOOTER_RELATION)
    _replace(parts, _SETTINGS, r'(?<=<w:themeFontLang w:val=")en-US', "pl-PL")
    return pack(parts)


def _part(name: str) -> str:
    return (files("kb.exports") / "docx" / name).read_text(encoding="utf-8")


def _replace(parts: dict[str, bytes], name: str, pattern: str, replacement: str) -> None:
    """Replace the one place in a part that matches; the shape of the default is no guess."""
    text, count = re.subn(
        pattern, lambda _: replacement, parts[name].decode(), count=0, flags=re.DOTALL
    )
    if count != 1:
        raise ExportError(f"nieznany układ dokumentu pandoca: {name} → zainstaluj pandoc 3.9")
    parts[name] = text.encode()
