"""What the page of a draft's files shows. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.attachments.draft_files import DraftFiles, KeptFile
from kb.attachments.kinds import MAX_FILE, MAX_FILES, MAX_STANDARD, UPLOADED, size_label
from kb.attachments.listing import picture_markdown, rows_of, section_titles
from kb.documents.text import polish_date

_DOCUMENTS = tuple(kind for kind in UPLOADED.values() if not kind.is_picture)
_PICTURES = tuple(kind for kind in UPLOADED.values() if kind.is_picture)
JPEG_TOO = ".jpeg"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the page: `used` says what else needs it, `title` is empty for unlisted ones."""

    number: int
    file: str
    title: str
    format: str
    size: str
    url: str
    used: str
    is_missing: bool = False
    is_removable: bool = True
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class FilesPage:
    """The files of a draft as one version sees them."""

    key: str
    title: str
    url: str
    day: date
    head: str
    versions: tuple[tuple[date, bool], ...]
    rows: tuple[FileRow, ...]
    others: tuple[FileRow, ...]
    sections: tuple[str, ...]
    total: str
    is_read_only: bool
    most_files: int = MAX_FILES
    most_of_one: str = size_label(MAX_FILE)
    most_of_all: str = size_label(MAX_STANDARD)
    accepted: str = ",".join((*(f".{kind.extension}" for kind in UPLOADED.values()), JPEG_TOO))
    accepted_pictures: str = ",".join((*(f".{kind.extension}" for kind in _PICTURES), JPEG_TOO))
    formats: str = ", ".join(kind.extension.upper() for kind in _DOCUMENTS)

    @property
    def query(self) -> str:
        """Names the version in the addresses of the page."""
        return f"?wersja={self.day.isoformat()}"


def files_page(files: DraftFiles, url: str) -> FilesPage:
    """The page of the files at `url`."""
    return FilesPage(
        key=files.draft.key,
        title=str(files.document.data.get("title") or files.draft.key),
        url=url,
        day=files.day,
        head=files.draft.head,
        versions=tuple((day, day == files.day) for day in files.versions),
        rows=tuple(_listed(files, url)),
        others=tuple(_others(files, url)),
        sections=section_titles(files.document),
        total=size_label(files.size) if files.files else "",
        is_read_only=files.draft.state == "review",
    )


def _listed(files: DraftFiles, url: str) -> Iterator[FileRow]:
    for number, row in enumerate(rows_of(files.document), start=1):
        kept = files.files.get(row.file)
        yield FileRow(
            number=number,
            file=row.file,
            title=row.title,
            format=_format(kept),
            size=size_label(kept.size) if kept is not None else "",
            url=f"{url}/{row.file}",
            used=_used(files, kept) if kept is not None else "",
            is_missing=kept is None,
        )


def _others(files: DraftFiles, url: str) -> Iterator[FileRow]:
    for number, kept in enumerate(files.unlisted, start=1):
        is_picture = kept.kind is not None and kept.kind.is_picture
        yield FileRow(
            number=number,
            file=kept.name,
            title="",
            format=_format(kept),
            size=size_label(kept.size),
            url=f"{url}/{kept.name}",
            used=_used(files, kept) or "nieużywany",
            is_removable=files.is_free(kept.name),
            markdown=picture_markdown(kept.name, "opis") if is_picture else "",
        )


def _format(kept: KeptFile | None) -> str:
    kind = kept.kind if kept is not None else None
    return kind.label if kind is not None else ""


def _used(files: DraftFiles, kept: KeptFile) -> str:
    uses = ["w treści"] if files.is_in_text(kept.name) else []
    if kept.elsewhere:
        uses.append(f"w wersji {_days(kept.elsewhere)}")
    return ", ".join(uses)


def _days(days: Sequence[date]) -> str:
    return " i ".join(f"od {polish_date(day)}" for day in days)
