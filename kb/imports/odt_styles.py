"""The paragraph and text styles of an ODT: what each makes of a paragraph, and how it looks."""

import re
from dataclasses import dataclass

from kb.imports.style_names import Role, role_of
from kb.imports.xml_parts import Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_OASIS}:office:1.0}}"
STYLE = f"{{{_OASIS}:style:1.0}}"
TEXT = f"{{{_OASIS}:text:1.0}}"
TABLE = f"{{{_OASIS}:table:1.0}}"
DRAW = f"{{{_OASIS}:drawing:1.0}}"
FO = f"{{{_OASIS}:xsl-fo-compatible:1.0}}"
_LONGEST_CHAIN = 20
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    bold: bool | None
    size: float
    centred: bool | None
    outline: int


class Styles:
    """The styles of a document by their names; later parts go before earlier ones."""

    def __init__(self, *parts: Element) -> None:
        self._styles: dict[str, _Style] = {}
        self.default_size = 12.0
        for part in parts:
            for element in part.iter(f"{STYLE}style"):
                self._styles[element.get(f"{STYLE}name", "")] = _read(element)
            for element in part.iter(f"{STYLE}default-style"):
                if element.get(f"{STYLE}family") == "paragraph":
                    self.default_size = _read(element).size or self.default_size

    def role(self, style: str) -> Role | None:
        """What a style makes of a paragraph."""
        for one in self._chain(style):
            role = role_of(one.name)
            if role is not None:
                return role
            if one.outline:
                return Role("heading", one.outline)
        return None

    def is_bold(self, style: str) -> bool | None:
        """Whether a style sets its text in bold; `None` when it does not say."""
        return next((one.bold for one in self._chain(style) if one.bold is not None), None)

    def size(self, style: str) -> float:
        """The size of a style's text in points; 0 when it does not say."""
        return next((one.size for one in self._chain(style) if one.size), 0.0)

    def is_centred(self, style: str) -> bool:
        """Whether a style centres its text."""
        said = (one.centred for one in self._chain(style) if one.centred is not None)
        return next(said, False)

    def _chain(self, style: str) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = chain[-1].parent
        return chain


def _read(element: Element) -> _Style:
    look = element.find(f"{STYLE}text-properties")
    layout = element.find(f"{STYLE}paragraph-properties")
    weight = look.get(f"{FO}font-weight") if look is not None else None
    size = _POINTS.fullmatch(look.get(f"{FO}font-size", "")) if look is not None else None
    align = layout.get(f"{FO}text-align") if layout is not None else None
    outline = element.get(f"{STYLE}default-outline-level", "")
    return _Style(
        name=element.get(f"{STYLE}display-name", element.get(f"{STYLE}name", "")),
        parent=element.get(f"{STYLE}parent-style-name", ""),
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        size=float(size[1]) if size else 0.0,
        centred=None if align is None else align == "center",
        outline=int(outline) if outline.isdigit() else 0,
    )
