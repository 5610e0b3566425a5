"""Places to fill in: `[nazwa organizacji]`, the one form that all templates use."""

import re

STYLE = "Pole do wypełnienia"
"""The character style of a place to fill in."""

_BRACKETS = re.compile(r"(?<![\\\]])\[(?P<name>[^\[\]\n]+)\](?![\[{:])")
_CHECK_BOX = re.compile(r"[ xX]")


def style_placeholders(markdown: str) -> str:
    """Markdown for pandoc in which every place to fill in bears the character style."""

    def styled(match: re.Match[str]) -> str:
        if _CHECK_BOX.fullmatch(match["name"]):
            return match[0]
        return rf'[\[{match["name"]}\]]{{custom-style="{STYLE}"}}'

    return _BRACKETS.sub(styled, markdown)
