"""What an author sees of a text beside it: its sections, how long it is, what is hard to read.

Pure. Words and sentences are counted in what readers see, not in the signs of Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONG_SENTENCE = 20
"""Words; a longer sentence is offered to be cut in two."""

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_WORD = re.compile(r"[^\W_]+(?:[-–'’./][^\W_]+)*")
_ABBREVIATIONS = "art ust pkt lit poz nr np tzn tzw itd itp tj ww św im ul al m.in r Dz U"
_NO_END = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS.split()))})\.$")
_END = re.compile(r"[.!?…]+[\"”»)]*(?=\s+(?![a-ząćęłńóśźż\d])\S|\s*$)")


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence that is hard to read; `line` is its paragraph's, counted from 1 in the body."""

    text: str
    words: int
    line: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of the body: `line` of its heading counted from 1, `level` 2, 3 …"""

    title: str
    level: int
    line: int
    words: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A body at a glance; `sections` in its order with the words up to the next heading."""

    sections: tuple[OutlineSection, ...]
    words: int
    sentences: int
    long_sentences: tuple[LongSentence, ...]

    @property
    def minutes(self) -> int:
        """How long reading takes at 200 words a minute; at least one."""
        return max(1, round(self.words / 200))


def outline(markdown: str) -> Outline:
    """The outline of a body, or of any other Markdown."""
    sections: list[OutlineSection] = []
    words = sentences = 0
    long_ones: list[LongSentence] = []
    for line, heading, text in _texts(markdown):
        if heading:
            sections.append(OutlineSection(text, heading, line, 0))
            continue
        count = count_words(text)
        words += count
        if sections:
            last = sections[-1]
            sections[-1] = OutlineSection(last.title, last.level, last.line, last.words + count)
        for sentence in split_sentences(text):
            sentences += 1
            length = count_words(sentence)
            if length > LONG_SENTENCE:
                long_ones.append(LongSentence(sentence, length, line))
    return Outline(tuple(sections), words, sentences, tuple(long_ones))


def count_words(text: str) -> int:
    """Words of a plain text; numbers count, signs between words do not."""
    return len(_WORD.findall(text))


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text; the dots of "art. 5" and "np." end none."""
    start = 0
    for match in _END.finditer(text):
        if not _NO_END.search(text[start : match.end()]):
            sentence = text[start : match.end()].strip()
            start = match.end()
            if _WORD.search(sentence):
                yield sentence
    rest = text[start:].strip()
    if _WORD.search(rest):
        yield rest


def _texts(markdown: str) -> Iterator[tuple[int, int, str]]:
    """Line, level of heading or 0, and the plain text of every heading, paragraph and cell."""
    tokens = _PARSER.parse(markdown)
    level = line = 0
    for token in tokens:
        if token.map is not None:
            line = token.map[0] + 1
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            yield line, level, _plain(token)


def _plain(token: Token) -> str:
    kept = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    return "".join(
        kept[child.type] or child.content for child in token.children or [] if child.type in kept
    )
