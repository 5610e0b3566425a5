from kb.documents.parts import version_parts
from kb.library import Library, load_library
from tests.kb.conftest import Content


def test_parts_follow_the_page_and_hold_rows_of_plain_words(content: Content) -> None:
    library: Library = load_library(content.root)
    version = library.standards["maly-grant"].versions[-1]
    parts = version_parts(version, library.renderer, library.vocabulary)
    anchors = [part.anchor for part in parts]
    assert anchors[:2] == ["w-skrocie", "streszczenie"]
    assert len(set(anchors)) == len(anchors)
    wanted = ["zasady", "kroki", "terminy", "zobowiazania", "pytania", "podstawa-prawna"]
    assert [anchor for anchor in anchors if anchor in wanted] == wanted
    rows = {part.anchor: part.rows for part in parts}
    assert len(rows["kroki"]) == len(version.meta.steps)
    assert "Tytuł: Mały grant (art. 19a)" in rows["w-skrocie"]
    assert any("7 dni roboczych" in row for row in rows["kroki"])
    assert not [row for part in parts for row in part.rows if "](" in row or "**" in row]


def test_rows_of_tables_and_items_of_lists_stand_alone(content: Content) -> None:
    renderer = load_library(content.root).renderer
    markdown = "Akapit.\n\n- jeden\n- **dwa**\n\n| a | b |\n|---|---|\n| c | d |\n"
    assert renderer.rows(markdown) == ["Akapit.", "jeden", "dwa", "a | b", "c | d"]
