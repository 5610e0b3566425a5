"""Reading pages in tests: ids, links, titles and visible text."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """What a page holds: every id, link target, heading and form control."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.controls: list[dict[str, str | None]] = []
        self.headings: list[tuple[int, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.html = html
        self._text: list[str] = []
        self._heading: int | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag in ("input", "select", "textarea", "button"):
            self.controls.append(values)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = int(tag[1])
            self.headings.append((self._heading, ""))

    def handle_endtag(self, tag: str) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._heading is not None:
            level, text = self.headings[-1]
            self.headings[-1] = (level, " ".join(f"{text} {data}".split()))

    @property
    def text(self) -> str:
        """All text of the page, spaces joined, no-break ones made plain."""
        return " ".join("".join(self._text).split())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element with that name."""
        return [values for name, values in self.elements if name == tag]
