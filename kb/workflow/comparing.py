"""What a draft changes: as readers see it, then what they do not see but a reviewer must. Pure.

The parts of a page come from `kb.documents.parts`; to them come the data that stand nowhere on the
page, and the lines of the file, so that no change, not even of a link's address, stays hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.documents.comparison import Part, PartComparison, compare
from kb.documents.model import Deadline, FrontMatter, Version
from kb.documents.parts import version_parts
from kb.documents.text import polish_date
from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.differences import RowChange, differences
from kb.library import Library


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file before and after; `parts` is empty when either side cannot be read as a document.

    `source` compares the lines of the file.
    """

    path: PurePosixPath
    old: Version | None
    new: Version | None
    parts: tuple[PartComparison, ...]
    source: PartComparison

    @property
    def changed(self) -> tuple[PartComparison, ...]:
        """The parts that differ."""
        return tuple(part for part in self.parts if part.kind != "same")

    @property
    def unchanged(self) -> tuple[PartComparison, ...]:
        """The parts that are the same."""
        return tuple(part for part in self.parts if part.kind == "same")


@dataclass(frozen=True, slots=True)
class DataDifference:
    """A file of data before and after; `rows` what changed in the rows of a vocabulary."""

    path: PurePosixPath
    rows: tuple[RowChange, ...]
    source: PartComparison


def data_difference(path: PurePosixPath, old: str, new: str) -> DataDifference:
    """What changes in a file of data, row by row where it is a vocabulary."""
    is_vocabulary = path.parts[0] == "vocabulary" and path.stem in FILES
    rows = differences(path.stem, old, new) if is_vocabulary else ()
    return DataDifference(path, rows, source_difference(old, new))


def version_difference(
    old: Version | None, new: Version | None, library: Library
) -> tuple[PartComparison, ...]:
    """Every part of two versions of a document, in the order of the page; `None` has no parts."""
    before, after = (reviewed_parts(v, library) if v is not None else () for v in (old, new))
    return compare(before, after)


def source_difference(old: str, new: str) -> PartComparison:
    """The lines of a file before and after."""
    (difference,) = compare([_lines(old)], [_lines(new)])
    return difference


def reviewed_parts(version: Version, library: Library) -> tuple[Part, ...]:
    """The parts of a version's page, then the data about it that stand elsewhere or nowhere."""
    meta = version.meta
    more = (
        Part("do-weryfikacji", "Do weryfikacji", tuple(_doubts(meta))),
        Part("powiazane", "Powiązane standardy", tuple(_titles(meta.related, library))),
        Part("metryka", "Metryka i wyszukiwanie", tuple(_record(meta, library))),
        Part("dane-terminow", "Dane do liczenia dat", tuple(map(_counting, meta.deadlines))),
        Part("pliki", "Pliki załączników", tuple(a.file for a in meta.attachments)),
    )
    parts = version_parts(version, library.renderer, library.vocabulary)
    return (*parts, *(part for part in more if part.rows))


def _lines(text: str) -> Part:
    return Part("zapis", "Zapis pliku", tuple(line for line in text.splitlines() if line.strip()))


def _doubts(meta: FrontMatter) -> Iterator[str]:
    for doubt in meta.do_weryfikacji:
        yield f"{doubt.what} – {doubt.reason}"


def _titles(slugs: tuple[str, ...], library: Library) -> Iterator[str]:
    for slug in slugs:
        standard = library.standards.get(slug)
        yield standard.versions[-1].meta.title if standard is not None else slug


def _record(meta: FrontMatter, library: Library) -> Iterator[str]:
    yield f"Kod: {meta.code}"
    yield f"Odpowiada za treść: {meta.owner}"
    yield f"Następny przegląd do: {polish_date(meta.review_by)}"
    yield f"Obowiązuje do: {polish_date(meta.valid_to) if meta.valid_to else 'bez daty końcowej'}"
    if meta.withdrawn:
        yield f"Powód wycofania: {library.renderer.plain(meta.withdrawn)}"
    if meta.supersedes:
        yield f"Zastępuje: {', '.join(_titles(meta.supersedes, library))}"
    if meta.keywords:
        yield f"Słowa kluczowe: {', '.join(meta.keywords)}"
    yield f"Co się zmieniło: {library.renderer.plain(meta.change_note)}"


def _counting(row: Deadline) -> str:
    counted = {
        "nazwa": row.id,
        "zdarzenie": row.event,
        "po terminie": row.after,
        "okres": row.term,
        "kierunek": row.direction,
        "rodzaj": row.bound,
        "co roku": row.yearly,
    }
    said = "; ".join(f"{name}: {value}" for name, value in counted.items() if value)
    return f"{row.title} ({said})"
