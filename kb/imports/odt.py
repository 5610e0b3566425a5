"""ODT → a prepared ODT that holds only text, lists, tables, notes and pictures."""

from kb.imports import limits
from kb.imports.errors import ImportRefused, TooLong
from kb.imports.fake_headings import Paragraph
from kb.imports.marking import mark_headings
from kb.imports.odt_changes import (
    drop_indexes,
    lift_text_boxes,
    settle_changes,
    take_comments,
    text_of,
    write_labels,
)
from kb.imports.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Styles
from kb.imports.packages import DAMAGED, Package
from kb.imports.prepared import Prepared
from kb.imports.remarks import Remark, page_edges
from kb.imports.xml_parts import Element, descendants, parents, parse_xml, write_xml

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": f"{_OASIS}:meta:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_SVG = f"{{{PREFIXES['svg']}}}"
_TARGET = f"{{{PREFIXES['xlink']}}}href"
_KEPT = ("mimetype", "META-INF/manifest.xml")


def prepare_odt(package: Package) -> Prepared:
    """Everything that pandoc reads wrongly or not at all, settled or told in remarks.

    Raises:
        ImportRefused: a part is missing or damaged, or there is too much text.
    """
    root = parse_xml(package.read("content.xml"))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ImportRefused("damaged", DAMAGED)
    sheet = parse_xml(package.read("styles.xml"))
    prepared = Prepared()
    prepared.remarks += settle_changes(body)
    prepared.remarks += take_comments(body)
    prepared.remarks += lift_text_boxes(body)
    drop_indexes(body)
    length = sum(map(len, body.itertext()))
    cells = sum(1 for _ in body.iter(f"{TABLE}table-cell"))
    if length > limits.MAX_TEXT or cells > limits.MAX_CELLS:
        raise TooLong
    write_labels(body, sheet, root)
    _settle_paragraphs(body, Styles(sheet, root), prepared)
    prepared.remarks += _page_edges(sheet)
    prepared.descriptions = _descriptions(body)
    prepared.parts = {
        **{name: package.read(name) for name in _KEPT if name in package.names},
        "styles.xml": write_xml(sheet, PREFIXES),
        "content.xml": write_xml(root, PREFIXES),
    }
    return prepared


def _settle_paragraphs(body: Element, styles: Styles, prepared: Prepared) -> None:
    above = parents(body)
    elements = list(descendants(body, f"{TEXT}p", f"{TEXT}h"))
    elements = [e for e in elements if not _in_note(e, above)]
    for element in list(elements):
        role = styles.role(element.get(f"{TEXT}style-name", ""))
        if role is not None and role.name in ("title", "contents"):
            if role.name == "title" and len(prepared.title) < 300:
                prepared.title = f"{prepared.title} {text_of(element)}".strip()
            above.pop(element).remove(element)
            elements.remove(element)
    described = [(e, _described(e, styles, above)) for e in elements]
    mark_headings(
        described,
        above,
        prepared,
        as_heading=lambda element, level: _as_heading(element, level, above),
        put_first=_put_first,
    )


def _described(element: Element, styles: Styles, above: dict[Element, Element]) -> Paragraph:
    style = element.get(f"{TEXT}style-name", "")
    role = styles.role(style)
    level = role.level if role is not None and role.name == "heading" else 0
    if element.tag == f"{TEXT}h":
        said = element.get(f"{TEXT}outline-level", "1")
        level = int(said) if said.isdigit() else 1
    path = _path(element, above)
    in_table = any(one.tag == f"{TABLE}table" for one in path)
    lists = [one for one in path if one.tag == f"{TEXT}list"]
    spans = _spans(element, style)
    return Paragraph(
        text=text_of(element),
        bold=bool(spans) and all(_is_bold(names, styles) for names in spans),
        size=max((_size(names, styles) for names in spans), default=0.0),
        centred=styles.is_centred(style),
        in_table=in_table,
        list=str(id(lists[-1])) if lists else "",
        level=0 if in_table else level,
    )


def _spans(element: Element, style: str) -> list[tuple[str, ...]]:
    """The styles, outermost first, over each stretch of text in a paragraph."""
    found: list[tuple[str, ...]] = []
    if (element.text or "").strip():
        found.append((style,))
    for child in element:
        if child.tag == f"{TEXT}span":
            found += [(style, *n) for n in _spans(child, child.get(f"{TEXT}style-name", ""))]
        if (child.tail or "").strip():
            found.append((style,))
    return found


def _is_bold(names: tuple[str, ...], styles: Styles) -> bool:
    said = [bold for name in names if (bold := styles.is_bold(name)) is not None]
    return said[-1] if said else False


def _size(names: tuple[str, ...], styles: Styles) -> float:
    said = [size for name in names if (size := styles.size(name))]
    return said[-1] if said else styles.default_size


def _path(element: Element, above: dict[Element, Element]) -> list[Element]:
    path = []
    while element in above:
        element = above[element]
        path.append(element)
    return path


def _in_note(element: Element, above: dict[Element, Element]) -> bool:
    return any(one.tag == f"{TEXT}note" for one in _path(element, above))


def _put_first(element: Element, words: str) -> None:
    element.text = f"{words}{element.text or ''}"


def _as_heading(element: Element, level: int, above: dict[Element, Element]) -> None:
    """Make a paragraph a heading; out of its list, if it heads one of its own."""
    element.tag = f"{TEXT}h"
    element.set(f"{TEXT}outline-level", str(min(level, 6)))
    parent = above[element]
    if parent.tag != f"{TEXT}list-item" or len(parent) != 1:
        return
    holder = above[parent]
    outer = above[holder]
    if holder.tag == f"{TEXT}list" and len(holder) == 1 and outer.tag == f"{OFFICE}text":
        outer[list(outer).index(holder)] = element
        above[element] = outer


def _descriptions(body: Element) -> dict[str, str]:
    """Target of a picture → its description, else its title."""
    found: dict[str, str] = {}
    for frame in body.iter(f"{DRAW}frame"):
        image = frame.find(f"{DRAW}image")
        texts = [frame.findtext(f"{_SVG}{name}", "").strip() for name in ("desc", "title")]
        if image is not None and any(texts):
            found[image.get(_TARGET, "")] = next(text for text in texts if text)
    return found


def _page_edges(sheet: Element) -> list[Remark]:
    return page_edges([text_of(e) for e in descendants(sheet, f"{STYLE}header", f"{STYLE}footer")])
