"""XML documents as answers. Pure but for the answer itself."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask import Response


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element with its text and attributes; `class_` stands for `class`."""
    element = SubElement(parent, tag, {k.rstrip("_"): v for k, v in attributes.items()})
    element.text = text
    return element


def answer(root: Element, media_type: str) -> Response:
    """The document as UTF-8 with its declaration."""
    indent(root)
    body = tostring(root, encoding="UTF-8", xml_declaration=True)
    return Response(body, content_type=f"{media_type}; charset=utf-8")
