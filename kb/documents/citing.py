"""Where in its front matter a document cites law."""

from collections.abc import Iterator

from kb.documents.model import Duty, FrontMatter

Path = tuple[str | int, ...]


def cited(meta: FrontMatter) -> Iterator[tuple[Path, str]]:
    """The path and text of every citation field."""
    for index, legal in enumerate(meta.legal_basis):
        yield ("legal_basis", index, "citation"), legal.citation
    found: list[tuple[Path, str | None]] = [
        *((("rules", index), row.basis) for index, row in enumerate(meta.rules)),
        *((("steps", index), row.basis) for index, row in enumerate(meta.steps)),
        *((("deadlines", index), row.basis) for index, row in enumerate(meta.deadlines)),
        *((("questions", index), row.basis) for index, row in enumerate(meta.questions)),
        *((at, duty.basis) for at, duty in duties(meta)),
    ]
    yield from (((*at, "basis"), text) for at, text in found if text is not None)


def duties(meta: FrontMatter) -> Iterator[tuple[Path, Duty]]:
    """The path and duty of every duty, the office's first."""
    for index, duty in enumerate(meta.duties.office):
        yield ("duties", "office", index), duty
    for index, duty in enumerate(meta.duties.organisation):
        yield ("duties", "organisation", index), duty
