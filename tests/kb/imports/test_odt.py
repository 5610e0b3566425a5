from functools import cache
from pathlib import Path

from kb.imports.converting import read
from kb.imports.reading import Reading

FILES = Path(__file__).parent / "files"


@cache
def reading(name: str) -> Reading:
    return read((FILES / name).read_bytes())


def told(name: str) -> str:
    return "\n".join(f"{r.text} @{r.place}" for r in reading(name).remarks)


def test_an_odt_of_libreoffice_keeps_its_structure() -> None:
    found = reading("procedura.odt")
    assert found.title == "Procedura przyjmowania ofert"
    assert [(b.level, b.text) for b in found.blocks if b.level] == [
        (1, "Cel"),
        (1, "Przebieg"),
        (2, "Przyjęcie oferty"),
    ]
    assert [b.markdown for b in found.blocks if not b.level] == [
        "Procedura porządkuje **przyjmowanie ofert** organizacji[^1].",
        "Oferty przekazuje się tego samego dnia komisji.",
        "1. Urząd zapisuje datę wpływu.\n2. Pracownik sprawdza:\n"
        "   - a) podpisy,\n   - b) załączniki.",
        "Dalej postępuje komisja.",
        "3. Komisja ocenia ofertę w terminie 14 dni od dnia otrzymania oferty.",
        "§ 1. Odmowa wymaga uzasadnienia.",
        "Schemat: ![Droga oferty od wpływu do umowy](ilustracja-1.png)",
        "Uwaga:",
        "Oferty po terminie zwraca się bez oceny.",
        "| Kto i co | Kto i co | Termin |\n| --- | --- | --- |\n"
        "| Urząd | rejestr | w dniu wpływu |\n| Urząd | odpowiedź | do 30 listopada |",
    ]
    assert found.notes == {1: "Także podmiotów z art. 3 ust. 3 UDPP."}
    assert list(found.pictures) == ["ilustracja-1.png"]


def test_the_same_document_as_docx_reads_the_same() -> None:
    odt, docx = reading("procedura.odt"), reading("procedura.docx")
    assert (docx.title, docx.blocks, docx.notes) == (odt.title, odt.blocks, odt.notes)


def test_what_was_changed_or_dropped_is_told() -> None:
    for name in ("procedura.odt", "procedura.docx"):
        said = told(name)
        assert "1 wstawienie, 1 usunięcie" in said
        assert "Komentarz z pliku: „Czy na pewno tego samego dnia?” @Oferty przekazuje się" in said
        assert "„Oferty po terminie zwraca się bez oceny”" in said
        assert "Pominięto nagłówki i stopki stron: „Urząd Gminy Przykładowo, strona 1”" in said
