from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.editing.document import EditedDocument, document_text, read_document
from kb.editing.merging import Merged, merge
from kb.history.history import History
from tests.kb.editing.conftest import text_of

PATH = PurePosixPath("p2o1/maly-grant/2026-09-01.md")
STEPS = [
    {"who": "organizacja", "action": "Składa ofertę w generatorze", "level": "ustawowy"},
    {"who": "urzad", "action": "Sprawdza ofertę i pyta o braki", "level": "podstawowy"},
    {"who": "urzad", "action": "Publikuje ofertę na stronie i w BIP", "level": "ustawowy"},
]
BODY = "## Cel\n\nPierwszy akapit.\n\nDrugi akapit.\n\n## Co dalej\n\nKoniec.\n"


def document(body: str = BODY, **data: Any) -> EditedDocument:
    return EditedDocument(PATH, data, body)


def fields(merged: Merged) -> list[str]:
    return [conflict.field for conflict in merged.conflicts]


def changed(rows: list[dict[str, str]], index: int, **values: str) -> list[dict[str, str]]:
    return [{**row, **values} if i == index else dict(row) for i, row in enumerate(rows)]


def test_different_fields_changed_by_two_are_joined() -> None:
    base = document(title="Tytuł", summary="Skrót", level="podstawowy")
    mine = document(title="Nowy tytuł", summary="Skrót", level="podstawowy")
    theirs = document(title="Tytuł", summary="Nowy skrót", valid_to="2027-01-01")
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.data == {
        "title": "Nowy tytuł",
        "summary": "Nowy skrót",
        "valid_to": "2027-01-01",
    }


def test_one_field_changed_by_two_is_a_conflict_that_a_choice_settles() -> None:
    base, mine, theirs = (document(title=title) for title in ("A", "B", "C"))
    merged = merge(base, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.base, conflict.mine, conflict.theirs) == (
        "title",
        "A",
        "B",
        "C",
    )
    assert merged.document.data["title"] == "B"
    assert merge(base, mine, theirs, {"title": "theirs"}).document.data["title"] == "C"
    assert merge(base, mine, theirs, {"title": "mine"}).document.data["title"] == "B"


def test_a_field_that_one_deleted_and_the_other_changed_is_kept() -> None:
    base, mine, theirs = document(title="A"), document(), document(title="C")
    for merged in (merge(base, mine, theirs), merge(base, theirs, mine)):
        assert fields(merged) == ["title"]
        assert merged.document.data == {"title": "C"}
    assert merge(base, mine, theirs, {"title": "mine"}).document.data == {}


def test_rows_are_merged_by_what_they_are_not_where_they_stand() -> None:
    new = {"who": "urzad", "action": "Zawiadamia o wyniku"}
    mine = [new, *changed(STEPS, 2, action="Publikuje ofertę na stronie, w BIP i na tablicy")]
    theirs = changed(STEPS, 2, level="podstawowy")[1:]
    merged = merge(document(steps=STEPS), document(steps=mine), document(steps=theirs))
    assert merged.conflicts == ()
    assert merged.document.data["steps"] == [
        new,
        STEPS[1],
        {
            "who": "urzad",
            "action": "Publikuje ofertę na stronie, w BIP i na tablicy",
            "level": "podstawowy",
        },
    ]


def test_one_row_rewritten_by_two_is_a_conflict_of_its_field() -> None:
    mine = changed(STEPS, 1, action="Sprawdza ofertę i pyta o braki w 3 dni")
    theirs = changed(STEPS, 1, action="Sprawdza ofertę i pyta o braki w 5 dni")
    merged = merge(document(steps=STEPS), document(steps=mine), document(steps=theirs))
    assert fields(merged) == ["steps[2].action"]
    choice = {"steps[2].action": "theirs"}
    chosen = merge(document(steps=STEPS), document(steps=mine), document(steps=theirs), choice)  # type: ignore[arg-type]
    assert chosen.document.data["steps"] == theirs


def test_a_row_that_one_deleted_and_the_other_changed_is_kept_and_told() -> None:
    theirs = changed(STEPS, 0, level="rekomendowany")
    base, mine = document(steps=STEPS), document(steps=STEPS[1:])
    merged = merge(base, mine, document(steps=theirs))
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("steps[1]", None, theirs[0])
    assert merged.document.data["steps"] == theirs
    chosen = merge(base, mine, document(steps=theirs), {"steps[1]": "mine"})
    assert chosen.document.data["steps"] == STEPS[1:]


def test_rows_with_an_identity_keep_it_when_all_else_changes() -> None:
    base = [{"id": "odpowiedz", "title": "Odpowiedź", "term": "7 dni"}]
    mine = [{"id": "odpowiedz", "title": "Zupełnie co innego", "term": "7 dni"}]
    theirs = [{"id": "odpowiedz", "title": "Odpowiedź", "term": "14 dni"}]
    sides = (document(deadlines=rows) for rows in (base, mine, theirs))
    merged = merge(*sides)
    assert merged.conflicts == ()
    assert merged.document.data["deadlines"] == [{**mine[0], "term": "14 dni"}]


def test_rows_that_both_added_alike_stand_once_and_others_both() -> None:
    base = document(keywords=["a"], duties={"office": []})
    row = {"text": "Odpowiada", "level": "podstawowy"}
    mine = document(keywords=["x", "a", "b"], duties={"office": [row]})
    theirs = document(keywords=["a", "b", "c"], duties={"office": [row]})
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.data == {"keywords": ["x", "a", "b", "c"], "duties": {"office": [row]}}


