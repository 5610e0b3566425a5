"""A draft and what was published meanwhile in the same places → one text, as chosen. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.editing.document import Damaged, document_text, read_document
from kb.editing.line_merging import stretches
from kb.editing.merging import Choice, Conflict, merge
from kb.history.model import ConflictingFile
from kb.workflow.drafts import slug_of

WHOLE = "plik"
"""The field of a conflict about a file as a whole."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A file in conflict: what has to be chosen, and its content as chosen so far.

    In the conflicts `mine` is the draft and `theirs` what was published.
    """

    path: PurePosixPath
    conflicts: tuple[Conflict, ...]
    content: bytes | None


def agree(file: ConflictingFile, choices: Mapping[str, Choice]) -> Agreement:
    """Join the two sides of a file; `choices` settles its conflicts by their fields.

    Documents are joined field by field, other texts line by line; of what cannot be joined, such
    as a picture or a file that one side deleted, one side is taken whole, the draft's unless
    chosen otherwise.
    """
    sides = tuple(_text(data) for data in (file.base, file.draft, file.published))
    base, mine, theirs = sides
    if base is None or mine is None or theirs is None:
        return _whole(file, sides, choices)
    if slug_of(file.path) is not None:
        try:
            return _document(file.path, base, mine, theirs, choices)
        except Damaged:
            return _lines(file.path, base, mine, theirs, choices)
    return _lines(file.path, base, mine, theirs, choices)


def _document(
    path: PurePosixPath, base: str, mine: str, theirs: str, choices: Mapping[str, Choice]
) -> Agreement:
    merged = merge(
        read_document(base, path), read_document(mine, path), read_document(theirs, path), choices
    )
    return Agreement(path, merged.conflicts, document_text(merged.document, theirs).encode())


def _lines(
    path: PurePosixPath, base: str, mine: str, theirs: str, choices: Mapping[str, Choice]
) -> Agreement:
    lines: list[str] = []
    conflicts: list[Conflict] = []
    cut = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    for part in stretches(cut[0], cut[1], cut[2]):
        if part.settled is not None:
            lines += part.settled
            continue
        field = f"wiersze[{len(conflicts) + 1}]"
        was, ours, others = ("".join(side) for side in (part.base, part.mine, part.theirs))
        conflicts.append(Conflict(field, was, ours, others))
        lines += part.theirs if choices.get(field) == "theirs" else part.mine
    return Agreement(path, tuple(conflicts), "".join(lines).encode())


def _whole(
    file: ConflictingFile, sides: tuple[str | None, ...], choices: Mapping[str, Choice]
) -> Agreement:
    base, mine, theirs = (
        text if text is not None else _described(data)
        for text, data in zip(sides, (file.base, file.draft, file.published), strict=True)
    )
    chosen = file.published if choices.get(WHOLE) == "theirs" else file.draft
    return Agreement(file.path, (Conflict(WHOLE, base, mine, theirs),), chosen)


def _described(data: bytes | None) -> str:
    return f"(plik, {len(data)} bajtów)" if data is not None else ""


def _text(data: bytes | None) -> str | None:
    if data is None or b"\0" in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
