"""Versions read for excerpts: each analysed once and kept from one publication to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.excerpts import AnalysedDocument, Wanted, analyse_document
from indexer.polish import Analyser
from kb.attached_passages import Piece, likely_passages, pieces_of
from kb.documents.markdown import Renderer
from kb.documents.model import Version
from kb.passages import passages

ANALYSED_VERSIONS = 2_000
"""Versions whose passages stay analysed for excerpts (about 200 kB each)."""

CUT_VERSIONS = 100
"""Versions whose attachments stay cut for excerpts (up to a megabyte each)."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A version known by what stands in it."""

    id: str
    digest: str
    version: Version = field(compare=False)


class Reader:
    """Reads versions with one renderer and one analyser. Thread-safe."""

    def __init__(self, renderer: Renderer, analyser: Analyser) -> None:
        self._renderer = renderer
        self._analyser = analyser
        self._analysed = lru_cache(maxsize=ANALYSED_VERSIONS)(self._analyse)
        self._cut = lru_cache(maxsize=CUT_VERSIONS)(self._pieces)

    def passages(self, version: Version) -> AnalysedDocument:
        """The passages of a document, ready for excerpts."""
        return self._analysed(_Read(version.id, version.digest, version))

    def attached(self, version: Version, wanted: Sequence[Wanted]) -> AnalysedDocument:
        """Those passages of its attachments that may hold what is wanted."""
        pieces = self._cut(_Read(version.id, version.digest, version))
        return analyse_document(likely_passages(pieces, wanted), self._analyser)

    def _analyse(self, read: _Read) -> AnalysedDocument:
        return analyse_document(passages(read.version, self._renderer), self._analyser)

    def _pieces(self, read: _Read) -> tuple[Piece, ...]:
        return pieces_of(read.version, self._renderer)
