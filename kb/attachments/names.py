"""Names of uploaded files: safe on every system and in every address. Pure."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from kb.documents.text import slugify

LONGEST_STEM = 60
"""Characters of a name before its dot."""

LONGEST_TITLE = 120
"""Characters of a title made from a name."""

_NAMELESS = "plik"
_SEPARATORS = re.compile(r"[\s_]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def safe_name(sent: str, extension: str) -> str:
    """`C:\\Wzór Umowy (2).DOC`, "docx" → `wzor-umowy-2.docx`.

    Only the last part of a path counts, without its own extension. A name that is a mere date is
    that of a version, so it gets a word before it.
    """
    stem = slugify(_stem(sent))[:LONGEST_STEM].strip("-") or _NAMELESS
    if _DATE.fullmatch(stem):
        stem = f"{_NAMELESS}-{stem}"
    return f"{stem}.{extension}"


def free_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or the same with the first number from 2 that makes it a new one."""
    if wanted not in taken:
        return wanted
    stem, _, extension = wanted.rpartition(".")
    number = 2
    while f"{stem}-{number}.{extension}" in taken:
        number += 1
    return f"{stem}-{number}.{extension}"


def title_from(sent: str) -> str:
    """`Wzor_umowy 2026.docx` → `Wzor umowy 2026`: a title to begin with."""
    words = _SEPARATORS.sub(" ", "".join(c for c in _stem(sent) if c.isprintable())).strip()
    title = words[:LONGEST_TITLE].strip() or "Załącznik"
    return title[0].upper() + title[1:]


def _stem(sent: str) -> str:
    return PurePosixPath(sent.replace("\\", "/")).stem
