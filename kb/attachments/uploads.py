"""A file as it came → an upload: recognised, with its words read in the sandbox."""

from dataclasses import dataclass

from kb.attachments.errors import AttachmentRefused
from kb.attachments.kinds import Kind
from kb.attachments.names import title_from
from kb.attachments.rtf import rtf_words
from kb.attachments.sniffing import recognise
from kb.imports.converting import read
from kb.imports.errors import ImportRefused
from kb.imports.sniffing import Format

MOST_WORDS = 400_000
"""Characters of a file's text that are searched; a page holds about 2,500."""

_REFUSING = frozenset({"damaged", "empty", "encrypted", "legacy", "macros", "unknown", "zip-bomb"})
"""Reasons for which a file is not taken; for the others only its words are missing."""

_FORMATS: tuple[Format, ...] = ("docx", "odt", "pdf", "xlsx", "ods", "pptx", "odp")

_TOO_LONG = (
    f"wyszukiwarka znajdzie słowa z pierwszych {MOST_WORDS // 2_500} stron; dalszych już nie."
)
_UNREAD = {
    "scanned": "to skan bez tekstu, więc wyszukiwarka nie znajdzie słów z tego pliku.",
    "slow": "pliku nie udało się przeczytać, więc wyszukiwarka nie znajdzie słów z niego.",
    "busy": (
        "serwer czyta teraz inne pliki, więc wyszukiwarka nie znajdzie słów z tego. Wyślij go "
        "za chwilę jeszcze raz przyciskiem „Zastąp”."
    ),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken: `sent` is its name as it came, `words` its text, if it has any."""

    sent: str
    title: str
    kind: Kind
    content: bytes
    words: str = ""
    remark: str = ""


def read_upload(content: bytes, sent: str, title: str = "") -> Upload:
    """Recognise a file and read its words; without a title it gets one from its name.

    Takes as long as `kb.imports.limits` let reading take. `remark` says why nothing in the file
    can be found by searching, where that is so.

    Raises:
        AttachmentRefused: the file is none of those taken.
    """
    found = recognise(content, sent)
    words, remark = _words(found.kind, found.content)
    title = " ".join(title.split()) or title_from(sent)
    return Upload(sent, title, found.kind, found.content, words, remark)


def _words(kind: Kind, content: bytes) -> tuple[str, str]:
    """The words of a file, and why there are none where some were to be expected."""
    if kind.is_picture:
        return "", ""
    try:
        words = _read(kind, content)
    except ImportRefused as refusal:
        if refusal.reason in _REFUSING:
            raise AttachmentRefused(str(refusal)) from refusal
        return "", _UNREAD.get(refusal.reason, _UNREAD["slow"])
    lines = (" ".join(line.split()) for line in words.splitlines())
    text = "\n".join(line for line in lines if line)
    return text[:MOST_WORDS], _TOO_LONG if len(text) > MOST_WORDS else ""


def _read(kind: Kind, content: bytes) -> str:
    if kind.extension in ("txt", "csv"):
        return content.decode("utf-8-sig")
    return rtf_words(content) if kind.extension == "rtf" else read(content, _FORMATS).text
