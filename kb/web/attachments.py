"""The files beside a standard that readers may download, and how each is named and sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.attachments.kinds import kind_of, size_label
from kb.documents.markdown import Renderer
from kb.documents.model import Version
from kb.web.addresses import version_url


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file to download: its format and size stand in its link, `number` in its anchor."""

    number: int
    title: str
    url: str
    format: str
    size: str


def attachment_views(version: Version) -> tuple[AttachmentView, ...]:
    """The attachments of a version that exist."""
    found = []
    for number, attachment in enumerate(version.meta.attachments, start=1):
        path = version.folder / attachment.file
        if path.is_file():
            kind = kind_of(attachment.file)
            name = kind.label if kind is not None else path.suffix.removeprefix(".").upper()
            url = f"{version_url(version)}/{attachment.file}"
            found.append(
                AttachmentView(number, attachment.title, url, name, size_label(path.stat().st_size))
            )
    return tuple(found)


def find_file(version: Version, name: str, renderer: Renderer) -> Path | None:
    """The file of that name if the version lists it, or shows it as a picture in its body."""
    path = version.folder / name
    return path if name in _own_files(version, renderer) and path.is_file() else None


def file_title(version: Version, name: str) -> str:
    """What the version calls the file: its title, else its name."""
    titles = {attachment.file: attachment.title for attachment in version.meta.attachments}
    return titles.get(name, name.rpartition(".")[0])


def _own_files(version: Version, renderer: Renderer) -> Iterator[str]:
    yield from (attachment.file for attachment in version.meta.attachments)
    for section in version.sections:
        yield from (picture.file for picture in renderer.pictures(section.markdown))
