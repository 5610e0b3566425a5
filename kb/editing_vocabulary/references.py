"""Which fields hold a value of which vocabulary: in documents and in the vocabularies."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.documents.citing import cited, duties
from kb.documents.law import CitationParser
from kb.documents.model import Version
from kb.documents.vocabulary import Vocabulary
from kb.documents.yaml_source import Path

STANDARDS = "standards"
"""Stands in `ROW_FIELDS` for the slugs of standards, which no vocabulary holds."""

ROW_FIELDS: Mapping[str, Mapping[str, str]] = {
    "areas": {"block": "blocks"},
    "groups": {"block": "blocks", "areas": "areas"},
    "sectors": {"parent": "sectors"},
    "topics": {"block": "blocks", "area": "areas"},
    "glossary": {"see": "glossary", "standard": STANDARDS},
    "intents": {"kinds": "kinds"},
    "best_bets": {"standard": STANDARDS},
}
"""Vocabulary → field of its rows → the vocabulary whose values the field holds."""

CITING_FIELDS: Mapping[str, str] = {"glossary": "citation", "synonyms": "citations"}
"""Vocabulary → the field of its rows that cites law."""

ADDRESSES: Mapping[str, str] = {
    "groups": "grupy",
    "topics": "tematy",
    "sectors": "sektory",
    "kinds": "rodzaje",
    "glossary": "slownik",
    "acts": "prawo",
}
"""Vocabulary → the first part of the address of the page that each of its values has."""

BUILT_IN: Mapping[str, frozenset[str]] = {
    "fields": frozenset({"wszystkie"}),
    "levels": frozenset({"ustawowy", "podstawowy", "rekomendowany"}),
    "kinds": frozenset({"procedura"}),
    "sectors": frozenset({"jst", "ngo"}),
    "sections": frozenset({"tresc-wzoru", "porownanie", "lista-kontrolna"}),
    "acts": frozenset({"udpp"}),
    "intents": frozenset({"definicja", "porownanie", "wzor", "lista", "procedura"}),
}
"""Values that the program itself relies on: they can be reworded, not renamed or removed."""

FIXED = frozenset({"weights"})
"""Vocabularies whose rows are given by the program."""


class Reference(NamedTuple):
    """One use of a value: the vocabulary, the value, where it stands, and the place in words."""

    vocabulary: str
    value: str
    at: Path
    place: str


def document_references(version: Version, vocabulary: Vocabulary) -> Iterator[Reference]:
    """Every value of a vocabulary in the front matter, and the headings of the body."""
    meta = version.meta
    yield Reference("kinds", meta.kind, ("kind",), "rodzaj")
    yield Reference("groups", meta.group, ("group",), "grupa")
    yield Reference("areas", meta.area, ("code",), "kod")
    yield Reference("levels", meta.level, ("level",), "charakter")
    for name, place in (("sectors", "sektor"), ("topics", "temat"), ("fields", "dziedzina")):
        for index, value in enumerate(getattr(meta, name)):
            yield Reference(name, value, (name, index), place)
    yield from _of_rows(version)
    labels = {row.label: row.slug for row in vocabulary.sections.values()}
    for section in version.sections:
        if section.title in labels:
            yield Reference("sections", labels[section.title], (), f"sekcja „{section.title}”")


def _of_rows(version: Version) -> Iterator[Reference]:
    meta = version.meta
    for index, step in enumerate(meta.steps):
        at, place = ("steps", index), f"krok {index + 1}"
        yield Reference("parties", step.who, (*at, "who"), f"{place}: kto")
        if step.level is not None:
            yield Reference("levels", step.level, (*at, "level"), place)
    for index, deadline in enumerate(meta.deadlines):
        at, place = ("deadlines", index), f"termin „{deadline.title}”"
        yield Reference("parties", deadline.who, (*at, "who"), f"{place}: kogo wiąże")
        yield Reference("levels", deadline.level, (*at, "level"), place)
    for index, rule in enumerate(meta.rules):
        yield Reference("levels", rule.level, ("rules", index, "level"), f"zasada {index + 1}")
    for at_duty, duty in duties(meta):
        yield Reference("levels", duty.level, (*at_duty, "level"), "zobowiązanie")


def row_references(vocabulary: Vocabulary) -> Iterator[tuple[str, str, Reference]]:
    """The name and the row's key of each value that a row of a vocabulary holds."""
    for name, fields in ROW_FIELDS.items():
        for key, row in getattr(vocabulary, name).items():
            for field, target in fields.items():
                place = str(type(row).model_fields[field].title).lower()
                for at, value in _values(getattr(row, field), (field,)):
                    yield name, key, Reference(target, value, at, place)


def law_references(version: Version, citations: CitationParser) -> Iterator[Reference]:
    """Every act that a document cites, each once."""
    seen: set[str] = set()
    for at, text in cited(version.meta):
        for citation in citations.parse(text) or ():
            if citation.act.slug not in seen:
                seen.add(citation.act.slug)
                yield Reference("acts", citation.act.slug, at, f"przepis „{text}”")
    for section in version.sections:
        for citation in citations.find(section.markdown):
            if citation.act.slug not in seen:
                seen.add(citation.act.slug)
                yield Reference("acts", citation.act.slug, (), f"przepis „{citation.text}”")


def row_law_references(
    vocabulary: Vocabulary, citations: CitationParser
) -> Iterator[tuple[str, str, Reference]]:
    """The name and the row's key of each act that a row of a vocabulary cites."""
    for name, field in CITING_FIELDS.items():
        for key, row in getattr(vocabulary, name).items():
            for at, text in _values(getattr(row, field), (field,)):
                for citation in citations.parse(text) or ():
                    slug = citation.act.slug
                    yield name, key, Reference("acts", slug, at, f"przepis „{text}”")


def _values(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        yield from (((*at, key), key) for key in value)
    elif isinstance(value, tuple):
        yield from (((*at, index), item) for index, item in enumerate(value))
