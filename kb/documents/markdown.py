"""The one renderer of Markdown: sections, inline fields, plain text and links.

CommonMark with tables, footnotes, definition lists, task lists and Polish quotation marks. The
HTML holds no inline style, tables tell their headers, citations of law are links, and nh3 has the
last word on what passes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from kb.documents.law import CitationParser
from kb.documents.text import no_break_spaces, slugify

_TAGS = nh3.ALLOWED_TAGS | {"section", "input", "label"}
_ATTRIBUTES = {
    "a": {"href", "title", "class", "id", "aria-label", "hreflang", "lang"},
    "abbr": {"title"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "class", "disabled", "checked", "aria-label"},
    "li": {"class", "id"},
    "ol": {"class", "start"},
    "section": {"class", "aria-label"},
    "span": {"class", "lang"},
    "sup": {"class", "id"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "ul": {"class"},
}
_ALIGN = re.compile(r"text-align:(left|center|right)")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture in a text; `line` counts from 0 within that text."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text with its words for who cannot see it; `line` as in `Link`."""

    file: str
    alt: str
    line: int


class Renderer:
    """Renders Markdown with citations of law turned into links."""

    def __init__(self, citations: CitationParser) -> None:
        self._citations = citations
        self._markdown = _parser()
        self._markdown.core.ruler.after("smartquotes", "law_links", self._law_links)
        self._markdown.core.ruler.push("presentation", _presentation)
        self._markdown.add_render_rule("table_open", _table_open)
        self._markdown.add_render_rule("table_close", _table_close)
        self._plain = _parser()

    def block(self, markdown: str, name: str = "") -> str:
        """A section's body as safe HTML; `name` keeps its footnotes apart from other sections'."""
        return _clean(self._markdown.render(markdown, {"docId": name}))

    def inline(self, markdown: str) -> str:
        """A one-paragraph field as safe HTML without the paragraph."""
        return _clean(self._markdown.renderInline(markdown, {}))

    def plain(self, markdown: str) -> str:
        """The words alone, for search, summaries and feeds."""
        return plain_text(self._plain.parse(markdown))

    def rows(self, markdown: str) -> list[str]:
        """The words block by block: each paragraph, item, heading and row of a table."""
        rows: list[str] = []
        cells: list[str] = []
        in_row = False
        for token in self._plain.parse(markdown):
            if token.type in ("tr_open", "tr_close"):
                in_row = token.type == "tr_open"
                if not in_row:
                    rows.append(" | ".join(cells))
                    cells = []
            elif text := plain_text([token]):
                (cells if in_row else rows).append(text)
        return rows

    def links(self, markdown: str) -> list[Link]:
        """Every link and picture target with its line."""
        if "](" not in markdown and "]:" not in markdown:
            return []
        return list(_links(self._plain.parse(markdown)))

    def pictures(self, markdown: str) -> list[Picture]:
        """Every picture with its line."""
        if "![" not in markdown:
            return []
        return list(_pictures(self._plain.parse(markdown)))

    def headings(self, markdown: str) -> list[str]:
        """The anchors of the headings inside a section."""
        if "#" not in markdown and "\n-" not in markdown and "\n=" not in markdown:
            return []
        tokens = self._plain.parse(markdown)
        return [
            slugify(tokens[index + 1].content)
            for index, token in enumerate(tokens)
            if token.type == "heading_open"
        ]

    def _law_links(self, state: StateCore) -> None:
        """Cut text tokens at citations and put links around them."""
        for block in state.tokens:
            if block.type == "inline" and block.children:
                block.children = list(self._linked(block.children))

    def _linked(self, tokens: list[Token]) -> Iterator[Token]:
        depth = 0
        for token in tokens:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type != "text" or depth:
                yield token
                continue
            yield from self._cut(token)

    def _cut(self, token: Token) -> Iterator[Token]:
        at = 0
        for citation in self._citations.find(token.content):
            yield _text(token.content[at : citation.start], token.level)
            article = f"/{citation.articles[0]}" if citation.articles else ""
            attributes: dict[str, str | int | float] = {
                "href": f"/prawo/{citation.act.slug}{article}",
                "class": "prawo",
                "title": citation.act.title,
            }
            yield Token("link_open", "a", 1, attrs=attributes, level=token.level)
            yield _text(citation.text, token.level + 1)
            yield Token("link_close", "a", -1, level=token.level)
            at = citation.end
        yield _text(token.content[at:], token.level)


def plain_text(tokens: list[Token]) -> str:
    """The words of parsed Markdown, blocks parted by a space."""
    parts = [
        "".join(
            child.content if child.type in ("text", "code_inline") else " "
            for child in token.children
            if child.type in ("text", "code_inline", "softbreak", "hardbreak")
        )
        if token.children
        else token.content
        for token in tokens
        if token.type in ("inline", "fence", "code_block")
    ]
    return _SPACES.sub(" ", " ".join(parts)).strip()


def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"typographer": True, "quotes": ["„", "”", "«", "»"], "html": False}
    )
    parser.enable(["table", "smartquotes"])
    parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin, label=True)
    return parser


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


def _links(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target:
                yield Link(str(target), line)


def _pictures(tokens: list[Token]) -> Iterator[Picture]:
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "image":
                yield Picture(str(child.attrGet("src") or ""), child.content.strip(), line)


def _presentation(state: StateCore) -> None:
    """Anchors of headings, table headers, no-break spaces, classes instead of styles."""
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            token.attrSet("id", slugify(state.tokens[index + 1].content))
        elif token.type in ("th_open", "td_open"):
            _cell(token)
        for child in token.children or ():
            if child.type == "text":
                child.content = no_break_spaces(child.content)


def _cell(token: Token) -> None:
    if token.type == "th_open":
        token.attrSet("scope", "col")
    style = _ALIGN.search(str(token.attrs.pop("style", "")))
    if style:
        token.attrSet("class", f"do-{style[1]}")


def _table_open(*_: object) -> str:
    """A table scrolls inside its own box, which the keyboard can reach."""
    return '<div class="tabela" role="group" tabindex="0" aria-label="Tabela"><table>\n'


def _table_close(*_: object) -> str:
    return "</table></div>\n"


def _clean(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
