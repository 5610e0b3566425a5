"""A document as a text to read and copy from: fields by their labels, then the body. Pure."""

from collections.abc import Iterator
from typing import Any

from kb.editing.document import EditedDocument
from kb.web.desk.editor.form_data import as_text, rows_of, texts_of, unknown_keys, value_at
from kb.web.desk.editor.form_fields import Field, form_fields
from kb.web.desk.editor.labels import label_of
from kb.web.desk.editor.row_names import row_name


def readable(document: EditedDocument) -> str:
    """Everything the document says, in the order of the form's fields."""
    parts = []
    for name, field in form_fields().items():
        value = value_at(document.data, name)
        if value not in (None, "", [], {}):
            parts.append("\n".join(_told(field, value)))
    parts += [f"{key}: {as_text(document.data[key])}" for key in unknown_keys(document.data)]
    return "\n\n".join([*parts, document.body.strip()]).strip() + "\n"


def _told(field: Field, value: Any) -> Iterator[str]:
    if field.shape == "rows":
        yield field.label
        for number, row in enumerate(rows_of(value, field), 1):
            yield f"{row_name(field.name).one} {number}"
            yield from (f"  {label_of(key)}: {as_text(text)}" for key, text in row.items())
    elif field.shape in ("items", "lines"):
        yield field.label
        yield from (f"  {text}" for text in texts_of(value))
    elif field.shape == "choices":
        yield f"{field.label}: {', '.join(texts_of(value))}"
    else:
        yield f"{field.label}: {as_text(value)}"
