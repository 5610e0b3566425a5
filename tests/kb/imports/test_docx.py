from functools import cache

from kb.imports.converting import read
from kb.imports.reading import Reading
from tests.kb.imports.office_files import (
    cell,
    docx,
    paragraph,
    part,
    picture,
    png,
    run,
    table,
    text_box,
)


@cache
def read_once(data: bytes) -> Reading:
    return read(data)


def reading_of(*body: str) -> Reading:
    return read_once(docx(*body))


def headings(reading: Reading) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in reading.blocks if block.level]


def texts(reading: Reading) -> list[str]:
    return [block.markdown for block in reading.blocks if not block.level]


def told(reading: Reading) -> str:
    return "\n".join(remark.text for remark in reading.remarks)


def test_polish_word_styles_are_title_and_headings() -> None:
    reading = reading_of(
        paragraph("Procedura przyjmowania ofert", "Tytu"),
        paragraph("Cel", "Nagwek1"),
        paragraph("Pierwsza część", "Nagwek2"),
        paragraph("Zwykły tekst."),
        paragraph("Własny styl z poziomem konspektu", "Rozdzia"),
        paragraph("Dalszy tekst."),
    )
    assert reading.title == "Procedura przyjmowania ofert"
    assert headings(reading) == [
        (1, "Cel"),
        (2, "Pierwsza część"),
        (1, "Własny styl z poziomem konspektu"),
    ]


def test_table_of_contents_is_left_out() -> None:
    reading = reading_of(
        paragraph("Cel ......... 1", "Spistreci1"), paragraph("Cel", "Nagwek1"), paragraph("Tekst.")
    )
    assert texts(reading) == ["Tekst."]


def test_bold_and_large_paragraphs_are_headings_with_a_remark() -> None:
    reading = reading_of(
        paragraph("Zasady udostępniania sal", bold=True, size=18),
        paragraph("Kto może wystąpić", bold=True, size=14),
        paragraph("Każda organizacja."),
        paragraph("Terminy", bold=True),
        paragraph("Wniosek złóż wcześniej."),
    )
    assert reading.title == "Zasady udostępniania sal"
    assert headings(reading) == [(1, "Kto może wystąpić"), (2, "Terminy")]
    assert "Za nagłówki uznano" in told(reading)


def test_a_bold_sentence_stays_text() -> None:
    reading = reading_of(
        paragraph("Oferty złożone po terminie nie są rozpatrywane.", bold=True),
        paragraph("Urząd je zwraca."),
    )
    assert headings(reading) == []
    assert texts(reading)[0] == "**Oferty złożone po terminie nie są rozpatrywane.**"


def test_chapters_of_an_act_join_their_titles() -> None:
    reading = reading_of(
        paragraph("Rozdział I", centred=True),
        paragraph("Postanowienia ogólne", bold=True, centred=True),
        paragraph("Ilekroć mowa o urzędzie."),
        paragraph("§ 2", centred=True, bold=True),
        paragraph("Urząd prowadzi rejestr."),
    )
    assert headings(reading) == [(1, "Rozdział I. Postanowienia ogólne"), (2, "§ 2")]


def test_nested_lists_keep_depth_and_letters() -> None:
    reading = reading_of(
        paragraph("Pierwszy", "Akapitzlist", numbered=(1, 0)),
        paragraph("litera", "Akapitzlist", numbered=(1, 1)),
        paragraph("kreska", "Akapitzlist", numbered=(1, 2)),
        paragraph("Drugi", "Akapitzlist", numbered=(1, 0)),
    )
    assert texts(reading) == ["1. Pierwszy\n   - a) litera\n     - kreska\n2. Drugi"]


def test_a_list_continued_after_a_paragraph_goes_on_counting() -> None:
    reading = reading_of(
        paragraph("Pierwszy", numbered=(1, 0)),
        paragraph("Drugi", numbered=(1, 0)),
        paragraph("Wtrącony akapit."),
        paragraph("Trzeci", numbered=(1, 0)),
    )
    assert texts(reading) == ["1. Pierwszy\n2. Drugi", "Wtrącony akapit.", "3. Trzeci"]


def test_numbers_with_words_are_written_out() -> None:
    reading = reading_of(
        paragraph("Rada przyjmuje program.", numbered=(3, 0)),
        paragraph("Wójt go wykonuje.", numbered=(3, 0)),
        paragraph("Przepisy końcowe", "Nagwek1", numbered=(4, 0)),
        paragraph("Uchwała wchodzi w życie.", numbered=(3, 0)),
    )
    assert texts(reading) == [
        "§ 1. Rada przyjmuje program.",
        "§ 2. Wójt go wykonuje.",
        "§ 3. Uchwała wchodzi w życie.",
    ]
    assert headings(reading) == [(1, "Rozdział I. Przepisy końcowe")]


