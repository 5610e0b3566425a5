"""`ExportDocument`: a standard as one Markdown text that every format is made from.

The order is that of the page. Nothing here depends on the day of reading, so a version gives the
same document until its text, or the address of the site, changes.
"""

from dataclasses import dataclass
from datetime import date

from kb.documents.model import Version
from kb.documents.text import polish_date
from kb.exports.markdown import absolute_links, blocks, link
from kb.exports.pictures import DocumentPicture, document_pictures
from kb.exports.standard_parts import StandardParts
from kb.library import Library

HONESTY = "Opracowanie redakcyjne; wiążąca jest treść aktu prawnego."


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """What a file to download holds.

    `notice` stands under the title, `footer` on every page. `body` begins under the title: with
    headings of the second level, or of the first when the document has `chapters` (the anchor and
    title of each, for the contents list). `day` is the date that the file's properties bear.
    `pictures` are those that the body calls by their names.
    """

    title: str
    description: str
    address: str
    footer: str
    notice: str
    body: str
    day: date
    chapters: tuple[tuple[str, str], ...] = ()
    pictures: tuple[DocumentPicture, ...] = ()


def standard_document(version: Version, library: Library, site: str) -> ExportDocument:
    """The document of a version; `site` is the public address without a final slash."""
    writer = StandardParts(version, library, site)
    pictures = document_pictures(version, library.renderer)
    names = {file: picture.name for file, picture in pictures.items()}
    label = f"wersja od {polish_date(version.meta.valid_from)} r."
    return ExportDocument(
        title=version.meta.title,
        description=library.renderer.plain(version.meta.summary),
        address=writer.address,
        footer=f"{version.meta.code}, {label}, {writer.address}",
        notice=(
            f"{HONESTY} Stan prawny na dzień {polish_date(version.meta.legal_state)} r. "
            f"Baza Standardów Współpracy, {label} "
            f"Stały adres: {link(writer.address, writer.address)}"
        ),
        body=absolute_links(blocks(writer.blocks()), site, writer.address, names),
        day=version.meta.valid_from,
        pictures=tuple(pictures.values()),
    )
