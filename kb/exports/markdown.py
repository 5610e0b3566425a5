"""Writing Markdown that pandoc reads the same way the site does. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

READER = (
    "markdown_strict-raw_html+pipe_tables+footnotes+definition_lists+task_lists+fenced_divs"
    "+header_attributes+backtick_code_blocks+fenced_code_blocks+space_in_atx_header"
    "+all_symbols_escapable+intraword_underscores+startnum+lists_without_preceding_blankline"
)
"""What the site's renderer knows, and the attributes that `heading` and notices need."""

_SPACES = re.compile(r"\s+")
_SYMBOLS = re.compile(r"([\\`*_{}\[\]<>|#&!~^$@])")
_BLOCK_START = re.compile(r"^(?:(?P<number>\d+)(?=[.)]\s)|(?=[-+*#>:|]))")
_PICTURE = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<target>[^)\s]+)[^)]*\)")
_TARGET = re.compile(
    r"(?P<before>\]\(|^ {0,3}\[[^\]^][^\]]*\]:\s+)(?P<target>[^)\s]+)", re.MULTILINE
)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_SCHEME = re.compile(r"<?[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows just that text."""
    return _SYMBOLS.sub(r"\\\1", _SPACES.sub(" ", text).strip())


def line(markdown: str) -> str:
    """A one-paragraph field on one line, which begins no list, heading or quotation."""
    text = _SPACES.sub(" ", markdown).strip()
    return _BLOCK_START.sub(lambda match: f"{match['number'] or ''}\\", text, count=1)


def link(label: str, address: str) -> str:
    """A link with a plain label."""
    return f"[{escaped(label)}](<{address}>)"


def heading(level: int, text: str, anchor: str = "") -> str:
    """A heading; `anchor` lets links inside the document lead to it."""
    mark = f" {{#{anchor}}}" if anchor else ""
    return f"{'#' * level} {escaped(text)}{mark}"


def bullets(items: Iterable[str]) -> str:
    """A list, one line for each item."""
    return "\n".join(f"- {line(item)}" for item in items)


def table(header: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> str:
    """A table with a header row; `widths` are the shares of its columns."""
    lines = [_row(header), "|" + "|".join("-" * max(3, width) for width in widths) + "|"]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def blocks(parts: Iterable[str]) -> str:
    """Blocks parted by empty lines; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def absolute_links(
    markdown: str, site: str, page: str, pictures: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The same text with links that work outside the site.

    Paths follow `site`, anchors and names of files `page`. Pictures are called by their names in
    `pictures`; those that are not there become links.
    """
    own = set(pictures.values())

    def absolute(match: re.Match[str]) -> str:
        target = match["target"]
        if target.startswith("/"):
            target = site + target
        elif target.startswith("#"):
            target = page + target
        elif not _SCHEME.match(target) and target not in own:
            target = f"{page}/{target}"
        return match["before"] + target

    def called(match: re.Match[str]) -> str:
        name = pictures.get(match["target"])
        if name is None:
            return f"[Rysunek: {match['alt']}]({match['target']})"
        return f"![{match['alt']}]({name})"

    text = _PICTURE.sub(called, markdown)
    return _TARGET.sub(absolute, text)


def own_footnotes(markdown: str, name: str) -> str:
    """The same text with footnotes that do not meet those of a text of another name."""
    return _FOOTNOTE.sub(rf"[^{name}-\1]", markdown)


def _row(cells: Iterable[str]) -> str:
    return (
        "| "
        + " | ".join(_SPACES.sub(" ", cell).strip().replace("|", r"\|") for cell in cells)
        + " |"
    )
