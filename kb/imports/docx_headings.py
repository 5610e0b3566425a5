"""Headings, the title and numbered labels of a DOCX, put so that pandoc sees them."""

from kb.imports.docx_changes import text_of
from kb.imports.docx_numbering import Numbering
from kb.imports.docx_styles import Styles, W, outline_level, size_of, switch, value
from kb.imports.fake_headings import Paragraph
from kb.imports.marking import mark_headings
from kb.imports.prepared import HEADING_STYLE, Prepared
from kb.imports.xml_parts import Element, parents

_NO_LIST = "0"


def settle_paragraphs(
    body: Element, styles: Styles, numbering: Numbering, prepared: Prepared
) -> None:
    """Name headings, take the title out, drop tables of contents, write special numbers out."""
    above = parents(body)
    _drop_contents(body, above, styles)
    _write_labels(body, styles, numbering)
    elements = [p for p in body.iter(f"{W}p") if p in above]
    _take_title(elements, above, styles, prepared)
    elements = [p for p in elements if p in above]
    in_tables = {p for table in body.iter(f"{W}tbl") for p in table.iter(f"{W}p")}
    seen = [(p, _described(p, styles, p in in_tables)) for p in elements]
    mark_headings(seen, above, prepared, as_heading=_as_heading, put_first=_put_first)


def _described(paragraph: Element, styles: Styles, in_table: bool) -> Paragraph:
    properties = paragraph.find(f"{W}pPr")
    style = value(properties, "pStyle") or styles.default
    role = styles.role(style)
    level = role.level if role is not None and role.name == "heading" else 0
    runs = [run for run in paragraph.iter(f"{W}r") if text_of(run)]
    bold = [_is_bold(run, style, styles) for run in runs]
    sizes = [_size(run, style, styles) for run in runs]
    return Paragraph(
        text=text_of(paragraph),
        bold=bool(bold) and all(bold),
        size=max(sizes, default=0),
        centred=(value(properties, "jc") == "center") if value(properties, "jc") else
        styles.is_centred(style),
        in_table=in_table,
        list=_list_of(properties, style, styles),
        level=outline_level(properties) or level if not in_table else 0,
    )  # fmt: skip


def _is_bold(run: Element, style: str, styles: Styles) -> bool:
    look = run.find(f"{W}rPr")
    direct = switch(look, "b")
    if direct is not None:
        return direct
    return styles.is_bold(value(look, "rStyle") or "") or styles.is_bold(style)


def _size(run: Element, style: str, styles: Styles) -> float:
    return size_of(run.find(f"{W}rPr")) or styles.size(style)


def _numbering_of(properties: Element | None, style: str, styles: Styles) -> Element | None:
    own = properties.find(f"{W}numPr") if properties is not None else None
    found = own if own is not None else styles.numbering(style)
    return None if found is None or value(found, "numId") in (None, _NO_LIST) else found


def _list_of(properties: Element | None, style: str, styles: Styles) -> str:
    found = _numbering_of(properties, style, styles)
    return value(found, "numId") or "" if found is not None else ""


def _drop_contents(body: Element, above: dict[Element, Element], styles: Styles) -> None:
    """A table of contents is made anew by the site."""
    for block in list(body.iter(f"{W}sdt")):
        gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and "Contents" in gallery.get(f"{W}val", ""):
            above.pop(block).remove(block)
    for paragraph in list(body.iter(f"{W}p")):
        role = styles.role(value(paragraph.find(f"{W}pPr"), "pStyle") or "")
        if role is not None and role.name == "contents":
            above.pop(paragraph).remove(paragraph)


def _write_labels(body: Element, styles: Styles, numbering: Numbering) -> None:
    for paragraph in body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") or styles.default
        found = _numbering_of(properties, style, styles)
        label = numbering.next_label(found) if found is not None else None
        if label and text_of(paragraph):
            role = styles.role(style)
            _without_numbering(paragraph, keep_style=role is not None)
            _put_first(paragraph, f"{label} ")


def _take_title(
    elements: list[Element], above: dict[Element, Element], styles: Styles, prepared: Prepared
) -> None:
    for paragraph in elements:
        role = styles.role(value(paragraph.find(f"{W}pPr"), "pStyle") or "")
        if role is not None and role.name == "title" and len(prepared.title) < 300:
            prepared.title = f"{prepared.title} {text_of(paragraph)}".strip()
            above.pop(paragraph).remove(paragraph)


def _as_heading(paragraph: Element, level: int) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "numPr", "outlineLvl"):
        for child in properties.findall(f"{W}{name}"):
            properties.remove(child)
    style = Element(f"{W}pStyle", {f"{W}val": f"{HEADING_STYLE}{min(level, 6)}"})
    properties.insert(0, style)


def _without_numbering(paragraph: Element, *, keep_style: bool) -> None:
    """Take a paragraph out of its list; out of the style, too, that may have put it there."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return
    for name in ("numPr",) if keep_style else ("numPr", "pStyle"):
        for child in properties.findall(f"{W}{name}"):
            properties.remove(child)


def _put_first(paragraph: Element, words: str) -> None:
    run, text = Element(f"{W}r"), Element(f"{W}t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    has_properties = paragraph.find(f"{W}pPr") is not None
    paragraph.insert(1 if has_properties else 0, run)
