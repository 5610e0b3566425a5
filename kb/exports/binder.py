"""„Moja teczka”: several standards as one document with a contents list. Pure."""

from collections.abc import Sequence
from datetime import date

from kb.documents.model import Version
from kb.documents.text import plural, polish_date
from kb.exports.document import HONESTY, ExportDocument, standard_document
from kb.exports.markdown import blocks, escaped, heading, link
from kb.library import Library


def binder_document(
    versions: Sequence[Version], library: Library, site: str, address: str, day: date
) -> ExportDocument:
    """One document of the versions in their order; `address` is that of the set, `day` today."""
    count = len(versions)
    words = plural(count, "standard", "standardy", "standardów")
    documents = [standard_document(version, library, site) for version in versions]
    anchors = [f"teczka-{version.slug}" for version in versions]
    chapters = (
        blocks((heading(1, document.title, anchor), document.notice, document.body))
        for anchor, document in zip(anchors, documents, strict=True)
    )
    return ExportDocument(
        title="Moja teczka",
        description=f"{count} {words}: " + ", ".join(document.title for document in documents),
        address=address,
        footer=f"Moja teczka, {count} {words}, {polish_date(day)} r., {site}",
        notice=(
            f"{HONESTY} Baza Standardów Współpracy, {count} {words} w wersjach na "
            f"{polish_date(day)} r. {link('Adres tej teczki', address)}"
        ),
        body=blocks(chapters),
        day=day,
        chapters=tuple(
            (anchor, escaped(document.title))
            for anchor, document in zip(anchors, documents, strict=True)
        ),
        pictures=tuple(picture for document in documents for picture in document.pictures),
    )
