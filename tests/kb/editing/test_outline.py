from hypothesis import given
from hypothesis import strategies as st

from kb.editing.outline import count_words, outline, split_sentences

BODY = """\
## Cel

To jest np. art. 5 ust. 2 UDPP. Drugie **zdanie**? Tak.

- punkt pierwszy
- [punkt drugi](/standardy/maly-grant)

### Szczegóły

| a | b |
|---|---|
| c | d |

## Co dalej

{long}
"""


def test_sections_come_with_their_level_line_and_words() -> None:
    found = outline(BODY.format(long="Koniec."))
    assert [(s.title, s.level, s.line, s.words) for s in found.sections] == [
        ("Cel", 2, 1, 15),
        ("Szczegóły", 3, 8, 4),
        ("Co dalej", 2, 14, 1),
    ]
    assert found.words == 20
    assert found.minutes == 1


def test_sentences_longer_than_twenty_words_are_told_with_their_line() -> None:
    long = " ".join(["słowo"] * 21) + ". " + " ".join(["Słowo"] * 20) + "."
    (sentence,) = outline(BODY.format(long=long)).long_sentences
    assert (sentence.words, sentence.line) == (21, 16)


def test_dots_of_abbreviations_end_no_sentence() -> None:
    text = "Zob. art. 5 ust. 1 UDPP, np. w 2026 r. wg Dz. U. poz. 10. Potem „koniec!” Już?"
    assert list(split_sentences(text)) == [
        "Zob. art. 5 ust. 1 UDPP, np. w 2026 r. wg Dz. U. poz. 10.",
        "Potem „koniec!”",
        "Już?",
    ]


def test_words_are_what_readers_see() -> None:
    assert count_words("Mały grant – art. 19a, 20 000 zł; e-mail.") == 8


@given(st.text(max_size=200))
def test_any_text_has_an_outline(text: str) -> None:
    found = outline(text)
    assert found.words >= sum(section.words for section in found.sections)
