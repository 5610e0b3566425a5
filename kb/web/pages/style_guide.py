"""The living page of the visual language: what there is, drawn by the style sheets in use."""

from collections import ChainMap
from collections.abc import Sequence

from flask import Blueprint, render_template

from kb.web.assets import FOLDER
from kb.web.contrast import Tokens, measure, read_tokens

blueprint = Blueprint("style_guide", __name__)

_DARK = "prefers-color-scheme: dark"
_HIGH = "prefers-contrast: more"
_THEMES = (
    ("Jasny", ("",)),
    ("Ciemny", ("", _DARK)),
    ("Jasny, wysoki kontrast", ("", _HIGH)),
    ("Ciemny, wysoki kontrast", ("", _DARK, _HIGH, f"{_HIGH}) and ({_DARK}")),
)
"""Themes by name and the media queries whose rules lie over one another, as in the sheet."""


@blueprint.get("/o-serwisie/wzornik")
def style_guide() -> str:
    """Type, spacing, colours with their contrast, and every element of pages in its states."""
    css = (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")
    plain = read_tokens(css)
    return render_template(
        "about/style_guide.html",
        texts=_named(plain, "text-"),
        spaces=_named(plain, "space-"),
        colours=[name for name, value in plain.items() if value.startswith("#")],
        themes=[(name, measure(_theme(css, queries))) for name, queries in _THEMES],
    )


def _named(tokens: Tokens, prefix: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in tokens.items() if name.startswith(prefix)]


def _theme(css: str, queries: Sequence[str]) -> Tokens:
    return ChainMap(*(dict(read_tokens(css, query)) for query in reversed(queries)))
