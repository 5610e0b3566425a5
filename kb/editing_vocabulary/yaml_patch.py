"""One value of a YAML text changed at its source.

Whatever stays equal keeps its lines, their order and the comments about them; a file in which
nothing changed keeps every byte.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from kb.documents.yaml_source import Path, compose, read_yaml
from kb.editing.yaml_text import WIDTH, in_flow, quoted, yaml_rows, yaml_text
from kb.editing_vocabulary.plain_data import alike, canonical, is_empty, same, with_value
from kb.errors import KnowledgeBaseError


class CannotPatch(KnowledgeBaseError):
    """The text is written in a way that cannot be changed piece by piece."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def patched(text: str, at: Path, value: Any) -> str:
    """The text in which the value at `at` is `value`: texts, numbers, lists and dicts of them.

    Rows of lists that are in both are kept; keys that `value` lacks are taken out unless they are
    empty anyway; new keys stand where `value` has them.

    Raises:
        CannotPatch: the text is not sound YAML, has no such place, or has a form (anchors, nested
            lists on one line …) in which the change cannot be made safely.
    """
    return patched_places(text, {at: value})


def patched_places(text: str, values: Mapping[Path, Any]) -> str:
    """The text with several values changed, none within another; see `patched`."""
    source = read_yaml(text)
    wanted = source.data
    try:
        root, patch = compose(text), _Patch(text)
        edits = [e for at, value in values.items() for e in patch.at(root, source.data, at, value)]
        for at, value in values.items():
            wanted = with_value(wanted, at, value)
    except (yaml.YAMLError, LookupError, TypeError) as error:
        raise CannotPatch(f"nie można zmienić tego miejsca pliku: {error}") from error
    result = _applied(text, edits)
    after = read_yaml(result)
    if source.mistakes or after.mistakes or not alike(after.data, wanted):
        raise CannotPatch("zapis tego pliku nie pozwala zmienić go po kawałku; popraw plik ręcznie")
    return result


