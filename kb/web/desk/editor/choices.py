"""What the fields of the form can be chosen from: the vocabularies, and the document itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.documents.text import polish_key
from kb.library import Library
from kb.web.desk.editor.form_data import as_text, rows_of, value_at
from kb.web.desk.editor.form_fields import Field, form_fields
from kb.web.desk.editor.labels import LITERALS


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose; `group` is its heading, `inner` says it stands under another value."""

    value: str
    label: str
    hint: str = ""
    group: str = ""
    inner: bool = False


Choices = Mapping[str, Sequence[Choice]]


def vocabulary_choices(library: Library, day: date) -> dict[str, tuple[Choice, ...]]:
    """Name of a source → its values in the order of the vocabulary, standards by their titles."""
    words = library.vocabulary
    blocks = {slug: block.label for slug, block in words.blocks.items()}
    shown = [standard.shown_on(day) for standard in library.standards.values()]
    return {
        "kinds": tuple(Choice(k.slug, k.label, k.hint) for k in words.kinds.values()),
        "groups": tuple(Choice(g.code, g.label) for g in words.groups.values()),
        "levels": tuple(Choice(v.slug, v.label, v.hint) for v in words.levels.values()),
        "parties": tuple(Choice(p.slug, p.label) for p in words.parties.values()),
        "sectors": tuple(
            Choice(s.slug, s.label, s.hint, inner=s.parent is not None)
            for s in words.sectors.values()
        ),
        "topics": tuple(
            Choice(t.slug, t.label, group=blocks.get(t.block, "")) for t in words.topics.values()
        ),
        "fields": tuple(Choice(f.slug, f.label) for f in words.fields.values()),
        "standards": tuple(
            Choice(version.slug, version.meta.title)
            for version in sorted(shown, key=lambda v: polish_key(v.meta.title))
        ),
    }


def deadline_choices(data: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The deadlines of this very document, for its steps and for one another."""
    rows = rows_of(value_at(data, "deadlines"), form_fields()["deadlines"])
    named = ((as_text(row.get("id")), as_text(row.get("title"))) for row in rows)
    return tuple(Choice(slug, title or slug) for slug, title in named if slug)


def choices_of(field: Field, choices: Choices, chosen: Sequence[str]) -> tuple[Choice, ...]:
    """The values of a field; a chosen one that no list holds stays choosable, and is said so."""
    known = tuple(choices.get(field.source, ())) or tuple(
        Choice(value, LITERALS.get(value, value)) for value in field.literals
    )
    values = {choice.value for choice in known}
    strangers = [value for value in dict.fromkeys(chosen) if value and value not in values]
    return (*known, *(Choice(value, f"„{value}” (nie ma na liście)") for value in strangers))
