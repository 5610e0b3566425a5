"""ZIP packages of unknown origin (DOCX, ODT and their kin), read within bounds."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping

from kb.imports import limits
from kb.imports.errors import ImportRefused

DAMAGED = (
    "Plik jest uszkodzony albo niepełny. Otwórz go w edytorze tekstu, zapisz jeszcze raz i wyślij "
    "nowy plik. Jeśli edytor też go nie otwiera, poproś o plik osobę, od której go masz."
)
_BOMB = (
    "Plik po rozpakowaniu jest nienaturalnie duży, dlatego go nie otwieramy. Zapisz dokument "
    "w edytorze jako nowy plik DOCX i wyślij nowy plik."
)
_LOCKED = (
    "Plik jest chroniony hasłem. Otwórz go w edytorze, zdejmij hasło (Plik → Informacje → Chroń "
    "dokument, a w LibreOffice „Zapisz jako” bez „Zapisz z hasłem”) i wyślij plik bez hasła."
)
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_ENCRYPTED_ENTRY = 0x1
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(RuntimeError, NotImplementedError, EOFError, OSError),
)


class Package:
    """The members of a ZIP package; what is read of them in all is bounded.

    Raises:
        ImportRefused: it is damaged, encrypted, or would grow too large.
    """

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise ImportRefused("damaged", DAMAGED) from error
        self._sizes = {entry.filename: entry.file_size for entry in self._file.infolist()}
        _check_sizes(self._file.infolist(), len(data))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(self._sizes)

    @property
    def sizes(self) -> Mapping[str, int]:
        """Name → bytes unpacked, as the package says."""
        return self._sizes

    def read(self, name: str, most: int = limits.MAX_XML) -> bytes:
        """A member.

        Raises:
            ImportRefused: it is missing, damaged, or larger than `most` bytes.
        """
        if name not in self._sizes:
            raise ImportRefused("damaged", DAMAGED)
        if self._sizes[name] > most:
            raise ImportRefused("zip-bomb", _BOMB)
        try:
            return self._file.read(name)
        except _UNREADABLE as error:
            raise ImportRefused("damaged", DAMAGED) from error


def password_refusal() -> ImportRefused:
    """The refusal of a file that only a password opens."""
    return ImportRefused("encrypted", _LOCKED)


def _check_directory(data: bytes) -> None:
    """Refuse a list of members that is too long before anything reads it."""
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_SIZE:
        raise ImportRefused("damaged", DAMAGED)
    entries, size = struct.unpack("<HL", data[at + 10 : at + 16])
    if entries > limits.MAX_ENTRIES or size > limits.MAX_DIRECTORY:
        raise ImportRefused("zip-bomb", _BOMB)


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise password_refusal()
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > limits.RATIO_COUNTS_FROM and unpacked > limits.MAX_RATIO * packed
    if len(entries) > limits.MAX_ENTRIES or unpacked > limits.MAX_UNPACKED or too_dense:
        raise ImportRefused("zip-bomb", _BOMB)
