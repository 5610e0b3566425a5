import pytest

from kb.documents.vocabulary import BodySection
from kb.imports.block_text import Block
from kb.imports.sections import Body, arrange

SECTIONS = {
    slug: BodySection(slug=slug, label=label, place="before_steps", hint="x")
    for slug, label in {
        "cel": "Cel",
        "kogo-dotyczy": "Kogo dotyczy",
        "jak-to-dziala": "Jak to działa",
        "tresc-wzoru": "Treść wzoru",
        "gdy-cos-pojdzie-nie-tak": "Gdy coś pójdzie nie tak",
    }.items()
}


def heading(text: str, level: int = 1) -> Block:
    return Block(level, text, text)


def text(words: str) -> Block:
    return Block(0, words, words)


def arranged(*blocks: Block, title: str = "Tytuł", default: str = "jak-to-dziala") -> Body:
    return arrange(title, blocks, {1: "Przypis."}, SECTIONS, default)


@pytest.mark.parametrize(
    "name", ["Cel", "1. Cel", "I. CEL:", "Cel procedury", "cel", "Rozdział 1. Cele"]
)
def test_headings_that_name_a_section_become_it(name: str) -> None:
    assert arranged(heading(name), text("Tekst.")).markdown == "\n## Cel\n\nTekst.\n"


def test_a_near_miss_is_mended() -> None:
    assert arranged(heading("Kogo dotyczny"), text("A.")).markdown == "\n## Kogo dotyczy\n\nA.\n"


def test_other_headings_stand_below_the_nearest_fitting_section_with_a_remark() -> None:
    body = arranged(
        heading("Opłaty"), text("A."), heading("Skargi i wnioski"), text("B."),
        heading("Ulgi", 2), text("C."), heading("Wyjątki", 3), text("D."),
    )  # fmt: skip
    assert body.markdown == (
        "\n## Jak to działa\n\n### Opłaty\n\nA.\n\n"
        "## Gdy coś pójdzie nie tak\n\n### Skargi i wnioski\n\nB.\n\n#### Ulgi\n\nC.\n\n"
        "**Wyjątki**\n\nD.\n"
    )
    said = "\n".join(remark.text for remark in body.remarks)
    assert "„Opłaty”" in said
    assert "„Skargi i wnioski”" in said
    assert "zapisano pogrubieniem: „Wyjątki”" in said


def test_numbered_units_keep_together_in_their_order() -> None:
    body = arranged(
        heading("§ 1. Podmioty uprawnione"), text("A."), heading("§ 2. Skargi"), text("B.")
    )
    assert body.markdown == (
        "\n## Jak to działa\n\n### § 1. Podmioty uprawnione\n\nA.\n\n### § 2. Skargi\n\nB.\n"
    )


def test_one_section_named_twice_is_joined() -> None:
    body = arranged(
        heading("Cel"), text("A."), heading("Przebieg"), text("B."), heading("Cele"), text("C.")
    )
    assert body.markdown == "\n## Cel\n\nA.\n\nC.\n\n## Jak to działa\n\nB.\n"


def test_a_heading_above_all_others_is_the_title() -> None:
    body = arranged(heading("Mały grant"), heading("Cel", 2), text("A."), title="")
    assert (body.title, body.markdown) == ("Mały grant", "\n## Cel\n\nA.\n")


def test_text_before_the_first_heading_is_kept_and_told() -> None:
    body = arranged(text("Wstęp."), heading("Cel"), text("A."), default="tresc-wzoru")
    assert body.markdown == "\n## Cel\n\nA.\n\n## Treść wzoru\n\nWstęp.\n"
    assert "sprzed pierwszego nagłówka" in body.remarks[0].text


def test_notes_stand_in_the_section_that_cites_them() -> None:
    body = arranged(heading("Cel"), text("A[^1]."), heading("Przebieg"), text("\\[^1]"))
    assert body.markdown == ("\n## Cel\n\nA[^1].\n\n[^1]: Przypis.\n\n## Jak to działa\n\n\\[^1]\n")


def test_addresses_of_headings_are_not_repeated() -> None:
    body = arranged(
        heading("Przebieg"), text("A."), heading("Opis", 2), heading("Opis", 2),
        heading("Kroki", 2), heading("Terminy", 2),
    )  # fmt: skip
    assert [x for x in body.markdown.split("\n") if x.startswith("###")] == ["### Terminy z pliku"]
