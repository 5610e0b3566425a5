"""DOCX → a prepared DOCX that holds only text, lists, tables, notes and pictures."""

from kb.imports import limits
from kb.imports.docx_changes import (
    drop_hidden_text,
    lift_text_boxes,
    settle_changes,
    take_comments,
    text_of,
)
from kb.imports.docx_headings import settle_paragraphs
from kb.imports.docx_numbering import Numbering, number
from kb.imports.docx_styles import MAIN, Styles, W, value
from kb.imports.errors import ImportRefused, TooLong
from kb.imports.packages import DAMAGED, Package
from kb.imports.prepared import HEADING_STYLE, Prepared
from kb.imports.remarks import Remark, page_edges
from kb.imports.xml_parts import Element, parse_xml, write_xml

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010"
PREFIXES = {
    "w": MAIN,
    "r": f"{_OFFICE}/relationships",
    "m": f"{_OFFICE}/math",
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "a": f"{_DRAWING}/main",
    "pic": f"{_DRAWING}/picture",
    "c": f"{_DRAWING}/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": f"{_MICROSOFT}/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DOCUMENT = "word/document.xml"
_STAND_IN = b"-"
"""Pictures are read by us; for pandoc it is enough that they are there."""
_STRICT = b"http://purl.oclc.org/ooxml"
_KEPT = (
    *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"),
    *("word/_rels/footnotes.xml.rels", "word/_rels/endnotes.xml.rels", "word/numbering.xml"),
    *("word/footnotes.xml", "word/endnotes.xml", "word/fontTable.xml"),
)
_STRICT_REMEDY = (
    "Plik jest w odmianie „Strict Open XML”. Otwórz go w Wordzie, wybierz „Zapisz jako” i format "
    "„Dokument programu Word (DOCX)”, a potem wyślij nowy plik."
)


def prepare_docx(package: Package) -> Prepared:
    """Everything that pandoc reads wrongly or not at all, settled or told in remarks.

    Raises:
        ImportRefused: a part is missing or damaged, or there is too much text.
    """
    content = package.read(_DOCUMENT)
    if _STRICT in content[: limits.MEGABYTE // 100]:
        raise ImportRefused("unknown", _STRICT_REMEDY)
    root = parse_xml(content)
    body = root.find(f"{W}body")
    if body is None:
        raise ImportRefused("damaged", DAMAGED)
    style_sheet = _optional(package, "word/styles.xml")
    if style_sheet is None:
        style_sheet = Element(f"{W}styles")
    notes = {
        name: part
        for name in ("word/footnotes.xml", "word/endnotes.xml")
        if (part := _optional(package, name)) is not None
    }
    prepared = Prepared()
    prepared.remarks += settle_changes(root)
    for part in notes.values():
        settle_changes(part)
    prepared.remarks += drop_hidden_text(body)
    prepared.remarks += lift_text_boxes(body)
    numbering = Numbering.read(_optional(package, "word/numbering.xml"))
    _check_length(body)
    settle_paragraphs(body, Styles(style_sheet), numbering, prepared)
    _widen_grids(body)
    prepared.remarks += _lost(body, package)
    prepared.remarks += take_comments(root, _optional(package, "word/comments.xml"))
    _add_heading_styles(style_sheet)
    prepared.parts = {
        **{name: package.read(name) for name in _KEPT if name in package.names},
        **{name: write_xml(part, PREFIXES) for name, part in notes.items()},
        **{name: _STAND_IN for name in package.names if name.startswith("word/media/")},
        "word/styles.xml": write_xml(style_sheet, PREFIXES),
        _DOCUMENT: write_xml(root, PREFIXES),
    }
    return prepared


def _check_length(body: Element) -> None:
    """Refuse at once what would take long to read and not fit in the end."""
    length = sum(len(text.text or "") for text in body.iter(f"{W}t"))
    cells = sum(1 for _ in body.iter(f"{W}tc"))
    if length > limits.MAX_TEXT or cells > limits.MAX_CELLS:
        raise TooLong


def _optional(package: Package, name: str) -> Element | None:
    return parse_xml(package.read(name)) if name in package.names else None


def _add_heading_styles(sheet: Element) -> None:
    for level in range(1, 7):
        key = f"{HEADING_STYLE}{level}"
        style = Element(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": key})
        style.append(Element(f"{W}name", {f"{W}val": f"heading {level}"}))
        sheet.append(style)


def _widen_grids(body: Element) -> None:
    """Give each table as many columns as its widest row, for cells beyond them would be lost."""
    for table in body.iter(f"{W}tbl"):
        columns = max((_width(row) for row in table.findall(f"{W}tr")), default=0)
        for old in table.findall(f"{W}tblGrid"):
            table.remove(old)
        grid = Element(f"{W}tblGrid")
        for _ in range(min(columns, limits.MAX_CELLS)):
            grid.append(Element(f"{W}gridCol", {f"{W}w": "1000"}))
        table.insert(1 if table.find(f"{W}tblPr") is not None else 0, grid)


def _width(row: Element) -> int:
    spans = [number(value(cell.find(f"{W}tcPr"), "gridSpan"), 1) for cell in row.iter(f"{W}tc")]
    properties = row.find(f"{W}trPr")
    outside = number(value(properties, "gridBefore")) + number(value(properties, "gridAfter"))
    return sum(spans) + outside


def _lost(body: Element, package: Package) -> list[Remark]:
    """What has no place in a standard: headers and footers of pages, charts, embedded files."""
    remarks: list[Remark] = []
    edges = sorted(n for n in package.names if n.startswith(("word/header", "word/footer")))
    texts = [text_of(parse_xml(package.read(name))) for name in edges if name.endswith(".xml")]
    remarks += page_edges(texts)
    charts = sum(1 for name in package.names if name.startswith("word/charts/chart"))
    if charts:
        remarks.append(
            Remark(
                "lost",
                f"Pominięto wykresy: {charts}. Zapisz wykres jako obraz PNG i dodaj go do plików "
                "szkicu albo podaj dane w tabeli.",
            )
        )
    embedded = sum(1 for _ in body.iter(f"{W}object"))
    if embedded:
        remarks.append(Remark("lost", f"Pominięto pliki osadzone w dokumencie: {embedded}."))
    return remarks
