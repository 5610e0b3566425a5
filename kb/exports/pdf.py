"""PDF: tagged, with bookmarks, as PDF/UA-1 asks; pandoc writes typst, typst writes the file."""

import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from kb.errors import ExportError
from kb.exports.conversion import convert, source
from kb.exports.document import ExportDocument
from kb.exports.pictures import described, put_beside

if TYPE_CHECKING:
    import typst

_MISSING = "brak programu typst, który tworzy pliki PDF → zainstaluj go: pip install typst"
_TITLE = "#title()\n\n"
_CONTENTS = """
#outline(title: "Spis treści", depth: 1)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
"""
_CHAPTER = "\n= "


def pdf(document: ExportDocument) -> bytes:
    """The document on A4 with its address and the page number at the foot of each page.

    Raises:
        ExportError: typst or pandoc is not installed, refused the text, or the result would not
            meet what typst checks of PDF/UA-1.
    """
    module = _typst()
    written = convert(document, "typst", source(document, titled=True, contents=False)).decode()
    if document.chapters:
        notice, mark, chapters = written.partition(_CHAPTER)
        written = _TITLE + notice + _CONTENTS + mark + chapters
    text = f"{_look()}\n{described(written, document.pictures)}"
    day = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:  # all that typst may read
        put_beside(Path(folder), document.pictures)
        compiler = module.Compiler(
            text.encode(),
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=folder,
            package_cache_path=folder,
            sys_inputs={
                "title": document.title,
                "description": document.description,
                "footer": document.footer,
            },
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=day)
        except module.TypstError as error:
            raise ExportError(f"typst nie przyjął tekstu: {error}") from error
    if not isinstance(made, bytes):
        raise ExportError("typst nie oddał jednego pliku PDF")
    return made


def typst_installed() -> bool:
    """Whether PDF files can be made."""
    try:
        _typst()
    except ExportError:
        return False
    return True


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise ExportError(_MISSING) from error
    return typst


@lru_cache(maxsize=1)
def _look() -> str:
    return (files("kb.exports") / "typst" / "document.typ").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    """The fonts inside typst: the same on every machine."""
    fonts: typst.Fonts = _typst().Fonts(include_system_fonts=False)
    return fonts
