from kb.imports.fake_headings import Headings, Paragraph, find_headings

TEXT = Paragraph("Urząd prowadzi rejestr organizacji i odpowiada na pytania." * 3, size=11)


def bold(text: str, size: float = 11) -> Paragraph:
    return Paragraph(text, bold=True, size=size)


def found(*paragraphs: Paragraph) -> Headings:
    return find_headings(paragraphs)


def test_size_tells_the_level() -> None:
    headings = found(bold("Tytuł dokumentu", 20), bold("Część", 14), bold("Punkt"), TEXT)
    assert (headings.title, headings.levels) == (0, {1: 1, 2: 2})


def test_a_guessed_heading_stands_below_real_ones() -> None:
    headings = found(Paragraph("Zasady", level=1), bold("Opłaty"), TEXT)
    assert headings.levels == {1: 2}


def test_emphasised_text_is_no_heading() -> None:
    rows = [bold(f"Ważny punkt numer {n}") for n in range(5)]
    assert found(*rows, TEXT).levels == {}
    assert found(bold("To zdanie kończy się kropką."), TEXT).levels == {}
    assert found(TEXT, bold("Ostatni akapit")).levels == {}
    assert found(Paragraph("Komórka", bold=True, in_table=True), TEXT).levels == {}


def test_a_bold_item_heads_its_list_only_when_text_follows() -> None:
    item = Paragraph("Cel", bold=True, size=11, list="1")
    assert found(item, TEXT).levels == {0: 1}
    assert found(item, Paragraph("Zakres", bold=True, size=11, list="1"), TEXT).levels == {1: 1}


def test_units_join_the_title_below_them() -> None:
    headings = found(
        Paragraph("Rozdział II", centred=True, size=11), bold("Zasady przyznawania"), TEXT
    )
    assert headings.joined == {0}
    assert headings.levels.keys() == {0, 1}
