"""Inline elements of pandoc's document tree → Markdown that our renderer reads back the same.

A node of the tree is `{"t": type, "c": content}` (pandoc-types 1.23).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]

_ALWAYS = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)")
_UNDERSCORES = re.compile(r"_+")
_BLOCK_START = re.compile(r"(#{1,6}(?=\s|$)|[-+>:~](?=\s|$)|[-=]{2,}|~{3,}|>)")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_PLACEHOLDER = re.compile(r"\\\[(?!\^|[ xX]?\\\])([^\[\]\\\n]*)\\\](?![(\[:])")


@dataclass(frozen=True, slots=True)
class _Marked:
    """A stretch of text with its marks: `**` or `*`, or none."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inline elements. `picture` takes target and alternative text, gives Markdown.

    `note` takes the blocks of a note and gives its reference; `remark` is told of what was lost.
    """

    picture: Callable[[str, str], str]
    note: Callable[[list[Node]], str]
    remark: Callable[[str], None]

    def write(self, nodes: Sequence[Node], *, one_line: bool = False) -> str:
        """Markdown of a paragraph; with `one_line`, line breaks become spaces."""
        text = _joined(self._pieces(nodes, ""))
        text = _PLACEHOLDER.sub(r"[\1]", _SPACES.sub(" ", text))
        if one_line:
            text = text.replace("\\\n", " ").replace("\n", " ")
        lines = [line.strip() for line in text.strip().split("\n")]
        while lines and lines[-1] in ("", "\\"):
            lines.pop()
        return "\n".join(_protected(line) for line in lines).removesuffix("\\")

    def _pieces(self, nodes: Sequence[Node], mark: str) -> Iterator[_Marked]:
        for node in nodes:
            kind, content = opened(node)
            if kind == "Str":
                yield _Marked(escaped(content), mark)
            elif kind in ("Space", "SoftBreak"):
                yield _Marked(" ", mark)
            elif kind == "LineBreak":
                yield _Marked("\\\n")
            elif kind == "Strong":
                yield from self._pieces(content, "**")
            elif kind == "Emph":
                yield from self._pieces(content, mark or "*")
            elif kind in ("Superscript", "Subscript"):
                table = _RAISED if kind == "Superscript" else _LOWERED
                yield _Marked(escaped(plain(content)).translate(table), mark)
            else:
                yield from self._special(kind, content, mark)

    def _special(self, kind: str, content: Any, mark: str) -> Iterator[_Marked]:
        if kind in ("Underline", "Strikeout", "SmallCaps"):
            if kind == "Strikeout":
                self.remark(f"Tekst przekreślony zapisano bez przekreślenia: „{plain(content)}”.")
            yield from self._pieces(content, mark)
        elif kind == "Quoted":
            yield _Marked("„", mark)
            yield from self._pieces(content[1], mark)
            yield _Marked("”", mark)
        elif kind in ("Span", "Cite"):
            yield from self._pieces(content[1], mark)
        elif kind == "Link":
            yield _Marked(self._link(content[1], content[2][0]))
        elif kind == "Image":
            yield _Marked(self.picture(content[2][0], plain(content[1])))
        elif kind == "Note":
            yield _Marked(self.note(content))
        elif kind == "Code":
            yield _Marked(escaped(content[1]), mark)
        elif kind == "Math":
            self.remark(f"Wzór matematyczny zapisano jako tekst: „{content[1]}”. Popraw zapis.")
            yield _Marked(escaped(content[1]), mark)

    def _link(self, label: list[Node], address: str) -> str:
        text = self.write(label, one_line=True)
        if not text or not _ADDRESS.fullmatch(address):
            if text and not address.startswith("#"):
                self.remark(f"Odsyłacz „{plain(label)}” prowadził do pliku, więc został sam tekst.")
            return text
        target = f"<{address}>" if re.search(r"[()<>]", address) else address
        return f"[{text}]({target})"


def opened(node: Node) -> tuple[str, Any]:
    """Type and content of a node."""
    return node.get("t", ""), node.get("c")


def plain(nodes: Iterable[Node]) -> str:
    """The words of inline elements, without notes."""
    parts = []
    for node in nodes:
        kind, content = opened(node)
        if kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind == "Str":
            parts.append(content)
        elif kind in ("Code", "Math"):
            parts.append(content[1])
        elif kind in ("Quoted", "Span", "Cite", "Link"):
            parts.append(plain(content[1]))
        elif kind in (
            *("Strong", "Emph", "Underline", "Strikeout"),
            *("SmallCaps", "Superscript", "Subscript"),
        ):
            parts.append(plain(content))
    return "".join(parts)


def escaped(text: str) -> str:
    """Text whose signs mean nothing in Markdown, in the middle of a line."""
    text = _ALWAYS.sub(r"\\\g<0>", text.replace("\u00ad", ""))
    return _UNDERSCORES.sub(_underscores, text)


def _underscores(match: re.Match[str]) -> str:
    """A line to write on (`____`) stays readable: its first sign alone is escaped."""
    return "\\" + match[0] if len(match[0]) > 2 else "\\_" * len(match[0])


def _protected(line: str) -> str:
    """A line that begins no heading, list or rule."""
    if _NUMBER_START.match(line):
        return _NUMBER_START.sub(r"\1\\\2", line, count=1)
    return "\\" + line if _BLOCK_START.match(line) else line


def _joined(pieces: Iterable[_Marked]) -> str:
    """Neighbours with the same mark share it; marks stand at words, not at spaces or signs."""
    merged: list[_Marked] = []
    for piece in pieces:
        if merged and (merged[-1].mark == piece.mark or not piece.text.strip()):
            merged[-1] = _Marked(merged[-1].text + piece.text, merged[-1].mark)
        else:
            merged.append(piece)
    parts = []
    for index, piece in enumerate(merged):
        before = merged[index - 1].text[-1:] if index else ""
        after = merged[index + 1].text[:1] if index + 1 < len(merged) else ""
        parts.append(_with_mark(piece, before, after))
    return "".join(parts)


def _with_mark(piece: _Marked, before: str, after: str) -> str:
    core = piece.text.strip()
    if not piece.mark or not any(c.isalnum() for c in core) or "\\\n" in core:
        return piece.text
    lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    trail = piece.text[len(piece.text.rstrip()) :]
    first = next(i for i, c in enumerate(core) if c.isalnum())
    last = next(i for i in range(len(core), 0, -1) if core[i - 1].isalnum())
    if not lead and before.isalnum() and first and "\\" not in core[:first]:
        lead, core, last = core[:first], core[first:], last - first
    if not trail and after.isalnum() and last < len(core) and "\\" not in core[last:]:
        core, trail = core[:last], core[last:]
    return f"{lead}{piece.mark}{core}{piece.mark}{trail}"
