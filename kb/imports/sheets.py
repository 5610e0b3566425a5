"""Spreadsheets (XLSX, ODS) → their words, so that search finds them."""

from collections.abc import Iterable

from kb.imports.packages import Package
from kb.imports.reading import Reading, words_alone
from kb.imports.xml_parts import Element, descendants, parse_xml

_EXCEL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_sheets(package: Package, format_name: str) -> Reading:
    """The words of a workbook, a cell a line; numbers and formulas are left out.

    Raises:
        ImportRefused: a part is damaged.
    """
    rows = _excel(package) if format_name == "xlsx" else _open_document(package)
    return words_alone(rows)


def _excel(package: Package) -> Iterable[str]:
    for name in sorted(package.names):
        if name == "xl/sharedStrings.xml":
            yield from map(_words, descendants(parse_xml(package.read(name)), f"{_EXCEL}si"))
        elif name.startswith("xl/worksheets/sheet"):
            yield from map(_words, descendants(parse_xml(package.read(name)), f"{_EXCEL}is"))


def _open_document(package: Package) -> Iterable[str]:
    root = parse_xml(package.read("content.xml"))
    for cell in descendants(root, f"{_ODF}table-cell"):
        yield " ".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p"))


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_EXCEL}t"))
