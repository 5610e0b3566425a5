"""Places to fill in: `[nazwa organizacji]`, the one form that all templates use."""

import re

STYLE = "Pole do wypełnienia"
"""The character style of a place to fill in."""

_BRACKETS = re.compile(r"(?<![\\\]])\[(?P<name>[^\[\]\n]+)\](?![\[{:])")
_NAME = re.compile(r"[a-ząćęłńóśźż0-9](?:[a-ząćęłńóśźż0-9 ,;./–%-]*[a-ząćęłńóśźż0-9.%])?")
_CHECK_BOX = re.compile(r"[ xX]")


def placeholders(markdown: str) -> list[str]:
    """What stands in square brackets, in order, without the check boxes of task lists."""
    found = (match["name"] for match in _BRACKETS.finditer(markdown))
    return [name for name in found if not _CHECK_BOX.fullmatch(name)]


def unusual(markdown: str) -> list[str]:
    """Names of places to fill in that are not lower case words."""
    return [name for name in placeholders(markdown) if not _NAME.fullmatch(name)]


def style_placeholders(markdown: str) -> str:
    """Markdown for pandoc in which every place to fill in bears the character style."""

    def styled(match: re.Match[str]) -> str:
        if _CHECK_BOX.fullmatch(match["name"]):
            return match[0]
        return rf'[\[{match["name"]}\]]{{custom-style="{STYLE}"}}'

    return _BRACKETS.sub(styled, markdown)
