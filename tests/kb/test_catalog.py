from pathlib import Path
from typing import Any

import pytest

from kb.catalog import Catalog
from kb.library import load_library

NEW = "p2o1/maly-grant/2026-09-01.md"


@pytest.fixture
def catalog(content: Any) -> Catalog:
    return Catalog(load_library(content.root))


def test_a_parent_sector_stands_for_its_children_and_a_child_brings_its_parent(
    catalog: Catalog,
) -> None:
    assert catalog.sectors(["jst"]) == ("jst", "jst-gmina", "jst-powiat", "jst-wojewodztwo")
    assert catalog.sectors(["jst-gmina", "ngo"]) == ("jst", "jst-gmina", "ngo")
    assert catalog.sectors(["jst", "jst-gmina"]) == ("jst", "jst-gmina")


def test_all_fields_stand_under_every_field(catalog: Catalog) -> None:
    assert len(catalog.fields(["wszystkie"])) == 19
    assert catalog.fields(["kultura"]) == ("kultura",)


def test_an_entry_holds_the_law_it_relies_on(content: Any) -> None:
    library = load_library(content.root)
    entry = Catalog(library).entry(library.standards["maly-grant"].versions[-1])
    assert {"udpp", "udpp/19a"} <= set(entry.facets["prawo"])
    assert "udpp/19b" not in entry.facets["prawo"]
    assert entry.id == "maly-grant@2026-09-01"


def test_every_version_is_an_entry_with_its_days(content: Any) -> None:
    catalog = Catalog(load_library(content.root))
    entries = {promised.id: promised.make() for promised in catalog.entries()}
    old, new = entries["maly-grant@2025-01-01"], entries["maly-grant@2026-09-01"]
    assert old.valid_to is not None
    assert new.valid_from is not None
    assert old.valid_to < new.valid_from
    assert new.valid_to is None


def test_text_of_an_entry_is_words_without_marks(content: Any, minimal: str) -> None:
    path: Path = content.write(
        "p2o2/sala/2026-01-15.md", minimal.replace("Sala dla", "**Sala** [dla](/standardy/x)")
    )
    assert path.is_file()
    library = load_library(content.root)
    entry = Catalog(library).entry(library.standards["sala"].versions[0])
    assert entry.text["body"] == "Sala dla organizacji."
    assert entry.text["title"] == "Sala na zebranie"


def test_the_stamp_of_an_entry_changes_with_what_the_entry_is_made_of(content: Any) -> None:
    def stamps() -> dict[str, str]:
        library = load_library(content.root)
        return {version.id: Catalog(library).stamp(version) for version in library.versions()}

    first = stamps()
    content.replace(NEW, "Mały grant", "Maleńki grant")
    second = stamps()
    assert changed(first, second) == {"maly-grant@2026-09-01"}
    content.write("p2o1/maly-grant/teksty/oferta.pdf.txt", "Słowa oferty.")
    third = stamps()
    assert changed(second, third) == {"maly-grant@2025-01-01", "maly-grant@2026-09-01"}
    content.replace("vocabulary/glossary.yaml", "items:", "items: # uwaga")
    assert stamps() == third
    content.replace("vocabulary/topics.yaml", 'label: "Małe granty', 'label: "Mniejsze granty')
    assert changed(third, stamps()) == set(third)


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name, stamp in after.items() if before[name] != stamp}
