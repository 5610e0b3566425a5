"""The pictures of a document inside its files to download."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kb.documents.markdown import Renderer
from kb.documents.model import Version

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
"""What every format can hold; other pictures stay links."""
_OWN_FILE = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class DocumentPicture:
    """A picture with its description; `name`, by which the text calls it, tells its content."""

    name: str
    alt: str
    path: Path = field(repr=False)


def document_pictures(version: Version, renderer: Renderer) -> Mapping[str, DocumentPicture]:
    """The pictures in the body of a version, by the names of their files."""
    found = {}
    for section in version.sections:
        for picture in renderer.pictures(section.markdown):
            path, extension = version.folder / picture.file, picture.file.rpartition(".")[2]
            own = _OWN_FILE.fullmatch(picture.file) is not None and extension in _TYPES
            if own and picture.alt and path.is_file():
                name = f"{sha256(path.read_bytes()).hexdigest()[:20]}.{extension}"
                found[picture.file] = DocumentPicture(name, picture.alt, path)
    return found


def with_contents(markdown: str, pictures: Iterable[DocumentPicture]) -> str:
    """The text with the pictures themselves in place of their names: a converter reads no file."""
    for picture in pictures:
        content = base64.b64encode(picture.path.read_bytes()).decode()
        media_type = _TYPES[picture.name.rpartition(".")[2]]
        markdown = markdown.replace(f"]({picture.name})", f"](data:{media_type};base64,{content})")
    return markdown


def described(typst: str, pictures: Iterable[DocumentPicture]) -> str:
    """Text for typst whose pictures have descriptions: pandoc leaves them out there."""
    for picture in pictures:
        alt = picture.alt.replace("\\", "\\\\").replace('"', '\\"')
        typst = typst.replace(f'image("{picture.name}"', f'image("{picture.name}", alt: "{alt}"')
    return typst


def put_beside(folder: Path, pictures: Sequence[DocumentPicture]) -> None:
    """Copy the pictures into a folder under the names that the text calls them by."""
    for picture in pictures:
        (folder / picture.name).write_bytes(picture.path.read_bytes())
