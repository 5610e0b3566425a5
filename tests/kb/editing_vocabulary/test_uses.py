from typing import Any

import pytest

from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.references import ADDRESSES, BUILT_IN, ROW_FIELDS, STANDARDS
from kb.editing_vocabulary.uses import Use, Uses
from kb.library import Library, load_library
from kb.settings import bundled_standards


def uses(library: Library, name: str, key: str) -> tuple[Use, ...]:
    return Uses(library).of(name, key)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_standards())


def users(library: Library, name: str, key: str) -> set[tuple[str, str]]:
    return {(use.user.list, use.user.key) for use in uses(library, name, key)}


@pytest.mark.parametrize(
    ("name", "key", "user"),
    [
        ("topics", "male-granty", (STANDARDS, "maly-grant")),
        ("sectors", "ngo", (STANDARDS, "maly-grant")),
        ("sectors", "jst", ("sectors", "jst-gmina")),
        ("fields", "wszystkie", (STANDARDS, "maly-grant")),
        ("kinds", "procedura", (STANDARDS, "maly-grant")),
        ("kinds", "poradnik", ("intents", "porownanie")),
        ("groups", "P2O1", (STANDARDS, "maly-grant")),
        ("areas", "P2O1", (STANDARDS, "maly-grant")),
        ("areas", "W", ("groups", "P2O1")),
        ("areas", "P1O4", ("topics", "konsultacje")),
        ("blocks", "infrastruktura", ("areas", "P3O1")),
        ("levels", "ustawowy", (STANDARDS, "maly-grant")),
        ("parties", "organizacja", (STANDARDS, "maly-grant")),
        ("sections", "cel", (STANDARDS, "maly-grant")),
        ("acts", "udpp", (STANDARDS, "maly-grant")),
        ("acts", "udpp", ("glossary", "organizacja-pozarzadowa")),
        ("glossary", "fundacja", ("glossary", "organizacja-pozarzadowa")),
    ],
)
def test_a_value_in_use_is_found_with_its_user(
    library: Library, name: str, key: str, user: tuple[str, str]
) -> None:
    assert user in users(library, name, key)


def test_the_places_are_told_in_words(library: Library) -> None:
    use = next(u for u in uses(library, "parties", "organizacja") if u.user.key == "maly-grant")
    assert any(place.startswith("krok ") for place in use.places)
    assert use.user.title
    assert use.user.path.startswith("p2o1/maly-grant/")


def test_links_in_texts_are_uses(content: Any) -> None:
    path = "p2o1/maly-grant/2026-09-01.md"
    content.replace(path, "## Cel\n\n", "## Cel\n\nZob. [pojęcie](/slownik/regranting). ")
    assert (STANDARDS, "maly-grant") in users(load_library(content.root), "glossary", "regranting")


def test_a_value_nobody_uses_has_no_uses(library: Library) -> None:
    assert uses(library, "fields", "rodzina") == ()
    assert uses(library, "fields", "nie-ma") == ()


def test_a_row_is_no_use_of_itself(content: Any) -> None:
    content.replace("vocabulary/glossary.yaml", '"trzeci-sektor"\n', '"pierwszy-sektor"\n')
    for key in ("pierwszy-sektor",):
        assert ("glossary", key) not in users(load_library(content.root), "glossary", key)


def test_the_tables_name_fields_and_values_that_exist(library: Library) -> None:
    for name, fields in ROW_FIELDS.items():
        assert set(fields) <= set(FILES[name].model_fields)
        assert set(fields.values()) <= {*FILES, STANDARDS}
    assert set(ADDRESSES) <= set(FILES)
    for name, keys in BUILT_IN.items():
        assert keys <= set(getattr(library.vocabulary, name))


def test_every_reference_of_the_bundled_content_is_to_a_value_that_exists(library: Library) -> None:
    found = Uses(library)
    for name in ("topics", "sectors", "kinds", "groups", "areas", "levels", "parties", "blocks"):
        assert any(found.of(name, key) for key in getattr(library.vocabulary, name))
