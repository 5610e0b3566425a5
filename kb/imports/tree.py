"""Walking through the blocks of pandoc's document tree. Pure."""

from collections.abc import Sequence
from typing import Any

from kb.imports.inline_text import Node, opened, plain


def flattened(nodes: Sequence[Node]) -> list[Node]:
    """Blocks without those that only hold others; empty paragraphs left out."""
    found: list[Node] = []
    for node in nodes:
        kind, content = opened(node)
        if kind == "BlockQuote":
            found += flattened(content)
        elif kind == "Div":
            found += flattened(content[1])
        elif kind == "Figure":
            found += flattened(content[2])
        elif kind in ("RawBlock", "HorizontalRule"):
            continue
        elif kind in ("Para", "Plain"):
            found += [] if _is_empty(content) else [node]
        else:
            found.append(node)
    return found


def _is_empty(nodes: Sequence[Node]) -> bool:
    """Whether a paragraph holds neither words nor a picture nor a note."""
    if any(_holds(node, ("Image", "Note")) for node in nodes):
        return False
    return not plain(nodes).replace("\u00a0", "").strip()


def _holds(node: Any, kinds: tuple[str, ...]) -> bool:
    if isinstance(node, dict):
        return node.get("t") in kinds or _holds(node.get("c"), kinds)
    return isinstance(node, list) and any(_holds(one, kinds) for one in node)


def words_of(node: Any) -> str:
    """The words of a block."""
    if isinstance(node, dict):
        kind, content = opened(node)
        if kind in ("Para", "Plain"):
            return plain(content)
        return words_of(content)
    if isinstance(node, list):
        return "\n".join(text for one in node if (text := words_of(one)))
    return ""
