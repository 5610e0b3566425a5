"""The kinds of files beside a standard: their names for readers, and how they are sent.

The media types are those registered with IANA.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_FILE = 10_000_000
"""Bytes of one file; a template or a scan of some pages takes less than one million."""

MAX_STANDARD = 50_000_000
"""Bytes of all files of a standard, in every version of it."""

MAX_FILES = 10
"""Files uploaded at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    `uploaded`: whether editors may upload it; the others come with content that people keep in
    files. `inline`: whether browsers show it safely instead of saving it.
    """

    extension: str
    label: str
    media_type: str
    uploaded: bool = True
    inline: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it can stand in the text of a document."""
        return self.media_type.startswith("image/")


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

KINDS: Mapping[str, Kind] = {
    kind.extension: kind
    for kind in (
        Kind("docx", "DOCX", f"{_OOXML}.wordprocessingml.document"),
        Kind("odt", "ODT", f"{_ODF}.text"),
        Kind("xlsx", "XLSX", f"{_OOXML}.spreadsheetml.sheet"),
        Kind("ods", "ODS", f"{_ODF}.spreadsheet"),
        Kind("pptx", "PPTX", f"{_OOXML}.presentationml.presentation"),
        Kind("odp", "ODP", f"{_ODF}.presentation"),
        Kind("pdf", "PDF", "application/pdf", inline=True),
        Kind("rtf", "RTF", "application/rtf"),
        Kind("csv", "CSV", "text/csv; charset=utf-8"),
        Kind("txt", "tekst", "text/plain; charset=utf-8"),
        Kind("png", "PNG", "image/png", inline=True),
        Kind("jpg", "JPG", "image/jpeg", inline=True),
        Kind("jpeg", "JPG", "image/jpeg", uploaded=False, inline=True),
        Kind("webp", "WEBP", "image/webp", uploaded=False, inline=True),
        Kind("svg", "SVG", "image/svg+xml", uploaded=False),
        Kind("md", "tekst Markdown", "text/plain; charset=utf-8", uploaded=False),
    )
}
"""Extension → kind. What is not listed is neither taken nor sent."""

UPLOADED: Mapping[str, Kind] = {name: kind for name, kind in KINDS.items() if kind.uploaded}
"""What editors may upload: documents without programs inside, and pictures."""


def kind_of(file: str) -> Kind | None:
    """The kind that the name of a kept file tells; names are given by us, not by senders."""
    return KINDS.get(file.rpartition(".")[2])


def size_label(count: int) -> str:
    """`12 kB`, `1,4 MB`, `10 MB`."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".0", "").replace(".", ",")
    return f"{max(1, round(count / 1_000))} kB"
