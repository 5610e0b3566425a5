"""What a file really is, told by its content; its name is not trusted."""

import re
from typing import Literal

from kb.imports import limits
from kb.imports.errors import ImportRefused
from kb.imports.packages import Package, password_refusal

Format = Literal["docx", "odt", "pdf", "xlsx", "ods", "pptx", "odp"]

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PDF_MARK_WITHIN = 1_024
_OFFICE_TYPES: dict[str, Format] = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}
_ODF_TYPES: dict[str, Format] = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_ODF_MACRO = re.compile(r"(?:Basic/.+/(?!script-l[bc]\.xml)[^/]+\.xml|Scripts/.+\.\w+)")
_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"

TOO_LARGE = (
    f"Plik ma więcej niż {limits.MAX_FILE // limits.MEGABYTE} MB. Podziel dokument albo zmniejsz "
    "w nim ilustracje (w Wordzie: Formatowanie obrazu → Kompresuj obrazy) i wyślij go jeszcze raz."
)
_EMPTY = "Plik jest pusty. Sprawdź, czy to właściwy plik, i wyślij go jeszcze raz."
_LEGACY = (
    "To plik w starym formacie DOC. Otwórz go w edytorze, wybierz „Zapisz jako” i format DOCX "
    "(„Dokument programu Word”), a potem wyślij nowy plik."
)
_MACROS = (
    "Plik zawiera makra, czyli programy, dlatego go nie otwieramy. Zapisz go jako zwykły dokument "
    "DOCX („Dokument programu Word”) albo ODT bez makr i wyślij nowy plik."
)
_UNKNOWN = (
    "To nie jest dokument DOCX, ODT ani PDF. Otwórz plik w edytorze tekstu, zapisz go jako DOCX "
    "i wyślij nowy plik."
)


def sniff(data: bytes) -> Format:
    """The format of a file.

    Raises:
        ImportRefused: it is too large, empty, of another format, encrypted, damaged, holds macros
            or would grow too large. A PDF is looked at no further than its mark.
    """
    if not data:
        raise ImportRefused("empty", _EMPTY)
    if len(data) > limits.MAX_FILE:
        raise ImportRefused("too-large", TOO_LARGE)
    if data.startswith(b"PK\x03\x04"):
        return _package_format(Package(data))
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    raise ImportRefused("unknown", _UNKNOWN)


def _package_format(package: Package) -> Format:
    names = set(package.names)
    if _CONTENT_TYPES in names:
        return _office_format(package)
    if "mimetype" in names:
        return _odf_format(package)
    raise ImportRefused("unknown", _UNKNOWN)


def _office_format(package: Package) -> Format:
    types = package.read(_CONTENT_TYPES, limits.MEGABYTE).decode(errors="replace")
    holds_macros = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    if holds_macros or "macroEnabled" in types:
        raise ImportRefused("macros", _MACROS)
    for mark, found in _OFFICE_TYPES.items():
        if mark in types:
            return found
    raise ImportRefused("unknown", _UNKNOWN)


def _odf_format(package: Package) -> Format:
    kind = package.read("mimetype", 200).decode(errors="replace").strip()
    if kind not in _ODF_TYPES:
        raise ImportRefused("unknown", _UNKNOWN)
    manifest = package.read(_MANIFEST) if _MANIFEST in package.names else b""
    if b"encryption-data" in manifest or "encrypted-package" in package.names:
        raise password_refusal()
    if any(_ODF_MACRO.fullmatch(name) for name in package.names):
        raise ImportRefused("macros", _MACROS)
    return _ODF_TYPES[kind]


def _ole_refusal(data: bytes) -> ImportRefused:
    """An old container: an encrypted new document, a document of the old format, or neither."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return password_refusal()
    if "WordDocument".encode("utf-16-le") in data:
        return ImportRefused("legacy", _LEGACY)
    return ImportRefused("unknown", _UNKNOWN)
