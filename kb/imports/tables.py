"""Tables of pandoc's document tree → rows of cells, merged cells taken apart. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kb.imports.inline_text import Node

Write = Callable[[list[Node]], str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without merged cells; `has_merged` tells that there were some.

    The first row is the head; `guessed_head` tells that the file did not call it so.
    """

    rows: tuple[tuple[str, ...], ...]
    has_merged: bool
    guessed_head: bool


def read_grid(content: Sequence[Any], write: Write) -> Grid:
    """A table as a grid: a cell over several rows is repeated, so is one over columns of the head.

    `write` turns the blocks of a cell into one line.
    """
    head = _raw_rows(content[3])
    body = [row for part in content[4] for rows in (part[2], part[3]) for row in rows]
    body += _raw_rows(content[5])
    rows = [(row, True) for row in head] + [(row, False) for row in body]
    merged = False
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row, is_head in rows:
        cells, hanging, found = _laid_out(row[1], hanging, write, repeat=is_head or not grid)
        merged = merged or found
        if any(cells):
            grid.append(cells)
    width = max((len(cells) for cells in grid), default=0)
    filled = [tuple(cells + [""] * (width - len(cells))) for cells in grid]
    kept = _used_columns(filled, width)
    return Grid(
        tuple(tuple(cells[i] for i in kept) for cells in filled),
        merged,
        guessed_head=not any(_row_text(row, write) for row in head),
    )


def _raw_rows(part: Sequence[Any]) -> list[Any]:
    return list(part[1])


def _row_text(row: Any, write: Write) -> str:
    return "".join(write(cell[4]) for cell in row[1])


def _laid_out(
    raw: Sequence[Any],
    hanging: dict[int, tuple[str, int]],
    write: Write,
    *,
    repeat: bool,
) -> tuple[list[str], dict[int, tuple[str, int]], bool]:
    """One row with cells that hang into it from above; what hangs further; whether any merged."""
    cells: list[str] = []
    below: dict[int, tuple[str, int]] = {}
    merged = bool(hanging)

    def hang() -> None:
        while len(cells) in hanging:
            text, left = hanging[len(cells)]
            if left > 1:
                below[len(cells)] = (text, left - 1)
            cells.append(text)

    for _, _, row_span, column_span, blocks in raw:
        hang()
        text = write(blocks)
        merged = merged or row_span > 1 or column_span > 1
        for offset in range(column_span):
            shown = text if offset == 0 or repeat else ""
            if row_span > 1:
                below[len(cells)] = (shown, row_span - 1)
            cells.append(shown)
    hang()
    return cells, below, merged


def _used_columns(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Columns that hold anything at all."""
    return [column for column in range(width) if any(row[column] for row in rows)]


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; its first row is the head."""
    lines = [_line(rows[0]), _line(["---"] * len(rows[0])), *(_line(row) for row in rows[1:])]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
