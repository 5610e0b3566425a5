"""Every text of the bundled content that readers see, with the place to mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from kb.documents.model import Version
from kb.documents.vocabulary import Vocabulary

# Keys of a document whose values are sentences: measured and counted.
PROSE = {
    *("summary", "text", "action", "question", "answer", "indicators"),
    *("what", "reason", "change_note"),
}
# Keys whose values are names and phrases: counted, but not measured as sentences.
LABELS = {"title", "when", "rule", "document", "note"}
# Keys whose values are found and shown, but are no part of the text.
APART = {"keywords", "owner"}
VOCABULARY_PROSE = {"intro", "hint", "minimum", "definition", "do_weryfikacji", "note"}
VOCABULARY_LABELS = {
    *("label", "short", "plural", "text", "title", "name", "term", "forms", "aliases"),
    *("canonical", "variants", "ambiguous", "abbreviations", "indicators"),
}
_JINJA = re.compile(
    r"\{% block \w*class %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
_SPOKEN = re.compile(r"(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
# What a person types, and attributes that a macro writes into the tag of another template.
_CODE = re.compile(r"<code>.*?</code>|\b(?:aria-[a-z]+|type|value)=\"[^\"]*\"", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown text under the key it has in its file; `place` tells a person where that is."""

    place: str
    key: str
    markdown: str


def version_texts(version: Version) -> list[Text]:
    """All texts of a version: the front matter in its order, then the body under key „body”."""
    known = PROSE | LABELS | APART
    texts = [
        Text(f"{version.path} {place}", key, value)
        for place, key, value in _leaves(version.meta.model_dump(mode="json"))
        if key in known
    ]
    body = [Text(f"{version.path} „{s.title}”", "body", s.markdown) for s in version.sections]
    return texts + body


def vocabulary_texts(vocabulary: Vocabulary) -> Iterator[Text]:
    """All texts of the vocabularies, but for the misspellings that search has to know."""
    known = VOCABULARY_PROSE | VOCABULARY_LABELS
    for name in (field.name for field in fields(vocabulary)):
        if name == "typos":
            continue
        for identity, row in getattr(vocabulary, name).items():
            for place, key, value in _leaves(row.model_dump(mode="json")):
                if key in known:
                    yield Text(f"vocabulary/{name}.yaml {identity} {place}", key, value)


def template_sources(root: Path) -> Iterator[Text]:
    """The Markdown sources of the document templates kept beside the standards."""
    for path in sorted(root.glob("*/*/wzory/*.md")):
        place = str(path.relative_to(root))
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        for key, value in yaml.safe_load(head).items():
            if key in {"title", "subject"}:
                yield Text(f"{place} {key}", "template", value)
        yield Text(place, "template", body)


def page_texts(templates: Path) -> Iterator[Text]:
    """The words of the site's own page templates, with those that only a screen reader says."""
    for path in sorted(templates.rglob("*.html")):
        html = _JINJA.sub(" ", path.read_text(encoding="utf-8"))
        said = " ".join([*_SPOKEN.findall(html), _TAG.sub(" ", _CODE.sub(" ", html))])
        yield Text(str(path.relative_to(templates)), "page", said)


def _leaves(value: object, place: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """Every string in nested mappings and lists, with its place and the key it stands under."""
    if isinstance(value, str):
        yield place, key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place}.{name}" if place else str(name), str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{place}[{number}]", key)
