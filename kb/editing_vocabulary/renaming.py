"""A value of a vocabulary renamed wherever it is used, at the source of every file."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from kb.documents.model import Version
from kb.documents.redirects import FILE as REDIRECTS
from kb.documents.source_text import split_source
from kb.documents.yaml_source import Path, read_yaml
from kb.editing_vocabulary.references import ADDRESSES, ROW_FIELDS, document_references
from kb.editing_vocabulary.rows import VocabularyText, file_of, key_field, read_vocabulary
from kb.editing_vocabulary.yaml_patch import CannotPatch, patched, patched_places
from kb.library import Library

Read = Callable[[PurePosixPath], str | None]
"""The text of a file of the content as the draft has it; `None` when there is none."""

REDIRECTED = frozenset({*ADDRESSES, "fields"})
"""Vocabularies whose values stand in addresses: an old one must lead to the new one."""

_NO_REDIRECTS = "items: []\n"


def renaming(
    library: Library, name: str, key: str, new: str, read: Read, *, label: str | None = None
) -> Mapping[PurePosixPath, str]:
    """The new texts of all files that change when the value `key` of a vocabulary becomes `new`.

    These are the vocabulary, the rows and documents that use the value (in fields, headings and
    addresses of links) and, where its address was public, `redirects.yaml`. `library` is the
    content as the draft has it. Sections of documents are known by their heading, so renaming one
    takes its new `label`. Documents of a group lie in its folder: see `moved_group`.

    Raises:
        CannotPatch: a file is written in a way that cannot be changed safely.
    """
    texts: dict[PurePosixPath, str] = {}

    def current(path: PurePosixPath) -> str:
        text = texts.get(path, read(path))
        if text is None:
            raise CannotPatch(f"nie ma pliku {path}")
        return text

    changed_name: dict[str, Any] = {key_field(name): new}
    if label is not None:
        changed_name["label"] = label
    vocabulary = read_vocabulary(name, current(file_of(name)))
    row = vocabulary.row(key)
    if row is None:
        raise CannotPatch(f"nie ma wiersza „{key}”")
    texts[file_of(name)] = vocabulary.with_row(key, {**row.data, **changed_name})
    for owner, fields in ROW_FIELDS.items():
        holding = [field for field, target in fields.items() if target == name]
        if holding:
            path = file_of(owner)
            texts[path] = _rows_renamed(read_vocabulary(owner, current(path)), holding, key, new)
    old_label = str(row.data.get("label", ""))
    for version in library.versions():
        path = PurePosixPath(version.path)
        text = _front_matter_renamed(version, library, name, key, new, current(path))
        if label is not None:
            text = _heading_renamed(text, old_label, label, key, new)
        texts[path] = _links_renamed(text, name, key, new)
    return {path: text for path, text in texts.items() if text != read(path)}


def with_redirect(text: str | None, name: str, key: str, new: str) -> str:
    """The text of `redirects.yaml` in which the old value leads to the new one.

    A row that led away from the new name goes: the name is in use again.
    """
    text = text if text is not None else _NO_REDIRECTS
    data = read_yaml(text).data
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise CannotPatch(f"w pliku {REDIRECTS} brak listy „items”")
    kept = [row for row in items if not (row.get("list") == name and row.get("old") == new)]
    return patched(text, ("items",), [*kept, {"list": name, "old": key, "new": new}])


def moved_group(
    texts: Mapping[PurePosixPath, str],
    files: Mapping[PurePosixPath, bytes],
    key: str,
    new: str,
) -> Mapping[PurePosixPath, bytes | None]:
    """The changes of a renamed group with its folder: every file of it gets another path.

    `texts` are those of `renaming`, `files` all that lies in the folder of the group now.
    """
    old, folder = PurePosixPath(key.lower()), PurePosixPath(new.lower())
    changes: dict[PurePosixPath, bytes | None] = {
        path: text.encode() for path, text in texts.items()
    }
    if old == folder:
        return changes
    for path, content in files.items():
        moved = changes.pop(path, None) or content
        changes[path] = None
        changes[folder / path.relative_to(old)] = moved
    return changes


def _rows_renamed(vocabulary: VocabularyText, fields: list[str], key: str, new: str) -> str:
    text = vocabulary.text
    for row in vocabulary.rows:
        renamed = {
            field: _renamed(value, key, new) if field in fields else value
            for field, value in row.data.items()
        }
        if renamed != row.data:
            text = read_vocabulary(vocabulary.name, text).with_row(row.key, renamed)
    return text


def _renamed(value: Any, key: str, new: str) -> Any:
    """A field that holds the value alone, in a list or as a key."""
    if isinstance(value, list):
        return [new if item == key else item for item in value]
    if isinstance(value, dict):
        return {new if name == key else name: inner for name, inner in value.items()}
    return new if value == key else value


def _front_matter_renamed(
    version: Version, library: Library, name: str, key: str, new: str, text: str
) -> str:
    places = list(_places(version, library, name, key))
    if not places:
        return text
    parts = split_source(text)
    if parts is None:
        raise CannotPatch(f"{version.path}: brak metryki")
    data = read_yaml(parts.head).data
    renamed = {
        at: f"{new}{old.removeprefix(key)}" if name == "areas" else new
        for at, old in places
        if _standing(data, at) == old
    }
    head = patched_places(parts.head, renamed)
    start = len(text) - len(text.split("\n", parts.head_line - 1)[-1])
    return text[:start] + head + text[start + len(parts.head) :]


def _places(version: Version, library: Library, name: str, key: str) -> Iterator[tuple[Path, str]]:
    """Where in the front matter the value stands, and the text that stands there."""
    for reference in document_references(version, library.vocabulary):
        if reference.vocabulary == name and reference.value == key and reference.at:
            yield reference.at, version.meta.code if name == "areas" else key


def _standing(data: Any, at: Path) -> Any:
    """What the source has at a place; defaults stand nowhere."""
    for step in at:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _heading_renamed(text: str, old: str, label: str, key: str, new: str) -> str:
    """A heading of the second level under its new name, and the links to it."""
    text = re.sub(rf"(?m)^##[ \t]+{re.escape(old)}[ \t]*$", lambda _: f"## {label}", text)
    return re.sub(rf"(\]\([^)\s]*)#{re.escape(key)}(?=[)\s])", rf"\1#{new}", text)


def _links_renamed(text: str, name: str, key: str, new: str) -> str:
    """The addresses of the value's own page in the links of a document."""
    if name not in ADDRESSES:
        return text
    address = re.escape(f"/{ADDRESSES[name]}/{key}")
    return re.sub(rf"(\]\(){address}(?![A-Za-z0-9-])", rf"\1/{ADDRESSES[name]}/{new}", text)
