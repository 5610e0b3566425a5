"""The formats of files to download, and which of them this installation can make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.errors import ExportError
from kb.exports.document import ExportDocument
from kb.exports.docx import docx
from kb.exports.epub import epub
from kb.exports.odt import odt
from kb.exports.pandoc import find_pandoc
from kb.exports.pdf import pdf, typst_installed


@dataclass(frozen=True, slots=True)
class Format:
    """One format; `edition` is raised whenever `make` makes other files of the same document."""

    extension: str
    label: str
    media_type: str
    make: Callable[[ExportDocument], bytes]
    edition: int = 1


FORMATS: Mapping[str, Format] = {
    made.extension: made
    for made in (
        Format("pdf", "PDF", "application/pdf", pdf),
        Format(
            "docx",
            "DOCX",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            docx,
        ),
        Format("odt", "ODT", "application/vnd.oasis.opendocument.text", odt),
        Format("epub", "EPUB", "application/epub+zip", epub),
    )
}
"""Extension → format, in the order in which they are offered."""


def available_formats() -> Mapping[str, Format]:
    """The formats whose programs are installed."""
    try:
        find_pandoc()
    except ExportError:
        return {}
    without = set() if typst_installed() else {"pdf"}
    return {name: made for name, made in FORMATS.items() if name not in without}
