"""What an uploaded file really is, told by its content: the documents that are kept, or why not.

Programs are never kept: neither files that run, nor pages, archives, nor documents with macros.
"""

import re
from dataclasses import dataclass

from kb.attachments.errors import AttachmentRefused
from kb.attachments.kinds import MAX_FILE, UPLOADED, Kind, size_label
from kb.attachments.pictures import picture_extension
from kb.attachments.plain import PAGE_REFUSED, is_table, kept_bytes, text_of
from kb.imports.errors import ImportRefused
from kb.imports.packages import Package
from kb.imports.sniffing import sniff

_TAKEN = (
    "Przyjmujemy dokumenty DOCX, ODT, PDF i RTF, arkusze XLSX, ODS i CSV, prezentacje PPTX i ODP, "
    "tekst TXT oraz obrazki PNG i JPEG."
)
_EMPTY = "Plik jest pusty. Sprawdź, czy to właściwy plik, i wyślij go jeszcze raz."
_PROGRAM = f"To jest program, a programów nie przyjmujemy. {_TAKEN}"
_ARCHIVE = f"To jest archiwum. Rozpakuj je i wyślij pliki osobno. {_TAKEN}"
_OTHER_PICTURE = (
    "Takich obrazków nie przyjmujemy, bo nie każda przeglądarka je pokaże. Zapisz obrazek jako "
    "PNG (rysunek, zrzut ekranu) lub JPEG (zdjęcie) i wyślij nowy plik."
)
_LEGACY = (
    "To plik w starym formacie Worda, Excela lub PowerPointa. Otwórz go, wybierz „Zapisz jako” "
    "i format DOCX, XLSX lub PPTX, a potem wyślij nowy plik."
)
_EMBEDDED = (
    "W środku pliku jest osadzony program lub obiekt, którego nie da się sprawdzić. Zapisz "
    "dokument bez osadzonych obiektów, na przykład jako PDF, i wyślij nowy plik."
)
_UNKNOWN = f"Nie rozpoznajemy tego pliku: jest uszkodzony albo w innym formacie. {_TAKEN}"

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    *((mark, _PROGRAM) for mark in (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\0asm")),
    *((mark, _PROGRAM) for mark in (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n")),
    *((mark, _ARCHIVE) for mark in (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh")),
    *((mark, _ARCHIVE) for mark in (b"\xfd7zXZ\0", b"MSCF", b"PK\x05\x06")),
    *((mark, _OTHER_PICTURE) for mark in (b"GIF8", b"BM", b"II*\0", b"MM\0*")),
)
"""How files begin that are known and not taken."""

_RTF = b"{\\rtf"
_RTF_OBJECT = re.compile(rb"\\(?:objdata|objupdate|objemb|objocx)\b")
_RUNS = re.compile(
    r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|reg|sh|apk|chm)",
    re.IGNORECASE,
)
_PACKAGES = frozenset({"docx", "odt", "xlsx", "ods", "pptx", "odp"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, and its content as it will be kept: texts are turned into UTF-8."""

    kind: Kind
    content: bytes


def recognise(content: bytes, sent: str) -> Recognised:
    """The kind of a file by its content.

    The name it was sent under, `sent`, only tells a table of one column from a text.

    Raises:
        AttachmentRefused: the file is none of those taken, with the reason and what to do.
    """
    if not content:
        raise AttachmentRefused(_EMPTY)
    if len(content) > MAX_FILE:
        raise AttachmentRefused(too_large(len(content)))
    for beginning, refusal in _BEGINNINGS:
        if content.startswith(beginning) and not _is_readable(content):
            raise AttachmentRefused(refusal)
    extension = picture_extension(content) or _document_extension(content)
    if extension is not None:
        return Recognised(UPLOADED[extension], content)
    text = text_of(content)
    if text is None:
        raise AttachmentRefused(_other_refusal(content))
    table = is_table(text) or sent.lower().endswith(".csv")
    return Recognised(UPLOADED["csv" if table else "txt"], kept_bytes(text, table=table))


def too_large(size: int) -> str:
    """The refusal of a file of so many bytes."""
    return (
        f"Plik ma {size_label(size)}, a jeden plik może mieć {size_label(MAX_FILE)}. Zmniejsz "
        "w nim ilustracje (w Wordzie: Formatowanie obrazu → Kompresuj obrazy) albo podziel go."
    )


def _is_readable(content: bytes) -> bool:
    """Whether a beginning of plain letters, like "MZ" or "BM", is that of a text."""
    return not content.startswith(b"#!") and text_of(content) is not None


def _document_extension(content: bytes) -> str | None:
    if content.startswith(_RTF):
        if _RTF_OBJECT.search(content):
            raise AttachmentRefused(_EMBEDDED)
        return "rtf"
    try:
        extension = sniff(content)
        names = Package(content).names if extension in _PACKAGES else ()
    except ImportRefused as refusal:
        if refusal.reason == "unknown":
            return None
        message = _LEGACY if refusal.reason == "legacy" else str(refusal)
        raise AttachmentRefused(message) from refusal
    if any(_RUNS.fullmatch(name[name.rfind(".") :]) for name in names if "." in name):
        raise AttachmentRefused(_EMBEDDED)
    return extension


def _other_refusal(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _ARCHIVE
    if content.startswith(bytes.fromhex("D0CF11E0A1B11AE1")):
        return _LEGACY
    if content[:4] == b"RIFF" or content[4:8] == b"ftyp":
        return _OTHER_PICTURE
    if content.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml")):
        return PAGE_REFUSED
    return _UNKNOWN
