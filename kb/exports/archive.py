"""ZIP archives as mappings of names to bytes, packed the same way each time."""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive can hold."""


def unpack(archive: bytes) -> dict[str, bytes]:
    """The members of an archive, in its order.

    Raises:
        zipfile.BadZipFile: the bytes are not a ZIP archive.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def pack(members: Mapping[str, bytes]) -> bytes:
    """An archive of the members in the given order, without any time or system of origin.

    The member `mimetype`, by which ODT and EPUB are known, is not compressed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            plain = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            file.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()
