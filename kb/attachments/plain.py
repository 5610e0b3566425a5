"""Plain text and CSV of any Polish encoding → UTF-8. Pure."""

import codecs
import csv
import re

from kb.attachments.errors import AttachmentRefused

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_POLISH = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
_MARKUP = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|object|embed|meta|style|div|p|a|"
    r"table|img|form)\b",
    re.IGNORECASE,
)
_SAMPLE = 20_000
_FEWEST_ROWS = 2

PAGE_REFUSED = (
    "To strona internetowa (HTML, SVG albo XML). Takich plików nie przyjmujemy, bo mogą zawierać "
    "programy. Zapisz dokument jako DOCX, ODT lub PDF, a rysunek jako PNG."
)


def text_of(content: bytes) -> str | None:
    """The text that the bytes are: UTF-8, UTF-16 with its mark, or the Windows or ISO encoding.

    `None` when they are no text. Raises `AttachmentRefused` for pages with markup.
    """
    text = _decoded(content)
    if text is None or _CONTROL.search(text):
        return None
    if _MARKUP.match(text):
        raise AttachmentRefused(PAGE_REFUSED)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_table(text: str) -> bool:
    """Whether every row of the beginning has the same number of cells, and more than one."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0]
    for delimiter in ";,\t":
        rows = [row for row in csv.reader(sample.splitlines(), delimiter=delimiter) if row]
        if len(rows) >= _FEWEST_ROWS and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return True
    return False


def kept_bytes(text: str, *, table: bool) -> bytes:
    """UTF-8 as it is kept; a table begins with the mark by which Excel knows the encoding."""
    return text.encode("utf-8-sig" if table else "utf-8")


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_from_one_byte(content)


def _decoded_from_one_byte(content: bytes) -> str | None:
    """CP1250 or ISO 8859-2, whichever gives more Polish letters."""
    if b"\0" in content:
        return None
    found = []
    for encoding in ("cp1250", "iso8859-2"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any("\x80" <= sign <= "\x9f" for sign in text):
            found.append(text)
    return max(found, key=lambda text: len(_POLISH.findall(text)), default=None)
