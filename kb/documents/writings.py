"""Every text of a document in which Markdown is read, with where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.documents.model import Version
from kb.documents.yaml_source import Path, field_name


class Writing(NamedTuple):
    """A Markdown text of a document: what it is called and where it begins."""

    field: str
    line: int
    column: int
    markdown: str
    in_body: bool = False


def writings(version: Version) -> Iterator[Writing]:
    """The texts of the front matter, then the sections of the body."""
    meta = version.meta
    lists = {
        ("rules",): (meta.rules, ("text",)),
        ("steps",): (meta.steps, ("action", "document", "when")),
        ("duties", "office"): (meta.duties.office, ("text",)),
        ("duties", "organisation"): (meta.duties.organisation, ("text",)),
        ("questions",): (meta.questions, ("answer",)),
    }
    yield _writing(version, ("summary",), meta.summary)
    for name, (rows, keys) in lists.items():
        for index, row in enumerate(rows):
            for key in keys:
                if getattr(row, key):
                    yield _writing(version, (*name, index, key), getattr(row, key))
    for section in version.sections:
        place = f"treść „{section.title}”"
        yield Writing(place, section.line + 1, 1, section.markdown, in_body=True)


def _writing(version: Version, at: Path, markdown: str) -> Writing:
    return Writing(field_name(at), *version.places.get(at, (1, 1)), markdown)
