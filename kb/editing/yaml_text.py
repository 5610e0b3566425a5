"""Plain data → YAML as a careful person writes it: the same data always gives the same text.

Texts stand without quotation marks where YAML allows it, long ones are folded at `WIDTH` columns,
texts of several lines stand as they are. Whatever YAML 1.1 would take for something else ("no",
"12:30", "010") is quoted, so that other tools read the same. `kb.documents.yaml_source` reads all
of it back unchanged.
"""

import json
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

WIDTH = 100
"""Columns; a longer line is folded where its text allows it."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_IN_YEAR = re.compile(r"\d{2}-\d{2}")
_PLAIN_START = re.compile(r"[^\W_]|[„(§+]")
_NEVER_PLAIN = re.compile(r": |:$| #|[\t\n]")
_NEVER_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:#]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_OTHER_THAN_TEXT = yaml.SafeLoader.yaml_implicit_resolvers
"""First sign → what YAML 1.1 takes for a number, a truth value, a time …"""


def yaml_text(data: Mapping[str, Any], in_line: Collection[str] = (), indent: int = 0) -> str:
    """The YAML of a mapping of texts, numbers, dates, lists and mappings.

    Lists of the keys `in_line` stand in one line (`[a, b]`) as long as they fit. Every line
    begins with `indent` spaces.
    """
    return "".join(f"{line}\n" for line in _mapping(data, indent, in_line))


def yaml_rows(items: Sequence[Any], indent: int = 0) -> str:
    """The YAML of a list, a dash for each item after `indent` spaces."""
    return "".join(f"{line}\n" for line in _list(items, indent, ()))


def _mapping(data: Mapping[str, Any], indent: int, in_line: Collection[str]) -> Iterator[str]:
    for key, value in data.items():
        name = f"{' ' * indent}{_in_one_line(key)}:"
        if isinstance(value, Mapping) and value:
            yield name
            yield from _mapping(value, indent + 2, in_line)
        elif _is_list(value) and value:
            row = f"{name} [{', '.join(in_flow(item) for item in value)}]"
            if key in in_line and len(row) <= WIDTH and not any(map(_has_parts, value)):
                yield row
                continue
            yield name
            yield from _list(value, indent + 2, in_line)
        else:
            yield from _scalar(f"{name} ", value, indent + 2)


def _list(items: Sequence[Any], indent: int, in_line: Collection[str]) -> Iterator[str]:
    for item in items:
        dash = f"{' ' * indent}- "
        if _has_parts(item):
            below = (
                _mapping(item, indent + 2, in_line)
                if isinstance(item, Mapping)
                else _list(item, indent + 2, in_line)
            )
            yield dash + next(below)[indent + 2 :]
            yield from below
        else:
            yield from _scalar(dash, item, indent + 2)


def _scalar(start: str, value: object, indent: int) -> Iterator[str]:
    """One value after `start`; what does not fit in the line stands below, by `indent`."""
    if not isinstance(value, str):
        yield start + _in_one_line(value)
        return
    margin = " " * indent
    if "\n" in value and (lines := _literal(value)):
        yield start + lines[0]
        yield from (margin + line if line else "" for line in lines[1:])
        return
    line = start + _in_one_line(value)
    if len(line) > WIDTH and (folded := _folded(value, WIDTH - indent)):
        yield f"{start}>-"
        yield from (margin + part for part in folded)
        return
    yield line


def _in_one_line(value: object) -> str:
    if isinstance(value, str):
        return value if _may_stand_plain(value) else quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        digits = format(Decimal(repr(value)), "f")
        return digits if "." in digits else f"{digits}.0"
    if isinstance(value, date):
        return value.isoformat()
    if _is_list(value):
        return "[]"
    return "{}" if isinstance(value, Mapping) else str(value)


def in_flow(value: object) -> str:
    """One value as it stands within brackets."""
    text = _in_one_line(value)
    if isinstance(value, str) and _NEVER_PLAIN_IN_FLOW.search(value):
        return quoted(value)
    return text


def _may_stand_plain(text: str) -> bool:
    if not _PLAIN_START.match(text) or text != text.strip() or _DAY_IN_YEAR.fullmatch(text):
        return False
    if _NEVER_PLAIN.search(text) or _UNSEEN.search(text):
        return False
    if _DAY.fullmatch(text):
        return True
    return not any(other.match(text) for _, other in _OTHER_THAN_TEXT.get(text[0], ()))


def quoted(text: str) -> str:
    """In double quotes, as JSON writes it, with every sign that cannot be seen escaped."""
    return _UNSEEN.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _folded(text: str, width: int) -> list[str]:
    """The lines of a text without line breaks; none when folding would change it."""
    if _UNSEEN.search(text) or text != text.strip():
        return []
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return lines if " ".join(lines) == text else []


def _literal(text: str) -> list[str]:
    """The mark and the lines of a text as it stands; none when that would change it."""
    lines = text.split("\n")
    if _UNSEEN.search(text) or "\t" in text or any(line and not line.strip() for line in lines):
        return []
    if not lines[0] or lines[0].startswith(" "):
        return []
    if lines[-1]:
        return ["|-", *lines]
    return ["|" if lines[-2] else "|+", *lines[:-1]]


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _has_parts(value: object) -> bool:
    return bool(value) and (isinstance(value, Mapping) or _is_list(value))
