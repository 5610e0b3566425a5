"""Blocks of pandoc's document tree → headings and Markdown texts, one after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.imports.inline_text import InlineWriter, Node, opened, plain
from kb.imports.list_marks import markers, ticked
from kb.imports.remarks import Remark, quote
from kb.imports.tables import markdown_table, read_grid
from kb.imports.tree import flattened, words_of


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` from 1) or a text (`level` 0): as Markdown and as plain words."""

    level: int
    markdown: str
    text: str


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks; `blocks`, `notes` (number → Markdown) and `remarks` hold what came out.

    `picture` takes target and alternative text and gives the name of a kept file and its text, or
    `None`, having remarked on it.
    """

    take_picture: Callable[[str, str, str], tuple[str, str] | None]
    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _place: str = ""
    _told: set[str] = field(default_factory=set)

    def write(self, nodes: Sequence[Node]) -> None:
        """Take the blocks of a document."""
        for node in flattened(nodes):
            kind, content = opened(node)
            if kind == "Header":
                text = " ".join(plain(content[2]).split())
                if text:
                    self._place = quote(text)
                    self.blocks.append(Block(content[0], text, text))
                continue
            markdown = self._separated(self._block(node))
            if markdown:
                self.blocks.append(Block(0, markdown, words_of(node).strip()))

    def _separated(self, markdown: str) -> str:
        """A list after a list of the same kind gets another sign, or both would be one."""
        before = self.blocks[-1].markdown if self.blocks and not self.blocks[-1].level else ""
        last = next((x for x in reversed(before.split("\n")) if x and not x[0].isspace()), "")
        if markdown.startswith("- ") and last.startswith("- "):
            lines = markdown.split("\n")
            return "\n".join("*" + x[1:] if x.startswith("- ") else x for x in lines)
        return markdown

    def _block(self, node: Node) -> str:
        kind, content = opened(node)
        if kind in ("Para", "Plain"):
            return self._inline.write(content)
        if kind == "LineBlock":
            return "\\\n".join(self._inline.write(line, one_line=True) for line in content)
        if kind == "BulletList":
            return self._list(content, ["-"] * len(content))
        if kind == "OrderedList":
            return self._list(content[1], markers(content[0], len(content[1])))
        if kind == "DefinitionList":
            return self._definitions(content)
        if kind == "Table":
            return self._table(content)
        if kind == "CodeBlock":
            return self._inline.write([{"t": "Str", "c": content[1]}])
        return ""

    @property
    def _inline(self) -> InlineWriter:
        return InlineWriter(self._picture, self._note, self._remark_once)

    def _list(self, items: Sequence[list[Node]], markers: Sequence[str]) -> str:
        rows = []
        loose = False
        for item, marker in zip(items, markers, strict=True):
            parts = [text for node in flattened(item) if (text := self._in_item(node))]
            if not parts:
                continue
            sign, _, label = marker.partition(" ")
            indent = " " * (len(sign) + 1)
            nested = [node["t"] in ("BulletList", "OrderedList") for node in flattened(item)]
            loose = loose or nested.count(False) > 1
            body = ("\n" if len(parts) == 1 or all(nested[1:]) else "\n\n").join(parts)
            body = f"{label} {body}" if label else ticked(body)
            rows.append(f"{sign} " + body.replace("\n", f"\n{indent}").replace(f"{indent}\n", "\n"))
        return ("\n\n" if loose else "\n").join(rows)

    def _in_item(self, node: Node) -> str:
        """A block inside an item; a heading there is bold text."""
        if node["t"] == "Header":
            return f"**{self._inline.write(node['c'][2], one_line=True)}**"
        return self._block(node)

    def _definitions(self, items: Sequence[Any]) -> str:
        rows = []
        for term, meanings in items:
            said = [self._cell(blocks) for blocks in meanings]
            rows.append(f"- **{self._inline.write(term, one_line=True)}**: {' '.join(said)}")
        return "\n".join(rows)

    def _table(self, content: Sequence[Any]) -> str:
        columns = len(content[2])
        if columns == 1:
            return self._frame(content)
        grid = read_grid(content, self._cell)
        if not grid.rows:
            return ""
        first = quote(" | ".join(grid.rows[0]), 60)
        if grid.has_merged:
            self._remark(
                "doubtful",
                f"Tabela „{first}” ma scalone komórki. Zapisano ją bez scaleń: wartość wspólna dla "
                "kilku wierszy stoi w każdym z nich. Sprawdź układ.",
            )
        if grid.guessed_head:
            self._remark("note", f"Za nagłówek tabeli uznano jej pierwszy wiersz: „{first}”.")
        if len(grid.rows[0]) == 1:
            return "\n\n".join(row[0] for row in grid.rows)
        return markdown_table(grid.rows)

    def _frame(self, content: Sequence[Any]) -> str:
        """A table of one column is a frame around text."""
        rows = [row for part in content[4] for rows in (part[2], part[3]) for row in rows]
        cells = [cell for row in [*content[3][1], *rows, *content[5][1]] for cell in row[1]]
        parts = [
            text for cell in cells for node in flattened(cell[4]) if (text := self._in_item(node))
        ]
        if parts:
            self._remark("note", f"Tekst w ramce zapisano jako zwykły: „{quote(parts[0], 60)}”.")
        return "\n\n".join(parts)

    def _cell(self, blocks: list[Node]) -> str:
        """The blocks of a cell on one line."""
        parts = []
        for node in flattened(blocks):
            kind, content = opened(node)
            if kind in ("BulletList", "OrderedList"):
                ordered = kind == "OrderedList"
                items = content[1] if ordered else content
                labels = markers(content[0], len(items)) if ordered else [""] * len(items)
                said = [
                    f"{label.removeprefix('- ')} {self._cell(item)}".strip()
                    for label, item in zip(labels, items, strict=True)
                ]
                parts.append("; ".join(text.rstrip(";,.") for text in said if text))
            elif kind == "Table":
                rows = read_grid(content, self._cell).rows
                parts.append("; ".join(", ".join(c for c in row if c) for row in rows))
                self._remark("doubtful", "Tabelę wewnątrz tabeli zapisano w jednej komórce.")
            else:
                parts.append(self._in_item(node).replace("\\\n", " ").replace("\n", " "))
        filled = [part for part in parts if part]
        if len(filled) > 1:
            self._remark_once("W komórkach tabel połączono akapity w jeden wiersz.")
        return " ".join(filled)

    def _picture(self, target: str, alternative: str) -> str:
        taken = self.take_picture(target, " ".join(alternative.split()), self._place)
        return f"![{taken[1]}]({taken[0]})" if taken else ""

    def _note(self, blocks: list[Node]) -> str:
        number = len(self.notes) + 1
        self.notes[number] = ""
        self.notes[number] = self._cell(blocks)
        return f"[^{number}]" if self.notes[number] else ""

    def _remark(self, severity: Any, text: str) -> None:
        self.remarks.append(Remark(severity, text, self._place))

    def _remark_once(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._remark("doubtful", text)