class _Patch:
    """Finds what to replace in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, root: yaml.Node | None, data: Any, path: Path, new: Any) -> list[_Edit]:
        """The edits that give the value at `path` its new content."""
        node, old = root, data
        for depth, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                key, value = self._pair(node, step)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                key, value = None, node.value[step]
            else:
                raise LookupError(step)
            if depth == len(path) - 1:
                if node.flow_style:
                    return [_Edit(value.start_mark.index, value.end_mark.index, in_flow(new))]
                if key is not None:
                    return self._entry(key, value, old[step], new)
                return self._item(node, value, old[step], new)
            node, old = value, old[step]
        raise LookupError("plik")

    def _pair(self, node: yaml.MappingNode, name: str | int) -> tuple[yaml.Node, yaml.Node]:
        for key, value in node.value:
            if key.value == name:
                return key, value
        raise LookupError(name)

    def _entry(self, key: yaml.Node, node: yaml.Node, old: Any, new: Any) -> list[_Edit]:
        """The edits of `key: value`."""
        inside = self._inside(node, old, new)
        if inside is not None:
            return inside
        end = self._end(node)
        column = key.start_mark.column
        start = f"{key.value}: "
        text = self._same_style(start, new, node, column, commented=self._commented(end))
        if text is None:
            text = yaml_text({key.value: new}, indent=column)[column:].rstrip("\n")
        return [_Edit(key.start_mark.index, end, text)]

    def _item(self, rows: yaml.Node, node: yaml.Node, old: Any, new: Any) -> list[_Edit]:
        """The edits of `- value`."""
        inside = self._inside(node, old, new)
        if inside is not None:
            return inside
        end = self._end(node)
        text = self._new_item(rows, new, node, commented=self._commented(end))
        return [_Edit(self._dash(node), end, text)]

    def _new_item(self, rows: yaml.Node, value: Any, like: yaml.Node, commented: bool) -> str:
        column = rows.start_mark.column
        text = self._same_style("- ", value, like, column, commented=commented)
        return text if text is not None else yaml_rows([value], column)[column:].rstrip("\n")

    def _same_style(
        self, start: str, value: Any, like: yaml.Node, column: int, commented: bool
    ) -> str | None:
        """A value on the line of its key or dash, as `like` was written; `None` for the plain way.

        A comment at the end of the line would become part of a folded text: then it is quoted.
        """
        if isinstance(value, str):
            line = start + quoted(value)
            was_quoted = isinstance(like, yaml.ScalarNode) and like.style == '"'
            fits = column + len(line) <= WIDTH
            return line if commented or (was_quoted and fits) else None
        in_flow = isinstance(like, yaml.CollectionNode) and like.flow_style and like.value
        return start + _one_line(value) if in_flow else None

    def _inside(self, node: yaml.Node, old: Any, new: Any) -> list[_Edit] | None:
        """The edits within a value; `None` when it must be written as a whole."""
        if same(old, new):
            return []
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            return None
        if isinstance(node, yaml.MappingNode) and isinstance(new, Mapping):
            return self._mapping(node, old, new)
        if isinstance(node, yaml.SequenceNode) and isinstance(new, list | tuple) and new:
            return list(self._sequence(node, old, new))
        return None

    def _mapping(
        self, node: yaml.MappingNode, old: Any, new: Mapping[str, Any]
    ) -> list[_Edit] | None:
        entries = {key.value: (key, value) for key, value in node.value}
        kept = [key for key in entries if key in new or is_empty(old[key])]
        if not kept or kept[0] != next(iter(entries)):
            return None
        edits = []
        for name, (key, value) in entries.items():
            if name in new:
                edits += self._entry(key, value, old[name], new[name])
            elif name not in kept:
                start = self._line_start(key.start_mark.index)
                edits.append(_Edit(start, self._tail(value, key.start_mark.column) + 1, ""))
        after = kept[0]
        added: dict[str, list[str]] = {}
        for name in new:
            if name in entries:
                after = name
            else:
                added.setdefault(after, []).append(name)
        for name, names in added.items():
            key, value = entries[name]
            column = key.start_mark.column
            text = yaml_text({name: new[name] for name in names}, indent=column)
            end = self._tail(value, column)
            edits.append(_Edit(end, end, "\n" + text.rstrip("\n")))
        return edits

    def _sequence(self, node: yaml.SequenceNode, old: Any, new: Sequence[Any]) -> Iterator[_Edit]:
        column = node.start_mark.column
        matcher = SequenceMatcher(
            None, [*map(canonical, old)], [*map(canonical, new)], autojunk=False
        )
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if tag == "equal":
                continue
            paired = min(old_to - old_from, new_to - new_from)
            for index in range(paired):
                item = node.value[old_from + index]
                yield from self._item(node, item, old[old_from + index], new[new_from + index])
            for item in node.value[old_from + paired : old_to]:
                start = self._line_start(self._dash(item))
                yield _Edit(start, self._tail(item, column) + 1, "")
            if new_from + paired < new_to:
                yield self._inserted(node, old_from + paired, new[new_from + paired : new_to])

    def _inserted(self, node: yaml.SequenceNode, index: int, values: Sequence[Any]) -> _Edit:
        """New items before the item `index`, or after the last."""
        margin = " " * node.start_mark.column
        like = node.value[max(index - 1, 0)]
        lines = [margin + self._new_item(node, value, like, commented=False) for value in values]
        if index == 0:
            start = self._line_start(self._dash(like))
            return _Edit(start, start, "\n".join(lines) + "\n")
        end = self._tail(like, node.start_mark.column)
        return _Edit(end, end, "\n" + "\n".join(lines))

    def _end(self, node: yaml.Node) -> int:
        """Where the last sign of a value stands; marks of the parser go on to the next token."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            start: int = node.start_mark.index
            return start + len(self._text[start:end].rstrip(" \n"))
        return end

    def _tail(self, node: yaml.Node, column: int) -> int:
        """The end of the last line of a value with the comments that stand deeper than `column`."""
        end = self._line_end(self._end(node))
        while end < len(self._text):
            line = self._text[end + 1 : self._line_end(end + 1)]
            comment = line.lstrip(" ")
            if not comment.startswith("#") or len(line) - len(comment) <= column:
                break
            end += 1 + len(line)
        return end

    def _dash(self, item: yaml.Node) -> int:
        return self._text.rindex("-", 0, item.start_mark.index)

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        return end if end >= 0 else len(self._text)

    def _commented(self, end: int) -> bool:
        return "#" in self._text[end : self._line_end(end)]


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_one_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_one_line, value)) + "]"
    return json.dumps(value) if not isinstance(value, str) else quoted(value)
