"""PNG and JPEG: recognised by their structure, measured without being decoded. Pure.

PNG: W3C, Portable Network Graphics (third edition). JPEG: ITU-T T.81, annex B.
"""

import struct
from typing import Literal

from kb.attachments.errors import AttachmentRefused

MOST_PIXELS = 40_000_000
"""A photograph of 40 megapixels; a browser needs four bytes for each."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers after which a JPEG tells its size; the three left out mean something else."""

_DAMAGED = (
    "Obrazek jest uszkodzony albo niepełny. Otwórz go w programie graficznym, zapisz jako PNG "
    "lub JPEG i wyślij jeszcze raz."
)


def picture_extension(content: bytes) -> Literal["png", "jpg"] | None:
    """What picture the bytes are; `None` when they are none of the two.

    Raises:
        AttachmentRefused: the picture is damaged or too large to be shown.
    """
    if content.startswith(_PNG):
        width, height = _png_size(content)
        _bound(width, height)
        return "png"
    if content.startswith(_JPEG):
        width, height = _jpeg_size(content)
        _bound(width, height)
        return "jpg"
    return None


def _png_size(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or len(content) < 33 or _PNG_END not in content[-64:]:
        raise AttachmentRefused(_DAMAGED)
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk from marker to marker up to the frame header."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        else:
            (length,) = struct.unpack(">H", content[at + 2 : at + 4])
            at += 2 + length
    raise AttachmentRefused(_DAMAGED)


def _bound(width: int, height: int) -> None:
    if not width or not height:
        raise AttachmentRefused(_DAMAGED)
    if width * height > MOST_PIXELS:
        raise AttachmentRefused(
            f"Obrazek ma {width} × {height} punktów, a największy może mieć 40 milionów punktów. "
            "Zmniejsz go i wyślij jeszcze raz."
        )
