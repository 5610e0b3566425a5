"""Numbers that Word shows but that Markdown lists cannot: "§ 1.", "Art. 2", "Rozdział III"."""

import re
from dataclasses import dataclass, field

from kb.imports.docx_styles import W, value
from kb.imports.xml_parts import Element

_PLACE = re.compile(r"%([1-9])")
_PLAIN = re.compile(r"[(\[]?(?:%[1-9][.)\]:–-]*)+\s*")
_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 300


@dataclass(slots=True)
class _Level:
    start: int
    format: str
    text: str

    @property
    def is_literal(self) -> bool:
        """Whether the number carries words or signs of its own."""
        return bool(_PLACE.search(self.text)) and not _PLAIN.fullmatch(self.text)


@dataclass(slots=True)
class Numbering:
    """The numberings of a document with their counters, asked paragraph by paragraph in order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> "Numbering":
        """From `numbering.xml`."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {
                number(level.get(f"{W}ilvl")): _Level(
                    number(value(level, "start"), 1),
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                )
                for level in abstract.findall(f"{W}lvl")
            }
            numbering._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for one in root.findall(f"{W}num"):
            numbering._lists[one.get(f"{W}numId", "")] = value(one, "abstractNumId") or ""
        return numbering

    def next_label(self, properties: Element) -> str | None:
        """Count one numbered paragraph; its number when Markdown has no list for it.

        `properties` is its `w:numPr`.
        """
        key = value(properties, "numId") or ""
        depth = min(8, number(value(properties, "ilvl")))
        abstract = self._lists.get(key, "")
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return None
        counters = self._counters.setdefault(abstract, [None] * 9)
        last = counters[depth]
        counters[depth] = level.start if last is None else last + 1
        counters[depth + 1 :] = [None] * (8 - depth)
        if not level.is_literal:
            return None
        return _PLACE.sub(
            lambda place: self._shown(levels, counters, int(place[1]) - 1), level.text
        )

    @staticmethod
    def _shown(levels: dict[int, _Level], counters: list[int | None], depth: int) -> str:
        level = levels.get(depth)
        count = counters[depth]
        if level is None:
            return ""
        return _written(level.start if count is None else count, level.format)


def number(text: str | None, otherwise: int = 0) -> int:
    """A count of an attribute."""
    return int(text) if text is not None and text.isdigit() and len(text) < 6 else otherwise


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 1 <= count <= _MOST_ROMAN:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    signs = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        signs += sign * times
    return signs
