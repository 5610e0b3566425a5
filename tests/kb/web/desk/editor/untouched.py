"""A form that nobody touched, as a browser sends it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from kb.web.desk.editor.form_data import (
    BODY,
    SHOWN,
    as_text,
    rows_of,
    shown_body,
    texts_of,
    unknown_keys,
    value_at,
)
from kb.web.desk.editor.form_fields import Field, form_fields


def form_pairs(data: Mapping[str, Any], body: str) -> list[tuple[str, str]]:
    """The fields with the values of this document."""
    pairs: list[tuple[str, str]] = []
    for name, field in form_fields().items():
        pairs.append((SHOWN, name))
        pairs += _sent(field, value_at(data, name))
    for name in unknown_keys(data):
        pairs += [(SHOWN, name), (name, as_text(data[name]))]
    return [*pairs, (SHOWN, BODY), (BODY, shown_body(body))]


def _sent(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if field.shape == "choices":
        yield from ((field.name, text) for text in texts_of(value))
    elif field.shape == "lines":
        yield field.name, "\r\n".join(texts_of(value))
    elif field.shape == "items":
        yield from ((f"{field.name}.{n}", text) for n, text in enumerate(texts_of(value)))
    elif field.shape == "rows":
        for number, row in enumerate(rows_of(value, field)):
            names = [*(c.key for c in field.columns)]
            for key in (*names, *(key for key in row if key not in names)):
                yield f"{field.name}.{number}.{key}", as_text(row.get(key))
    else:
        yield field.name, as_text(value)
