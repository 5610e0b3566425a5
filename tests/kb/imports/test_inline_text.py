from typing import Any

import pytest

from kb.documents.law import CitationParser
from kb.documents.markdown import Renderer
from kb.imports.inline_text import InlineWriter, Node

WRITER = InlineWriter(lambda *_: "", lambda _: "[^1]", lambda _: None)
RENDERER = Renderer(CitationParser({}))
SPACE: Node = {"t": "Space"}


def word(text: str) -> Node:
    return {"t": "Str", "c": text}


def strong(*nodes: Node) -> Node:
    return {"t": "Strong", "c": list(nodes)}


def link(text: str, address: str) -> Node:
    content: list[Any] = [["", [], []], [word(text)], [address, ""]]
    return {"t": "Link", "c": content}


@pytest.mark.parametrize(
    "text",
    [
        "a*b*c _d_ `e` <f> &amp; \\g", "[x](y)", "[x]: y", "# a", "- a", "+ a", "1. a", "12) a",
        "> a", "---", "=====", ": a", "http://a.pl", "[^1]", "[ ] a", "~~~", "____", "a | b", "*",
        "[imię i nazwisko]", "![a](b)", "a__b__c", "§ 1 ust. 2",
    ],
)  # fmt: skip
def test_any_text_reads_back_as_itself(text: str) -> None:
    nodes = [node for part in text.split(" ") for node in (word(part), SPACE)]
    assert RENDERER.plain(WRITER.write(nodes)) == text


def test_marks_stand_at_words() -> None:
    nodes = [word("Uwaga"), strong(word("(ważne):")), word("tekst")]
    assert RENDERER.inline(WRITER.write(nodes)) == "Uwaga(<strong>ważne</strong>):tekst"
    nodes = [strong(word("a")), strong(SPACE, word("b")), SPACE, strong(word("…"))]
    assert WRITER.write(nodes) == "**a b …**"


def test_links_lead_outside_only() -> None:
    assert WRITER.write([link("BIP", "https://bip.pl/a(b)")]) == "[BIP](<https://bip.pl/a(b)>)"
    assert WRITER.write([link("dalej", "#_Toc1")]) == "dalej"
    assert WRITER.write([link("plik", "file:///C:/a.doc")]) == "plik"
    assert WRITER.write([link("zło", "javascript:alert(1)")]) == "zło"


def test_raised_and_lowered_numbers_are_kept() -> None:
    nodes = [word("m"), {"t": "Superscript", "c": [word("2")]}]
    assert WRITER.write(nodes) == "m²"


def test_breaks_stay_in_paragraphs_and_go_from_cells() -> None:
    nodes = [word("a"), {"t": "LineBreak"}, word("-"), SPACE, word("b")]
    assert WRITER.write(nodes) == "a\\\n\\- b"
    assert WRITER.write(nodes, one_line=True) == "a - b"
