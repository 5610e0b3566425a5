"""What of a document can be linked to: its anchors."""

from collections.abc import Iterator

from kb.documents.markdown import Renderer
from kb.documents.model import Version


def anchors(version: Version, renderer: Renderer) -> Iterator[str]:
    """Every anchor of a version's page, in the order of the page; repeats are mistakes."""
    meta = version.meta
    yield from ("w-skrocie", "metryka")
    parts = {
        "zasady": meta.rules,
        "kroki": meta.steps,
        "zobowiazania": meta.duties.office + meta.duties.organisation,
        "terminy": meta.deadlines,
        "pytania": meta.questions,
        "wskazniki": meta.indicators,
        "podstawa-prawna": meta.legal_basis,
        "zalaczniki": meta.attachments,
        "powiazane": meta.related,
        "do-weryfikacji": meta.do_weryfikacji,
    }
    yield from (anchor for anchor, rows in parts.items() if rows)
    for prefix, count in (
        ("zasada", len(meta.rules)),
        ("krok", len(meta.steps)),
        ("pytanie", len(meta.questions)),
        ("plik", len(meta.attachments)),
    ):
        yield from (f"{prefix}-{number}" for number in range(1, count + 1))
    yield from (f"termin-{deadline.id}" for deadline in meta.deadlines)
    for section in version.sections:
        yield section.slug
        yield from renderer.headings(section.markdown)
