"""Pictures of an imported file that become files beside the draft."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kb.editing.guidance import guidance
from kb.imports import limits
from kb.imports.remarks import Remark

_TYPES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_UNSAFE_SVG = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\s*(?:\w+:)?(?:script|foreignObject|iframe|image|use|a)\b|\son\w+\s*="
    rb"|javascript:|@import|url\(\s*['\"]?(?!#)",
    re.IGNORECASE,
)
_NO_WORDS = re.compile(
    r"(?:obraz|picture|image|rysunek|grafika|obiekt)\s*\d*|\S+\.(?:png|jpe?g|gif|bmp|emf|wmf|svg)",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\s*(?:Opis wygenerowany automatycznie|Zawartość wygenerowana przez).*", re.S
)
ASK = guidance("co widać na ilustracji i co z tego wynika")
"""The alternative text of a picture that has none."""


def picture_type(data: bytes) -> str | None:
    """`png`, `jpg`, `webp` or `svg` by content; `None` for what browsers do not show safely."""
    for mark, extension in _TYPES:
        if data.startswith(mark):
            return extension
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml")) and b"<svg" in data[:4_000]:
        return None if _UNSAFE_SVG.search(data) else "svg"
    return None


@dataclass(slots=True)
class Pictures:
    """Keeps the pictures that a text shows; `load` reads one by its target, or gives `None`.

    `descriptions` are alternative texts by target, for pictures that come without.
    """

    load: Callable[[str], bytes | None]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def take(self, target: str, alternative: str, place: str) -> tuple[str, str] | None:
        """The name under which a picture is kept, and its alternative text for Markdown."""
        text = _MADE_UP.sub("", alternative or self.descriptions.get(target, "")).strip()
        if _NO_WORDS.fullmatch(text):
            text = ""
        name = self._names.get(target) or self._keep(target, text, place)
        if name is None:
            return None
        if not text:
            self.remarks.append(
                Remark(
                    "doubtful",
                    f"Ilustracja „{name}” nie ma opisu. Napisz w nawiasie kwadratowym, co na niej "
                    "widać i co z tego wynika.",
                    place,
                )
            )
        return name, re.sub(r"([\\\[\]])", r"\\\1", " ".join(text.split())) or ASK

    def _keep(self, target: str, text: str, place: str) -> str | None:
        data = self.load(target)
        extension = picture_type(data) if data else None
        problem = self._problem(data, extension)
        if problem or data is None:
            named = f" „{text}”" if text else ""
            self.remarks.append(Remark("lost", f"Pominięto ilustrację{named}: {problem}.", place))
            return None
        name = f"ilustracja-{len(self.files) + 1}.{extension}"
        self.files[name] = data
        self._names[target] = name
        return name

    def _problem(self, data: bytes | None, extension: str | None) -> str:
        if not data:
            return "nie ma jej w pliku"
        if extension is None:
            return "jej format nie nadaje się na stronę; zapisz ją jako PNG i dodaj do plików"
        if len(data) > limits.MAX_PICTURE:
            most = limits.MAX_PICTURE // limits.MEGABYTE
            return f"ma więcej niż {most} MB; zmniejsz ją i dodaj do plików"
        kept = sum(map(len, self.files.values()))
        if len(self.files) >= limits.MAX_PICTURES or kept + len(data) > limits.MAX_ALL_PICTURES:
            return "w pliku jest za dużo ilustracji; dodaj ją osobno"
        return ""
