"""The files beside a document: what stands in them, and whether any of them changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kb.documents.markdown import Renderer
from kb.documents.model import AttachedText, FrontMatter

TEMPLATES = "wzory"
"""The folder beside the versions that holds the Markdown sources of templates."""

TEXTS = "teksty"
"""The folder beside the versions that holds the words of uploaded files, `<file>.txt` each."""

_BLANKS = {ord("["): " ", ord("]"): " "}


def text_file(file: str) -> PurePosixPath:
    """Where the words of an uploaded file lie, relative to the folder of its standard."""
    return PurePosixPath(TEXTS) / f"{file}.txt"


def attached_texts(folder: Path, meta: FrontMatter) -> dict[str, AttachedText]:
    """The texts of the attachments that have one, by file name.

    The source of a template is the better text of the file made from it.
    """
    found = {}
    for attachment in meta.attachments:
        source = folder / TEMPLATES / f"{Path(attachment.file).stem}.md"
        words = folder / text_file(attachment.file)
        if source.is_file():
            found[attachment.file] = AttachedText(_read(source), markdown=True)
        elif words.is_file():
            found[attachment.file] = AttachedText(_read(words), markdown=False)
    return found


def words_of(text: AttachedText, renderer: Renderer) -> str:
    """The words of an attachment: without the front matter and blanks of a template's source."""
    if not text.markdown:
        return text.source
    return renderer.plain(text.source.split("\n---\n", 1)[-1].translate(_BLANKS))


def content_digest(root: Path, relative: PurePosixPath) -> str:
    """Changes whenever the file of a version, or a file that belongs to its standard, does.

    Texts count by their bytes; other files by name and size, as their words lie beside them.
    """
    folder = root / relative.parent
    digest = hashlib.sha256()
    texts = (*sorted((folder / TEMPLATES).glob("*.md")), *sorted((folder / TEXTS).glob("*.txt")))
    for path in (root / relative, *texts):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for name, size in _files(folder):
        digest.update(f"{name}\0{size}\0".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Name and size of every file that is neither a version nor about to be one."""
    for path in sorted(folder.iterdir()):
        if path.suffix != ".md" and not path.name.startswith(".") and path.is_file():
            yield path.name, path.stat().st_size


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
