"""JSON Schema of the front matter, with the closed vocabularies written into it."""

from collections.abc import Mapping
from typing import Any

from kb.documents.model import FrontMatter
from kb.documents.vocabulary import Vocabulary


def json_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema (draft 2020-12) that completes and checks front matter in an editor's tool."""
    schema = FrontMatter.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Metryka standardu współpracy"
    choices = {
        "kind": {k: row.label for k, row in vocabulary.kinds.items()},
        "group": {k: row.label for k, row in vocabulary.groups.items()},
        "sectors": {k: row.label for k, row in vocabulary.sectors.items()},
        "topics": {k: row.label for k, row in vocabulary.topics.items()},
        "fields": {k: row.label for k, row in vocabulary.fields.items()},
        "level": {k: row.label for k, row in vocabulary.levels.items()},
        "who": {k: row.label for k, row in vocabulary.parties.items()},
    }
    for part in (schema, *schema["$defs"].values()):
        _close(part["properties"], choices)
    return schema


def _close(properties: dict[str, Any], choices: Mapping[str, Mapping[str, str]]) -> None:
    """Give each property that takes a vocabulary value the list of values with their labels."""
    for name, values in choices.items():
        if name not in properties:
            continue
        described = [{"const": value, "title": label} for value, label in values.items()]
        target = properties[name]
        if target.get("type") == "array":
            target["items"] = {"oneOf": described}
        elif "anyOf" in target:
            target["anyOf"] = [{"oneOf": described}, {"type": "null"}]
        else:
            del target["type"]
            target.pop("minLength", None)
            target["oneOf"] = described
