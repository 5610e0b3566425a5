"""Uploads, replacements and removals → the files to be saved. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from kb.attachments.draft_files import DraftFiles, KeptFile
from kb.attachments.errors import AttachmentRefused
from kb.attachments.kinds import MAX_STANDARD, size_label
from kb.attachments.listing import (
    Row,
    picture_markdown,
    renamed,
    rows_of,
    with_picture,
    with_row,
    with_titles,
    without_row,
)
from kb.attachments.names import free_name, safe_name
from kb.attachments.uploads import Upload
from kb.documents.attached import text_file
from kb.editing.document import EditedDocument, document_text

_MADE = ("pdf", "docx", "odt", "epub", "md")
"""The extensions of files that the site makes of a version, under names of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to save, and what to tell the editor; nothing to save when all is as wanted."""

    told: str
    files: Mapping[PurePosixPath, bytes | None] = field(default_factory=dict)


def added(files: DraftFiles, upload: Upload) -> Change:
    """The file at the end of the version's list.

    One with the same content is not kept twice: sending a file again changes nothing.

    Raises:
        AttachmentRefused: the files of the standard would be too large together.
    """
    same = _same_content(files, upload)
    if same is not None and same in files.listed:
        return Change(f"Plik „{upload.sent}” jest już na liście jako „{same}”.")
    name, kept = _kept(files, same, upload)
    document = with_row(files.document, Row(name, upload.title))
    return Change(f"Dodano plik „{name}”.", {**kept, **_saved(document)})


def added_picture(files: DraftFiles, upload: Upload, section: str, alt: str) -> Change:
    """The picture in the folder and, when a section is named, at the end of it.

    Raises:
        AttachmentRefused: it is no picture, or the files would be too large together.
    """
    if not upload.kind.is_picture:
        raise AttachmentRefused(
            f"Plik „{upload.sent}” nie jest obrazkiem PNG ani JPEG. Dodaj go jako załącznik."
        )
    same = _same_content(files, upload)
    if same is not None and files.is_in_text(same):
        return Change(f"Ten obrazek jest już w treści jako „{same}”.")
    name, kept = _kept(files, same, upload)
    document = with_picture(files.document, section, name, alt)
    if document == files.document:
        text = picture_markdown(name, alt)
        return Change(f"Dodano obrazek. Wklej w treści, tam gdzie ma stać: {text}", kept)
    told = f"Dodano obrazek na końcu sekcji „{section}”."
    return Change(told, {**kept, **_saved(document)})


def replaced(files: DraftFiles, file: str, upload: Upload) -> Change:
    """Another content in place of a file; its title stays, and so do other versions.

    A file that another version needs keeps its name there; the new one gets a name of its own.

    Raises:
        AttachmentRefused: there is no such file, a picture would give way to what is none, or the
            files would be too large together.
    """
    known = _known(files, file)
    was_picture = known.kind is not None and known.kind.is_picture
    if was_picture and files.is_in_text(file) and not upload.kind.is_picture:
        raise AttachmentRefused(
            f"„{file}” stoi w treści jako obrazek, więc zastąpić go może tylko PNG lub JPEG."
        )
    if known.digest == sha256(upload.content).hexdigest():
        return Change(f"Plik „{file}” ma już tę zawartość.")
    stem = file.rpartition(".")[0]
    wanted = f"{stem}.{upload.kind.extension}"
    gone = not known.elsewhere
    taken = _taken(files) - ({file} if gone else set())
    name = free_name(wanted, taken)
    _check_size(files, len(upload.content) - (known.size if gone else 0))
    removed = dict.fromkeys(files.beside(file)) if gone else {}
    changes = {**removed, **_contents(files, name, upload)}
    if name != file:
        changes |= _saved(renamed(files.document, file, name))
    return Change(f"Zastąpiono plik „{file}”.", changes)


def removed(files: DraftFiles, file: str) -> Change:
    """The version without the file; the file itself stays as long as anything needs it.

    Raises:
        AttachmentRefused: it is not on the list, and the text or another version needs it.
    """
    listed = file in files.listed
    if not listed and file not in files.files:
        return Change(f"Pliku „{file}” już nie ma.")
    free = files.is_free(file)
    if not listed and not free:
        raise AttachmentRefused(
            f"Pliku „{file}” nie można usunąć, bo wskazuje go treść albo inna wersja. "
            "Usuń najpierw odesłanie do niego."
        )
    changes: dict[PurePosixPath, bytes | None] = {}
    if free:
        changes |= dict.fromkeys(files.beside(file))
    if listed:
        changes |= _saved(without_row(files.document, file))
    stays = "" if free else " Sam plik zostaje, bo wskazuje go treść albo inna wersja."
    return Change(f"Usunięto z listy plik „{file}”.{stays}", changes)


def retitled(files: DraftFiles, titles: Mapping[str, str]) -> Change:
    """The list with other titles; files that are not on it are passed over.

    Raises:
        AttachmentRefused: a title is empty.
    """
    rows = {row.file: row.title for row in rows_of(files.document)}
    new = {
        file: " ".join(title.split())
        for file, title in titles.items()
        if file in rows and " ".join(title.split()) != rows[file]
    }
    empty = next((file for file, title in new.items() if not title), None)
    if empty is not None:
        raise AttachmentRefused(f"Wpisz nazwę dla czytelnika przy pliku „{empty}”.")
    if not new:
        return Change("Nazwy się nie zmieniły.")
    return Change("Zapisano nazwy.", _saved(with_titles(files.document, new)))


def _same_content(files: DraftFiles, upload: Upload) -> str | None:
    digest = sha256(upload.content).hexdigest()
    same = (name for name, kept in files.files.items() if kept.digest == digest)
    return next(same, None)


def _kept(
    files: DraftFiles, same: str | None, upload: Upload
) -> tuple[str, dict[PurePosixPath, bytes | None]]:
    """The name of the file in the folder and what must be saved for it to be there."""
    if same is not None:
        return same, {}
    _check_size(files, len(upload.content))
    name = free_name(safe_name(upload.sent, upload.kind.extension), _taken(files))
    return name, _contents(files, name, upload)


def _contents(files: DraftFiles, name: str, upload: Upload) -> dict[PurePosixPath, bytes | None]:
    words = {files.folder / text_file(name): upload.words.encode()} if upload.words else {}
    return {files.folder / name: upload.content, **words}


def _saved(document: EditedDocument) -> dict[PurePosixPath, bytes | None]:
    return {document.path: document_text(document).encode()}


def _taken(files: DraftFiles) -> set[str]:
    """Names that a new file must not have: of other files, and of those made of versions."""
    slug = files.folder.name
    made = {f"{slug}-{day.isoformat()}.{end}" for day in files.versions for end in _MADE}
    return made | set(files.files) | files.listed


def _known(files: DraftFiles, file: str) -> KeptFile:
    """The file; one that is only listed counts as empty, so that it can be put right."""
    if file in files.files:
        return files.files[file]
    if file not in files.listed:
        raise AttachmentRefused(f"Pliku „{file}” już nie ma. Odśwież stronę.")
    return KeptFile(file, 0, "")


def _check_size(files: DraftFiles, more: int) -> None:
    if files.size + more > MAX_STANDARD:
        raise AttachmentRefused(
            f"Pliki standardu miałyby razem {size_label(files.size + more)}, a mogą mieć "
            f"{size_label(MAX_STANDARD)}. Usuń niepotrzebne albo zmniejsz duże."
        )
