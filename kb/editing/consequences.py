"""What a draft would break elsewhere. Pure; all of it is told as warnings."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kb.documents.links import anchors
from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.documents.writings import writings
from kb.editing.document import EditedDocument
from kb.library import Library


def broken_addresses(
    library: Library, documents: Sequence[EditedDocument], removed: Sequence[PurePosixPath]
) -> Iterator[Problem]:
    """Versions that are published and would go away with their addresses."""
    published = {version.path for version in library.versions()}
    for path in published.intersection(removed):
        for document in documents[-1:]:
            yield Problem(
                str(document.path),
                1,
                1,
                "valid_from",
                f"zniknie opublikowana wersja z {path.stem}, a jej adres miał działać zawsze",
                "zostaw jej datę, a zmianę wprowadź jako nową wersję",
                "warning",
            )


def broken_elsewhere(
    library: Library, after: Library, documents: Sequence[EditedDocument]
) -> Iterator[Problem]:
    """Links of other documents to places that the draft takes away."""
    paths = {document.slug: str(document.path) for document in documents}
    for slug in paths.keys() & library.standards.keys() & after.standards.keys():
        gone = _anchors(library, slug) - _anchors(after, slug)
        for version in after.versions() if gone else ():
            for anchor in _mentioned(version, slug, gone, after):
                if version.slug == slug:
                    continue
                title = version.meta.title
                yield Problem(
                    paths[slug],
                    1,
                    1,
                    "treść",
                    f"„{title}” odsyła do miejsca „#{anchor}”, którego już nie będzie",
                    "zostaw to miejsce albo popraw tamten dokument",
                    "warning",
                )


def _anchors(library: Library, slug: str) -> set[str]:
    versions = library.standards[slug].versions
    return {anchor for version in versions for anchor in anchors(version, library.renderer)}


def _mentioned(
    version: Version, slug: str, anchors_gone: set[str], library: Library
) -> Iterator[str]:
    """Which of the anchors of a standard a version links to."""
    address = f"/standardy/{slug}#"
    for writing in writings(version):
        if address in writing.markdown:
            for link in library.renderer.links(writing.markdown):
                if link.href.startswith(address) and link.href[len(address) :] in anchors_gone:
                    yield link.href[len(address) :]
