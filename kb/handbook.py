"""The handbook of the editors: read, cut into chapters, and rendered as the site renders texts."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from kb.documents.body import split_sections
from kb.documents.markdown import Renderer
from kb.documents.text import slugify

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "bundled" / "handbook"
_FILE = "redaktor.md"
_PICTURES = "images/redaktor"
_IMAGE = re.compile(rf'<img src="{_PICTURES}/([a-z0-9-]+\.png)"')
_OWN_ANCHOR = re.compile(r'\bhref="#([^"]+)"')
_SIZE = struct.Struct(">II")
_SIZE_AT = 16
"""Where a PNG file says how wide and high it is (ISO/IEC 15948, 11.2.2)."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as safe HTML; `anchor` leads to it."""

    anchor: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole: its title, what stands before the first chapter, and the chapters in order."""

    title: str
    lead: str
    chapters: tuple[Chapter, ...]

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Anchor and title of each chapter."""
        return tuple((chapter.anchor, chapter.title) for chapter in self.chapters)


def bundled_handbook() -> Path:
    """The folder of the handbook: inside the wheel, or `docs/` beside `kb/` in a checkout."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent / "docs"


def read_pictures(folder: Path) -> Mapping[str, bytes]:
    """The pictures of the handbook (PNG) by the names of their files."""
    return {file.name: file.read_bytes() for file in sorted((folder / _PICTURES).glob("*.png"))}


def read_handbook(
    folder: Path, renderer: Renderer, pictures: Mapping[str, bytes], address: str
) -> Handbook:
    """Read and render the handbook; its pictures are at `address`/<name> and have their sizes.

    Raises:
        OSError: the file cannot be read.
        KeyError: the text shows a picture that is not among `pictures`.
    """

    def image(found: re.Match[str]) -> str:
        width, height = _SIZE.unpack_from(pictures[found[1]], _SIZE_AT)
        size = f'width="{width}" height="{height}"'
        return f'<img loading="lazy" {size} src="{address}/{found[1]}"'

    def rendered(markdown: str) -> str:
        html = _IMAGE.sub(image, renderer.block(markdown))
        return _OWN_ANCHOR.sub(lambda found: f'href="#{slugify(unquote(found[1]))}"', html)

    text = (folder / _FILE).read_text(encoding="utf-8")
    (whole, *sections), _ = split_sections(text, _FILE, 1, ())
    return Handbook(
        title=whole.title,
        lead=rendered(whole.markdown),
        chapters=tuple(Chapter(s.slug, s.title, rendered(s.markdown)) for s in sections),
    )
