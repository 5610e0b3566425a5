"""The files beside a standard that readers may download, and how each is named and sent."""

import re
from dataclasses import dataclass
from pathlib import Path

from kb.documents.model import Version
from kb.web.addresses import version_url

_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<file>[a-z0-9][a-z0-9._-]*\.(?:png|jpe?g|webp|svg))\b")
TYPES = {
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "docx": ("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "jpeg": ("JPG", "image/jpeg"),
    "jpg": ("JPG", "image/jpeg"),
    "md": ("tekst Markdown", "text/plain; charset=utf-8"),
    "odt": ("ODT", "application/vnd.oasis.opendocument.text"),
    "ods": ("ODS", "application/vnd.oasis.opendocument.spreadsheet"),
    "pdf": ("PDF", "application/pdf"),
    "png": ("PNG", "image/png"),
    "rtf": ("RTF", "application/rtf"),
    "svg": ("SVG", "image/svg+xml"),
    "txt": ("tekst", "text/plain; charset=utf-8"),
    "webp": ("WEBP", "image/webp"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Extension → the format's name for readers, and its media type."""


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file to download: its format and size stand in its link."""

    title: str
    url: str
    format: str
    size: str


def attachment_views(version: Version) -> tuple[AttachmentView, ...]:
    """The attachments of a version that exist."""
    found = []
    for attachment in version.meta.attachments:
        path = version.folder / attachment.file
        if path.is_file():
            extension = path.suffix.removeprefix(".")
            name = TYPES.get(extension, (extension.upper(), ""))[0]
            url = f"{version_url(version)}/{attachment.file}"
            found.append(
                AttachmentView(attachment.title, url, name, size_label(path.stat().st_size))
            )
    return tuple(found)


def find_file(version: Version, name: str) -> Path | None:
    """The file of that name if the version lists it, or shows it as a picture in its body."""
    listed = {attachment.file for attachment in version.meta.attachments}
    for section in version.sections:
        listed.update(match["file"] for match in _PICTURE.finditer(section.markdown))
    path = version.folder / name
    return path if name in listed and path.is_file() else None


def size_label(count: int) -> str:
    """`12 kB`, `1,4 MB`."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / 1_000))} kB"
