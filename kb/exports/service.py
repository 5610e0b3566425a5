"""The files of the site: which there are, how large, and making those that are not there yet."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from kb.documents.model import Version
from kb.exports.document import ExportDocument, standard_document
from kb.exports.formats import FORMATS, Format, available_formats
from kb.exports.store import FileStore, digest
from kb.library import Library
from kb.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file; `tag` changes whenever its content could."""

    content: bytes
    tag: str


class Exports:
    """Makes files of documents, each once, and keeps them in the installation's own folder."""

    def __init__(self, settings: Settings) -> None:
        self.site = settings.base_url or f"http://{settings.host}:{settings.port}"
        self.store = FileStore(settings.var / "exports")
        self.formats: Mapping[str, Format] = available_formats()
        for name in sorted(FORMATS.keys() - self.formats.keys()):
            log.warning("no files of format %s: its program is not installed", name)
        self._documents: tuple[Library | None, dict[str, ExportDocument]] = (None, {})

    def document(self, version: Version, library: Library) -> ExportDocument:
        """The document of a version, made once for each library."""
        kept, documents = self._documents
        if kept is not library:
            documents = {}
            self._documents = (library, documents)
        found = documents.get(version.id)
        if found is None:
            found = documents[version.id] = standard_document(version, library, self.site)
        return found

    def size(self, document: ExportDocument, extension: str) -> int | None:
        """The bytes of a file, `None` while it has not been made."""
        return self.store.size(self._name(document, extension))

    def file(self, document: ExportDocument, extension: str) -> MadeFile:
        """The document in one of `formats`.

        Raises:
            ExportBusy: too many files are being made.
            ExportError: it could not be made.
        """
        made = self.formats[extension]
        name = self._name(document, extension)
        return MadeFile(self.store.get(name, lambda: made.make(document)), name.partition(".")[0])

    def _name(self, document: ExportDocument, extension: str) -> str:
        key = digest(extension, str(FORMATS[extension].edition), repr(document))
        return f"{key}.{extension}"
