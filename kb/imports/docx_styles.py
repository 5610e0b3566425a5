"""The paragraph styles of a DOCX: what each makes of a paragraph, and how it looks."""

from dataclasses import dataclass

from kb.imports.style_names import Role, role_of
from kb.imports.xml_parts import Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
_LONGEST_CHAIN = 20
_OUTLINE_OF_TEXT = 9


@dataclass(frozen=True, slots=True)
class Style:
    """One style; what is `None` or 0 comes from the style it is based on."""

    name: str
    based_on: str
    properties: Element | None
    look: Element | None


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        default_size = 0.0
        for element in root.iter(f"{W}style") if root is not None else ():
            key = element.get(f"{W}styleId", "")
            self._styles[key] = Style(
                value(element, "name") or key,
                value(element, "basedOn") or "",
                element.find(f"{W}pPr"),
                element.find(f"{W}rPr"),
            )
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1":
                self.default = key
        if root is not None:
            default_size = size_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self.default_size = default_size or 10.0

    def role(self, style: str) -> Role | None:
        """What a style makes of a paragraph: by its name, its outline level, or its base."""
        for one in self._chain(style):
            role = role_of(one.name) or role_of(style)
            if role is not None:
                return role
            level = outline_level(one.properties)
            if level is not None:
                return Role("heading", level)
        return None

    def numbering(self, style: str) -> Element | None:
        """The numbering that a style gives to its paragraphs."""
        for one in self._chain(style):
            found = one.properties.find(f"{W}numPr") if one.properties is not None else None
            if found is not None:
                return found
        return None

    def is_bold(self, style: str) -> bool:
        """Whether a style sets its text in bold."""
        for one in self._chain(style):
            bold = switch(one.look, "b")
            if bold is not None:
                return bold
        return False

    def size(self, style: str) -> float:
        """The size of a style's text in points."""
        sizes = (size_of(one.look) for one in self._chain(style or self.default))
        return next((size for size in sizes if size), self.default_size)

    def is_centred(self, style: str) -> bool:
        """Whether a style centres its text."""
        found = (value(one.properties, "jc") for one in self._chain(style))
        return next((place for place in found if place), "") == "center"

    def _chain(self, style: str) -> list[Style]:
        chain: list[Style] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of a child."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def switch(look: Element | None, name: str) -> bool | None:
    """A property that is on, off or not said."""
    child = look.find(f"{W}{name}") if look is not None else None
    if child is None:
        return None
    return child.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def size_of(look: Element | None) -> float:
    """The size in points; 0 when not said."""
    text = value(look, "sz") or ""
    return int(text) / 2 if text.isdigit() else 0.0


def outline_level(properties: Element | None) -> int | None:
    """The level of a heading that the outline level says, from 1."""
    text = value(properties, "outlineLvl") or ""
    return int(text) + 1 if text.isdigit() and int(text) < _OUTLINE_OF_TEXT else None