def test_merged_cells_are_taken_apart_with_a_remark() -> None:
    reading = reading_of(
        table(
            [cell("Strona i zadanie", columns=2), cell("Termin")],
            [cell("Urząd", rows="restart"), cell("ogłoszenie"), cell("styczeń")],
            [cell("", rows="continue"), cell("umowa | aneks"), cell("marzec", "albo kwiecień")],
        )
    )
    assert texts(reading) == [
        "| Strona i zadanie | Strona i zadanie | Termin |\n"
        "| --- | --- | --- |\n"
        "| Urząd | ogłoszenie | styczeń |\n"
        "| Urząd | umowa \\| aneks | marzec albo kwiecień |"
    ]
    assert "ma scalone komórki" in told(reading)


def test_a_frame_of_one_cell_is_text() -> None:
    reading = reading_of(table([cell("Ważne: oferty składa się w generatorze.")]))
    assert texts(reading) == ["Ważne: oferty składa się w generatorze."]
    assert "Tekst w ramce" in told(reading)


def test_tracked_changes_are_accepted_and_counted() -> None:
    inserted = f'<w:ins w:id="1" w:author="A">{run(" i partnera")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText> sekretarza</w:delText></w:r></w:del>'
    moved = (
        f'<w:moveFrom w:id="3">{run("tu")}</w:moveFrom><w:moveTo w:id="4">{run(" tam")}</w:moveTo>'
    )
    reading = reading_of(paragraph(runs=run("Urząd zaprasza radę") + inserted + deleted + moved))
    assert texts(reading) == ["Urząd zaprasza radę i partnera tam"]
    assert "2 wstawienia, 2 usunięcia" in told(reading)


def test_comments_become_remarks_at_their_place() -> None:
    body = paragraph(
        runs='<w:commentRangeStart w:id="0"/>'
        + run("termin 14 dni")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    comment = f'<w:comment w:id="0" w:author="Radca">{paragraph("Na pewno 14?")}</w:comment>'
    reading = read(docx(body, more={"word/comments.xml": part("comments", comment)}))
    assert [(r.text, r.place) for r in reading.remarks] == [
        ("Komentarz z pliku: „Na pewno 14?”", "termin 14 dni")
    ]


def test_footnotes_stay_notes() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Art. 19a UDPP.")}</w:footnote>'
    body = paragraph(runs=run("Mały grant") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    reading = read(docx(body, more={"word/footnotes.xml": part("footnotes", note)}))
    assert texts(reading) == ["Mały grant[^1]"]
    assert reading.notes == {1: "Art. 19a UDPP."}


def test_pictures_are_kept_with_their_descriptions_or_a_request_for_one() -> None:
    media = {"p1.png": png(), "p2.png": png(5), "p3.emf": b"\x01\x00\x00\x00 stary rysunek"}
    body = (picture("p1", "Schemat obiegu oferty"), picture("p2"), picture("p3", "Wykres"))
    reading = read(docx(*body, media=media))
    assert texts(reading) == [
        "![Schemat obiegu oferty](ilustracja-1.png)",
        "![[uzupełnij: co widać na ilustracji i co z tego wynika]](ilustracja-2.png)",
    ]
    assert reading.pictures == {"ilustracja-1.png": png(), "ilustracja-2.png": png(5)}
    assert "„ilustracja-2.png” nie ma opisu" in told(reading)
    assert "Pominięto ilustrację „Wykres”" in told(reading)


def test_text_boxes_are_lifted_into_the_text_once() -> None:
    reading = reading_of(paragraph(runs=run("Obok ramki.") + text_box("W ramce.")))
    assert texts(reading) == ["Obok ramki.", "W ramce."]
    assert "z pól tekstowych" in told(reading)


def test_hidden_text_and_page_heads_are_left_out_and_told() -> None:
    header = part("hdr", paragraph("Urząd Gminy Przykładowo"))
    body = paragraph(runs=run("Widać.") + run(" Nie widać.", hidden=True))
    reading = read(docx(body, more={"word/header1.xml": header}))
    assert texts(reading) == ["Widać."]
    assert "Pominięto tekst ukryty: „Nie widać”" in told(reading)
    assert "„Urząd Gminy Przykładowo”" in told(reading)


def test_signs_of_markdown_stay_signs() -> None:
    reading = reading_of(
        paragraph("# nie nagłówek *ani* pole_tekstowe [podpis]"),
        paragraph("1. nie lista"),
        paragraph("Podpis: ________"),
    )
    assert texts(reading) == [
        "\\# nie nagłówek \\*ani\\* pole\\_tekstowe [podpis]",
        "1\\. nie lista",
        "Podpis: \\________",
    ]
