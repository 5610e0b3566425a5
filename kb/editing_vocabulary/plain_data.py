"""Plain data of YAML files: compared, and changed at one place."""

import json
from collections.abc import Mapping
from typing import Any

from kb.documents.yaml_source import Path


def canonical(value: Any) -> str:
    """The same text for equal data whatever the order of keys; 5 and 5.0 differ."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of data are equal to the sign."""
    return canonical(one) == canonical(other)


def alike(one: Any, other: Any) -> bool:
    """Whether two pieces of data say the same: keys that hold nothing do not count."""
    return same(filled(one), filled(other))


def filled(value: Any) -> Any:
    """The data without keys that hold nothing, at every depth."""
    if isinstance(value, Mapping):
        kept = {key: filled(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if not is_empty(inner)}
    return [filled(inner) for inner in value] if isinstance(value, list | tuple) else value


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: every default of a vocabulary row is empty."""
    return value is None or value is False or value in ("", [], {}, ())


def with_value(data: Any, at: Path, value: Any) -> Any:
    """A copy of the data with another value at one place."""
    if not at:
        return value
    step, inner = at[0], with_value(data[at[0]], at[1:], value)
    if isinstance(step, int):
        return [*data[:step], inner, *data[step + 1 :]]
    return {**data, step: inner}
