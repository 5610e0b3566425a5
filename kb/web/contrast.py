"""The tokens of the visual language and the contrast of its colours. Pure.

Contrast is the ratio of WCAG 2.2 (definition "contrast ratio"), from 1 to 21.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"--(?P<name>[a-z0-9-]+):\s*(?P<value>[^;]+);")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEX = re.compile(r"#(?P<digits>[0-9a-f]{6})\Z", re.IGNORECASE)

TEXT = 4.5
"""Least contrast of text (success criterion 1.4.3)."""
SHAPE = 3.0
"""Least contrast of the outlines of controls and of other meaningful shapes (1.4.11)."""

Tokens = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a ground, by the names of their tokens, and what the pair is for."""

    colour: str
    ground: str
    use: str
    least: float = TEXT


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair of one theme with its contrast."""

    pair: Pair
    ratio: float

    @property
    def passes(self) -> bool:
        """Whether the contrast is enough for what the pair is for."""
        return self.ratio >= self.pair.least


PAIRS = (
    Pair("ink", "paper", "tekst"),
    Pair("ink", "surface", "tekst na karcie"),
    Pair("ink-quiet", "paper", "tekst pomocniczy"),
    Pair("ink-quiet", "surface", "tekst pomocniczy na karcie"),
    Pair("link", "paper", "odnośnik"),
    Pair("link", "surface", "odnośnik na karcie"),
    Pair("link-visited", "paper", "odnośnik odwiedzony"),
    Pair("on-accent", "accent", "napis na przycisku"),
    Pair("on-head", "head", "napis w nagłówku"),
    Pair("ink", "mark", "tekst zaznaczony"),
    Pair("ink", "notice", "tekst komunikatu"),
    Pair("link", "notice", "odnośnik w komunikacie"),
    Pair("ink", "added", "tekst dodany"),
    Pair("ink", "removed", "tekst usunięty"),
    Pair("error", "paper", "komunikat błędu"),
    Pair("line-strong", "paper", "obrys pola", SHAPE),
    Pair("accent", "paper", "obrys przycisku", SHAPE),
    Pair("focus", "paper", "obrys miejsca z klawiatury", SHAPE),
    Pair("notice-line", "notice", "obrys komunikatu", SHAPE),
)
"""Every pair that carries a text or a meaningful shape."""


def read_tokens(css: str, theme: str = "") -> Tokens:
    """The custom properties of the `:root` rule, or of that inside the media query `theme`.

    A theme holds only what it changes; lay it over the tokens of the first rule.
    """
    css = _COMMENT.sub("", css)
    begin = css.find(f"@media ({theme})") if theme else css.find(":root")
    if begin < 0:
        return {}
    rule = css[begin : css.find("}", begin)]
    return {found["name"]: found["value"].strip() for found in _TOKEN.finditer(rule)}


def measure(tokens: Tokens, pairs: Iterable[Pair] = PAIRS) -> tuple[Measured, ...]:
    """The contrast of each pair.

    Raises:
        KeyError: a token is missing.
        ValueError: a token is no colour of the form `#rrggbb`.
    """
    return tuple(
        Measured(pair, contrast(tokens[pair.colour], tokens[pair.ground])) for pair in pairs
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, rounded down to hundredths."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return int((lighter + 0.05) / (darker + 0.05) * 100) / 100


def _luminance(colour: str) -> float:
    """Relative luminance, 0–1, by WCAG's definition for sRGB."""
    found = _HEX.match(colour)
    if found is None:
        raise ValueError(f"no colour of the form #rrggbb: {colour!r}")
    parts = (int(found["digits"][at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
