"""Reading pages in tests as a browser does: ids, links, titles and visible text."""

from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

Attributes = dict[str, str | None]
Pairs = list[tuple[str, str]]


class Page:
    """What a page holds: every id, link target, heading and form control, in their order."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._tree = LexborHTMLParser(html)

    @cached_property
    def ids(self) -> list[str]:
        """Every id; one that stands twice is there twice."""
        return [str(values["id"]) for values in self.of("[id]")]

    @cached_property
    def links(self) -> list[str]:
        """Where every link leads."""
        return [str(values["href"]) for values in self.of("a[href]")]

    @cached_property
    def controls(self) -> list[Attributes]:
        """The attributes of everything that is filled in or pressed."""
        return self.of("input, select, textarea, button")

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """The level and the text of every heading."""
        return [
            (int(str(heading.tag)[1]), " ".join(heading.text().split()))
            for heading in self._tree.css("h1, h2, h3, h4, h5, h6")
        ]

    @cached_property
    def elements(self) -> list[tuple[str, Attributes]]:
        """The name and the attributes of every element."""
        assert self._tree.root is not None
        return [(str(node.tag), node.attributes) for node in self._tree.root.traverse()]

    @cached_property
    def text(self) -> str:
        """All text of the page, spaces joined, no-break ones made plain."""
        assert self._tree.root is not None
        return " ".join(self._tree.root.text().split())

    def of(self, selector: str) -> list[Attributes]:
        """The attributes of every element that a CSS selector, as short as a name, finds."""
        return [node.attributes for node in self._tree.css(selector)]

    def sent(self, form: str = "body") -> Pairs:
        """What a browser sends of the form that a CSS selector finds, without its buttons."""
        controls = self._tree.css(f"{form} :is(input, textarea, select)[name]")
        return [pair for control in controls for pair in _sent(control)]


def _sent(control: LexborNode) -> Pairs:
    """Name and value of a control as it stands; nothing if it is not ticked."""
    attributes = control.attributes
    value = attributes.get("value") or ""
    if control.tag == "textarea":
        value = control.text().replace("\n", "\r\n")
    elif control.tag == "select":
        chosen = control.css_first("option[selected]") or control.css_first("option")
        value = (chosen and chosen.attributes.get("value")) or ""
    elif attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes:
        return []
    return [(str(attributes["name"]), value)]
