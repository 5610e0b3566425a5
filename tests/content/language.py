"""What can be measured in a Polish text: its blocks, sentences and words, and phrases to avoid.

Pure. Texts are Markdown as documents hold it; `kb.documents.markdown` shows the same to readers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

BlockKind = Literal["prose", "heading", "cell"]

_PARSER = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .use(footnote_plugin)
    .use(deflist_plugin)
)
_KINDS: dict[str, BlockKind] = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_TASK = re.compile(r"^\[[ xX]\]\s+")

# A full stop after these never ends a sentence.
_NEVER_LAST = (
    r"art|ust|poz|lit|rozdz|zał|np|m\.in|tj|tzn|tzw|por|zob|ok|ul|dr|prof|str|rozp|dz\.\s?u|nr|ds"
    r"|godz|tel|min|maks|zm|woj|pow|gm"
)
# After these it may, when a sentence can begin with what follows.
_SOMETIMES_LAST = r"r|itp|itd|in|tys|mies|t\.j"
_END = re.compile(
    rf"(?<![\w.])(?P<never>(?:{_NEVER_LAST})\.)|(?<![\w.])(?P<sometimes>(?:{_SOMETIMES_LAST})\.)"
    r"|(?P<end>[.!?…]+[”»\")]*)(?=\s|$)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"\s+[„«(\"§–]*\s?[A-ZĄĆĘŁŃÓŚŹŻ]")
_BEGINNING_OR_NUMBER = re.compile(r"\s+[„«(\"§–]*\s?[A-ZĄĆĘŁŃÓŚŹŻ\d]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
_WORD = re.compile(r"\S*\w\S*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|(?<!\w)/[\w./#?=&-]+|\b[\w-]+\.(?:pl|eu|md|docx|ics)\b"
)
_LETTER = r"[^\W\d_²³]"
_LETTERS = re.compile(rf"(?<![\w.]){_LETTER}+(?:[-’']{_LETTER}+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table cell: its words without markup."""

    kind: BlockKind
    text: str


@cache
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text in order; code and link targets are left out."""
    return tuple(_blocks(markdown))


def _blocks(markdown: str) -> Iterator[Block]:
    tokens = _PARSER.parse(markdown)
    for before, token in pairwise((Token("", "", 0), *tokens)):
        if token.type == "inline":
            text = _TASK.sub("", _inline_text(token))
            if text:
                yield Block(_KINDS.get(before.type, "prose"), text)


def _inline_text(token: Token) -> str:
    parts = [
        child.content if child.type == "text" else " "
        for child in token.children or ()
        if child.type in ("text", "softbreak", "hardbreak", "code_inline")
    ]
    return " ".join("".join(parts).split())


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; abbreviations such as „art.” and „2026 r.” do not end one."""
    found, begin = [], 0
    for match in _END.finditer(text):
        begins = _BEGINNING if match["sometimes"] else _BEGINNING_OR_NUMBER
        if match["never"] or not begins.match(text, match.end()):
            continue
        found.append(text[begin : match.end()].strip())
        begin = match.end()
    return [sentence for sentence in (*found, text[begin:].strip()) if sentence]


def word_count(text: str) -> int:
    """How many words a reader meets; „20 000” is one, a dash alone is none."""
    return len(_WORD.findall(_THOUSANDS.sub("", text)))


def words(text: str) -> list[str]:
    """The words whose spelling can be looked up: letters only, no addresses or fields to fill in.

    Tokens that hold a digit („19a”, „1.09”) are not words.
    """
    return _LETTERS.findall(_ADDRESS.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to avoid, as a pattern over lower-case text, and what to write instead."""

    name: str
    pattern: re.Pattern[str]
    instead: str


def phrase(name: str, pattern: str, instead: str, allowed: str | None = None) -> Phrase:
    """A phrase whose pattern matches whole words; places that match `allowed` do not count.

    Spaces in the patterns stand for any white space.
    """
    exception = f"(?!{allowed})" if allowed else ""
    whole = rf"(?<!\w){exception}(?:{pattern})(?!\w)".replace(" ", r"\s+")
    return Phrase(name, re.compile(whole, re.IGNORECASE), instead)


def uses(text: str, phrases: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, str]]:
    """Every use of a phrase in a text, with the words as they stand there."""
    for one in phrases:
        for match in one.pattern.finditer(text):
            yield one, match[0]
