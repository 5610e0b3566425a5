"""Front matter ↔ the fields of an HTML form. Pure.

Names of fields are paths: `title`, `sectors` (repeated), `indicators.0`, `steps.2.who`,
`duties.office.0.text`. Only the fields named in `shown` are read; everything else stays as it was,
so that a part of the form that was not there takes nothing away. A value that reads as before stays
the very value it was, whatever its type.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kb.web.desk.editor.form_fields import Field, form_fields

SHOWN = "shown"
"""The name under which a form lists the fields it holds."""
BODY = "body"

Pairs = Sequence[tuple[str, str]]
"""What a form sends: names with values, in the order of the page."""


def read_data(pairs: Pairs, before: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter as the form says; what the form did not show is taken from `before`."""
    shown = [value for name, value in pairs if name == SHOWN]
    known = form_fields()
    result = {key: value for key, value in before.items() if "." not in key}
    for name in shown:
        field = known.get(name) or Field(name, "line", name, "", required=False)
        if name != BODY:
            _put(result, name, _read(field, pairs, value_at(before, name)))
    return _ordered(result)


def read_body(pairs: Pairs, before: str) -> str:
    """The body as the form says, with plain line ends; it keeps the empty lines it began with."""
    sent = next((value for name, value in pairs if name == BODY), None)
    if sent is None:
        return before
    start = before[: len(before) - len(before.lstrip("\n"))] if before else "\n"
    return start + shown_body(plain_lines(sent))


def shown_body(body: str) -> str:
    """The body as the form shows it: without empty lines at its start."""
    return body.lstrip("\n")


def unknown_keys(data: Mapping[str, Any]) -> list[str]:
    """Keys of the front matter that the model does not know."""
    tops = {name.partition(".")[0] for name in form_fields()}
    return [key for key in data if key not in tops]


def value_at(data: Mapping[str, Any], name: str) -> Any:
    """The value at a dotted path; `None` when there is none."""
    value: Any = data
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def rows_of(value: Any, field: Field) -> list[dict[str, Any]]:
    """The rows of a repeated field; a plain text among them becomes the first column."""
    if value is None:
        return []
    rows = value if isinstance(value, list | tuple) else [value]
    first = field.columns[0].key
    return [dict(row) if isinstance(row, Mapping) else {first: row} for row in rows]


def texts_of(value: Any) -> list[str]:
    """A repeated plain value as texts, a single one as the only one."""
    if value is None:
        return []
    values = value if isinstance(value, list | tuple) else [value]
    return [as_text(item) for item in values]


def as_text(value: Any) -> str:
    """A single value as a field shows it; what is no single value, as it is written in JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)


def plain_lines(text: str) -> str:
    """Browsers send `\\r\\n`; files hold `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def indexes(names: Iterable[str], prefix: str) -> list[int]:
    """The numbers of the rows of `prefix` among names, in their order."""
    pattern = re.compile(rf"{re.escape(prefix)}\.(\d{{1,4}})(?:\.\w+)?")
    found = (pattern.fullmatch(name) for name in names)
    return sorted({int(match[1]) for match in found if match is not None})


def _read(field: Field, pairs: Pairs, before: Any) -> Any:
    """The value of one field; `None` when it is empty."""
    name = field.name
    if field.shape == "choices":
        return _chosen([v for n, v in pairs if n == name and v], before)
    if field.shape == "lines":
        sent = next((v for n, v in pairs if n == name), "")
        return _same(_filled(plain_lines(sent).split("\n")), before)
    if field.shape == "items":
        sent_by_name = dict(pairs)
        numbers = indexes(sent_by_name, name)
        return _same(_filled(sent_by_name[f"{name}.{number}"] for number in numbers), before)
    if field.shape == "rows":
        return _same(_rows(field, dict(pairs)), before)
    return _single(next((v for n, v in pairs if n == name), ""), before)


def _rows(field: Field, sent: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows in which something was written, keys in the order of the model, unknown ones last."""
    order = [column.key for column in field.columns]
    rows = []
    for number in indexes(sent, field.name):
        prefix = f"{field.name}.{number}."
        named = {n.removeprefix(prefix): v for n, v in sent.items() if n.startswith(prefix)}
        keys = [*(key for key in order if key in named), *(k for k in named if k not in order)]
        row = {key: text for key in keys if (text := plain_lines(named[key]).strip())}
        if row:
            rows.append(row)
    return rows


def _single(sent: str, before: Any) -> Any:
    text = plain_lines(sent).strip()
    return before if text == plain_lines(as_text(before)).strip() else text or None


def _chosen(values: list[str], before: Any) -> Any:
    """The chosen values: those chosen before keep their order, new ones follow."""
    earlier = texts_of(before)
    if sorted(earlier) == sorted(values):
        return before
    kept = [value for value in dict.fromkeys(earlier) if value in values]
    return [*kept, *(value for value in dict.fromkeys(values) if value not in kept)] or None


def _filled(texts: Iterable[str]) -> list[str]:
    return [stripped for text in texts if (stripped := plain_lines(text).strip())]


def _same(values: list[Any], before: Any) -> Any:
    """`before` itself where it says the same, `None` where nothing was written."""
    if not values:
        return before if isinstance(before, list | tuple) and not before else None
    if isinstance(before, list | tuple) and list(before) == values:
        return before
    return values


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    """Set or, for `None`, take away the value at a path; empty groups go as well."""
    top, _, inner = name.partition(".")
    if inner:
        held = data.get(top)
        if value is None and not isinstance(held, Mapping):
            return
        group = dict(held) if isinstance(held, Mapping) else {}
        _put(group, inner, value)
        value = group or None
    if value is None:
        data.pop(top, None)
    else:
        data[top] = value


def _ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    order = list(dict.fromkeys(name.partition(".")[0] for name in form_fields()))
    known = [key for key in order if key in data]
    return {key: data[key] for key in (*known, *(k for k in data if k not in order))}
