"""A document as an editing form holds it: front matter as plain data, and the body as Markdown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from kb.documents.model import FrontMatter
from kb.documents.problems import Problem
from kb.documents.source_text import split_source
from kb.documents.validation import model_in, yaml_problem
from kb.documents.yaml_source import read_yaml
from kb.editing.yaml_text import yaml_text
from kb.errors import KnowledgeBaseError

IN_LINE = ("sectors", "topics", "fields")
"""The lists that stand in one line."""


class Damaged(KnowledgeBaseError):
    """The text is no document: its front matter is missing or is not YAML.

    `problem` says where and what; `text` is the whole text, to be mended by hand.
    """

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(f"{problem.message} (wiersz {problem.line}): {problem.remedy}")
        self.problem = problem
        self.text = text


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """A document on its way: `data` may be incomplete or wrong, as whoever writes it left it.

    `path` is relative to the content folder. `data` holds texts, whole and decimal numbers,
    `True`, `False`, `None`, lists and mappings with text keys; days are texts ("2026-09-01"),
    `date` is taken too. Line ends are those of files (`\\n`) whatever came in, and a body that is
    not empty ends with one.
    """

    path: PurePosixPath
    data: Mapping[str, Any]
    body: str

    def __post_init__(self) -> None:
        body = _file_lines(self.body)
        if body and not body.endswith("\n"):
            body += "\n"
        object.__setattr__(self, "body", body)
        object.__setattr__(self, "data", _cleaned(self.data))

    @property
    def slug(self) -> str:
        """The name of the folder: the end of the address."""
        return self.path.parent.name


def read_document(text: str, path: PurePosixPath) -> EditedDocument:
    """Read any text as a document; raises `Damaged` when its front matter cannot be read.

    Nothing is checked beyond that: unknown keys, wrong values and missing fields are kept.
    """
    text = _file_lines(text.removeprefix("\ufeff"))
    parts = split_source(text)
    if parts is None:
        remedy = "zacznij plik od „---” i tak samo zakończ metrykę"
        message = "brak metryki między wierszami „---”"
        raise Damaged(Problem(str(path), 1, 1, "plik", message, remedy), text)
    source = read_yaml(parts.head, parts.head_line)
    if source.mistakes:
        raise Damaged(yaml_problem(source.mistakes[0], str(path)), text)
    if source.data is None:
        return EditedDocument(path, {}, parts.body)
    if not isinstance(source.data, dict):
        message, remedy = "metryka nie składa się z pól „klucz: wartość”", "zacznij od „code: …”"
        raise Damaged(Problem(str(path), parts.head_line, 1, "plik", message, remedy), text)
    return EditedDocument(path, source.data, parts.body)


def document_text(document: EditedDocument, before: str | None = None) -> str:
    """The text of the file, which `read_document` reads back unchanged.

    The fields stand in the order of the model, unknown ones after them; the same document always
    gives the same text. With the text `before` the change, its fields keep their order, and those
    with the same value keep their very wording, comments too, so that differences stay small.
    """
    fields = {
        key: yaml_text({key: value}, IN_LINE)
        for key, value in _ordered(document.data, FrontMatter).items()
    }
    if before is not None:
        kept = _file(_like(document, fields, before), document.body)
        if _same(kept, document):
            return kept
    return _file(fields.values(), document.body)


def with_data(document: EditedDocument, **fields: object) -> EditedDocument:
    """The document with some fields set; a field given `None` is taken out."""
    data = {**document.data, **fields}
    taken_out = {key for key, value in fields.items() if value is None}
    return replace(document, data={k: v for k, v in data.items() if k not in taken_out})


def _file(fields: Iterable[str], body: str) -> str:
    return f"---\n{''.join(fields)}---\n{body}"


def _like(document: EditedDocument, fields: Mapping[str, str], before: str) -> list[str]:
    """The fields in the order of the text before, in its words where their values are the same."""
    old = split_source(_file_lines(before))
    source = read_yaml(old.head) if old is not None else None
    if old is None or source is None or not isinstance(source.data, dict):
        return list(fields.values())
    lines = old.head.splitlines(keepends=True)
    starts = [source.place((key,))[0] - 1 for key in source.data]
    slices = pairwise([*starts, len(lines)])
    texts = {key: "".join(lines[a:b]) for key, (a, b) in zip(source.data, slices, strict=True)}
    result = []
    for key in _in_order_of(list(source.data), list(fields)):
        same = key in texts and source.data[key] == document.data[key]
        result.append(texts[key] if same else fields[key])
    return ["".join(lines[: starts[0]]), *result]


def _in_order_of(before: list[str], now: list[str]) -> list[str]:
    """The keys of now: known ones as before, each new one after what it follows now."""
    order = [key for key in before if key in now]
    for index, key in enumerate(now):
        if key not in before:
            order.insert(order.index(now[index - 1]) + 1 if index else 0, key)
    return order


def _same(text: str, document: EditedDocument) -> bool:
    try:
        return read_document(text, document.path) == document
    except Damaged:
        return False


def _ordered(value: Any, model: type[BaseModel] | None) -> Any:
    """The same data with the keys of each mapping in the order of its model."""
    if isinstance(value, list | tuple):
        return [_ordered(item, model) for item in value]
    if not isinstance(value, Mapping):
        return value
    fields = model.model_fields if model is not None else {}
    keys = [*(key for key in fields if key in value), *(key for key in value if key not in fields)]
    inner = {key: model_in(field.annotation) for key, field in fields.items()}
    return {key: _ordered(value[key], inner.get(key)) for key in keys}


def _cleaned(value: Any) -> Any:
    """A copy in lists and dicts, with the line ends of files."""
    if isinstance(value, str):
        return _file_lines(value)
    if isinstance(value, Mapping):
        return {_file_lines(key): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def _file_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
