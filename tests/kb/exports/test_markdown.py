import pytest

from kb.exports.markdown import READER, absolute_links, escaped, line, own_footnotes, table
from kb.exports.pandoc import run_pandoc


def plain(markdown: str) -> str:
    return run_pandoc([f"--from={READER}", "--to=plain", "--wrap=none"], markdown).decode().strip()


@pytest.mark.parametrize(
    "text",
    [
        "*gwiazdki* i _podkreślenia_",
        "<b>znaczniki</b> & encje &amp;",
        "[łącze](https://a.example) i ![obraz](b)",
        "cena $5 #nagłówek ~x~ ^y^ `kod` | kolumna",
        r"ukośnik \ na końcu \\",
        "@cytat {=typst} przypis[^1]",
    ],
)
def test_escaped_text_shows_just_itself(text: str) -> None:
    assert plain(escaped(text)) == text


@pytest.mark.parametrize("text", ["1. punkt", "30. dnia", "- myślnik", "# krzyżyk", "> cytat"])
def test_a_line_begins_no_block(text: str) -> None:
    assert plain(line(text)) == text


def test_a_cell_cannot_break_its_table() -> None:
    made = plain(table(("A", "B"), (50, 50), [("raz | dwa", "trzy\nczte-\nry")]))
    assert "raz | dwa" in made


def test_links_of_a_section_become_absolute() -> None:
    body = (
        "[a](/standardy/x) [b](#kroki) [c](plik.docx) [d](https://e.example/f) "
        "[e](mailto:a@b.pl) [h](<https://e.example/i>)\n\n[g]: /prawo/udpp\n"
    )
    text = absolute_links(body, "https://s", "https://s/p")
    assert "[a](https://s/standardy/x)" in text
    assert "[b](https://s/p#kroki)" in text
    assert "[c](https://s/p/plik.docx)" in text
    assert "[d](https://e.example/f)" in text
    assert "[e](mailto:a@b.pl)" in text
    assert "[h](<https://e.example/i>)" in text
    assert "[g]: https://s/prawo/udpp" in text


def test_footnotes_of_two_sections_stay_apart() -> None:
    assert own_footnotes("Tekst[^1].\n\n[^1]: Przypis.", "maly-grant-cel") == (
        "Tekst[^maly-grant-cel-1].\n\n[^maly-grant-cel-1]: Przypis."
    )


def test_a_picture_becomes_a_link_to_it() -> None:
    made = absolute_links("![Wykres](wykres.png)", "https://s", "https://s/p")
    assert made == "[Rysunek: Wykres](https://s/p/wykres.png)"
