"""What changed between two states of a vocabulary file, told row by row in words of people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import BaseModel

from kb.documents.validation import model_in
from kb.editing_vocabulary.choices import CHOICES
from kb.editing_vocabulary.plain_data import filled, same
from kb.editing_vocabulary.rows import Row, model_of, read_vocabulary, title_of

RowChangeKind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its label, the lines taken out and the lines put in. What stays is left out."""

    label: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: what happened to it, its identity, what it is called now, and its fields.

    A `moved` row stands elsewhere among the others and has no fields.
    """

    kind: RowChangeKind
    key: str
    title: str
    fields: tuple[FieldChange, ...]


def differences(name: str, before_text: str, after_text: str) -> tuple[RowChange, ...]:
    """The rows of the vocabulary `name` that differ between two texts of its file.

    Pass "" for a file that was not there. Rows are matched by identity; a row whose identity alone
    was renamed is one change, not a removal and an addition. The order is that of the new text,
    with removed rows last. Comments and layout do not count.
    """
    before = {row.key: row for row in read_vocabulary(name, before_text).rows}
    after = {row.key: row for row in read_vocabulary(name, after_text).rows}
    renamed = _renamed(before, after)
    found = [_change(name, before.get(renamed.get(key, key)), row) for key, row in after.items()]
    gone = [key for key in before if key not in after and key not in renamed.values()]
    found += [_change(name, before[key], None) for key in gone]
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    return tuple(
        change if change.fields else RowChange("moved", change.key, change.title, ())
        for change in found
        if change.fields or change.key in moved
    )


def row_differences(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """The fields of one row of a vocabulary that differ between two states of its data."""
    return tuple(_field_changes(model_of(name), filled(before), filled(after)))


def _renamed(before: Mapping[str, Row], after: Mapping[str, Row]) -> dict[str, str]:
    """New identity → old one, for rows that have nothing else in common with no other."""
    gone = [row for key, row in before.items() if key not in after]
    found: dict[str, str] = {}
    for key, row in after.items():
        if key in before:
            continue
        for old in gone:
            if old.key not in found.values() and _alike_but_for_key(old, row):
                found[key] = old.key
                break
    return found


def _alike_but_for_key(one: Row, other: Row) -> bool:
    """Whether all but one or two fields of two rows are equal, and at least one is."""
    fields = set(filled(one.data)) | set(filled(other.data))
    equal = [name for name in fields if same(one.data.get(name), other.data.get(name))]
    return bool(equal) and len(fields) - len(equal) <= 2


def _change(name: str, before: Row | None, after: Row | None) -> RowChange:
    row = after or before
    if row is None:
        raise ValueError("a change needs a row before or after it")
    kind: RowChangeKind = "changed"
    if before is None or after is None:
        kind = "added" if before is None else "removed"
    old, new = (part.data if part is not None else {} for part in (before, after))
    fields = row_differences(name, old, new)
    return RowChange(kind, row.key, title_of(row), fields)


def _field_changes(
    model: type[BaseModel], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*model.model_fields, *old, *new)):
        if same(old.get(key), new.get(key)):
            continue
        field = model.model_fields.get(key)
        label = str(field.title) if field is not None else key
        inner = model_in(field.annotation) if field is not None else None
        before, after = [*_lines(old.get(key), inner)], [*_lines(new.get(key), inner)]
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        parts = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
        yield FieldChange(
            label,
            tuple(line for start, end, _, _ in parts for line in before[start:end]),
            tuple(line for _, _, start, end in parts for line in after[start:end]),
        )


def _lines(value: Any, model: type[BaseModel] | None) -> Iterator[str]:
    """A value as lines a person reads; each item of a list is one."""
    if value is None or value in ("", [], {}):
        return
    if isinstance(value, list):
        for item in value:
            yield from _lines(item, model)
    elif isinstance(value, Mapping):
        fields = model.model_fields if model is not None else {}
        labels = {key: str(field.title) for key, field in fields.items()}
        yield "; ".join(
            f"{labels.get(key, CHOICES.get(key, key))}: {_word(inner)}"
            for key, inner in value.items()
        )
    else:
        yield _word(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return CHOICES.get(str(value), str(value))


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The keys that do not stand in their old order among those that do."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    still = {before[m.a + at] for m in matcher.get_matching_blocks() for at in range(m.size)}
    return set(after) - still