def test_an_order_changed_by_one_is_kept_and_by_both_is_a_conflict() -> None:
    first, second, third = STEPS
    base = document(steps=STEPS)
    theirs = document(steps=changed(STEPS, 0, level="podstawowy"))
    merged = merge(base, document(steps=[third, second, first]), theirs)
    assert merged.conflicts == ()
    assert merged.document.data["steps"] == [third, second, {**first, "level": "podstawowy"}]
    other = document(steps=[second, third, first])
    merged = merge(base, document(steps=[third, second, first]), other)
    assert [(c.field, c.order) for c in merged.conflicts] == [("steps", True)]
    chosen = merge(base, document(steps=[third, second, first]), other, {"steps": "theirs"})
    assert chosen.document.data["steps"] == [second, third, first]


def test_different_paragraphs_and_sections_of_the_body_are_joined() -> None:
    mine = BODY.replace("Pierwszy akapit", "Akapit pierwszy") + "\n## Przykład\n\nMój.\n"
    theirs = (
        BODY.replace("Drugi akapit.", "Drugi akapit.\n\nTrzeci.") + "\n## Na co uważać\n\nIch.\n"
    )
    merged = merge(document(), document(mine), document(theirs))
    assert merged.conflicts == ()
    body = merged.document.body
    for words in ("Akapit pierwszy.", "Trzeci.", "## Przykład\n\nMój.", "## Na co uważać\n\nIch."):
        assert words in body
    assert "Pierwszy akapit." not in body


def test_a_paragraph_changed_by_two_is_a_conflict_named_by_its_section() -> None:
    mine = BODY.replace("Drugi akapit", "Mój akapit")
    theirs = BODY.replace("Drugi akapit", "Ich akapit")
    merged = merge(document(), document(mine), document(theirs))
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.base, conflict.mine, conflict.theirs) == (
        "treść „Cel”",
        "Drugi akapit.",
        "Mój akapit.",
        "Ich akapit.",
    )
    assert "Mój akapit." in merged.document.body
    chosen = merge(document(), document(mine), document(theirs), {conflict.field: "theirs"})
    assert chosen.document.body == theirs


def test_what_both_added_to_the_body_stands_one_after_the_other() -> None:
    mine, theirs = BODY + "\nMoje.\n", BODY + "\nIch.\n"
    merged = merge(document(), document(mine), document(theirs))
    assert fields(merged) == ["treść „Co dalej”"]
    assert merged.document.body.endswith("Moje.\n\nIch.\n")


def test_a_section_that_one_deleted_and_the_other_changed_is_kept() -> None:
    without = BODY.partition("\n## Co dalej")[0]
    merged = merge(document(), document(without), document(BODY.replace("Koniec", "Początek")))
    assert fields(merged) == ["treść „Co dalej”"]
    assert "Początek." in merged.document.body
    chosen = merge(
        document(),
        document(without),
        document(BODY.replace("Koniec", "Początek")),
        {"treść „Co dalej”": "mine"},
    )
    assert "Co dalej" not in chosen.document.body


def test_a_body_without_sections_is_merged_by_lines() -> None:
    base = "Wstęp.\n\n## Cel\n\nTekst.\n\n## Cel\n\nDrugi raz.\n"
    merged = merge(
        document(base),
        document(base.replace("Wstęp", "Mój wstęp")),
        document(base.replace("Drugi raz", "Ich tekst")),
    )
    assert merged.conflicts == ()
    assert merged.document.body == base.replace("Wstęp", "Mój wstęp").replace(
        "Drugi raz", "Ich tekst"
    )


words = st.sampled_from(["a", "b", "c", "d", "e"])
rows = st.lists(
    st.fixed_dictionaries({"text": words, "level": words})
    | st.fixed_dictionaries({"id": words, "title": words}),
    max_size=5,
)
paragraphs = st.lists(words, max_size=6).map("\n\n".join)
documents = st.builds(
    lambda title, keywords, rules, cel, dalej: document(
        f"## Cel\n\n{cel}\n\n## Co dalej\n\n{dalej}\n", title=title, keywords=keywords, rules=rules
    ),
    words,
    st.lists(words, max_size=4, unique=True),
    rows,
    paragraphs,
    paragraphs,
)


@given(base=documents, mine=documents)
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(
    base: EditedDocument, mine: EditedDocument
) -> None:
    for merged in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert merged == Merged(mine, ())


@given(base=documents, mine=documents, theirs=documents)
def test_any_three_documents_are_merged_and_written(
    base: EditedDocument, mine: EditedDocument, theirs: EditedDocument
) -> None:
    merged = merge(base, mine, theirs)
    assert read_document(document_text(merged.document), PATH) == merged.document
    names = fields(merged)
    assert len(names) == len(set(names))
    settled = merge(base, mine, theirs, dict.fromkeys(names, "theirs"))
    assert fields(settled) == names
    known = {item for row in base.data["rules"] for item in row.items()}
    written = {item for row in theirs.data["rules"] for item in row.items()} - known
    kept = {item for row in settled.document.data["rules"] for item in row.items()}
    assert written <= kept


@pytest.mark.parametrize("name", ["maly-grant/2026-09-01", "wklad-wlasny/2026-01-15"])
def test_real_documents_edited_in_different_places_are_joined(history: History, name: str) -> None:
    path = PurePosixPath(f"p2o1/{name}.md")
    text = text_of(history, path)
    base = read_document(text, path)
    title = base.data["title"]
    mine = read_document(text.replace(title, f"{title} od nowa", 1), path)
    first, _, rest = base.body.partition("\n\n## ")
    theirs = read_document(text.replace(first, f"{first}\n\nNowy akapit.", 1), path)
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.data["title"] == f"{title} od nowa"
    assert merged.document.body == f"{first}\n\nNowy akapit.\n\n## {rest}"
