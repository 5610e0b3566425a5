"""Files for tests, made here: real enough for every reader, small enough for quick tests."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_OOXML = "application/vnd.openxmlformats-officedocument"


def png(width: int = 4, height: int = 3) -> bytes:
    """A red picture."""
    rows = b"".join(b"\0" + b"\xc8\x1e\x1e" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(width: int = 4, height: int = 3) -> bytes:
    """The headers of a picture, as far as its size."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9)
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"
    )  # fmt: skip


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def office(kind: str, members: Mapping[str, str | bytes] | None = None) -> bytes:
    """The bare package of an Office document: "wordprocessingml.document" and the like."""
    types = f'<Types><Override ContentType="{_OOXML}.{kind}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types, **(members or {})})


def open_document(kind: str, members: Mapping[str, str | bytes] | None = None) -> bytes:
    """The bare package of an OpenDocument: "text", "spreadsheet", "presentation"."""
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", **(members or {})})
