from pathlib import PurePosixPath

from kb.editing.document import read_document
from kb.history.model import ConflictingFile
from kb.workflow.agreeing import WHOLE, agree

PATH = PurePosixPath("p2o1/maly-grant/2026-09-01.md")
LIST = PurePosixPath("vocabulary/typos.yaml")
DOCUMENT = """\
---
title: Mały grant
owner: Redakcja
---

## Cel

Krótko.
"""


def conflict(path: PurePosixPath, base: str, published: str, draft: str) -> ConflictingFile:
    return ConflictingFile(path, base.encode(), published.encode(), draft.encode())


def test_a_document_is_joined_field_by_field() -> None:
    file = conflict(
        PATH,
        DOCUMENT,
        DOCUMENT.replace("Mały grant", "Małe granty").replace("Redakcja", "Urząd"),
        DOCUMENT.replace("Mały grant", "Mały grant 19a").replace("Krótko.", "Dłużej."),
    )

    (place,) = agree(file, {}).conflicts
    assert (place.field, place.mine, place.theirs) == ("title", "Mały grant 19a", "Małe granty")

    for choice, title in (("mine", "Mały grant 19a"), ("theirs", "Małe granty")):
        content = agree(file, {"title": choice}).content
        assert content is not None
        joined = read_document(content.decode(), PATH)
        assert joined.data == {"title": title, "owner": "Urząd"}
        assert "Dłużej." in joined.body


def test_lines_of_data_are_joined_and_nothing_beside_the_conflict_is_lost() -> None:
    base = "items:\n- a\n- b\n- c\n- d\n"
    file = conflict(
        LIST,
        base,
        base.replace("- a\n", "- a2\n").replace("- d\n", "- d\n- e\n"),
        base.replace("- a\n", "- a1\n").replace("- c\n", ""),
    )

    (place,) = agree(file, {}).conflicts
    assert (place.base, place.mine, place.theirs) == ("- a\n", "- a1\n", "- a2\n")

    assert agree(file, {}).content == b"items:\n- a1\n- b\n- d\n- e\n"
    assert agree(file, {place.field: "theirs"}).content == b"items:\n- a2\n- b\n- d\n- e\n"


def test_a_picture_is_taken_whole() -> None:
    path = PATH.with_name("schemat.png")
    file = ConflictingFile(path, b"\0old", b"\0published", b"\0draft")

    found = agree(file, {})

    assert [place.field for place in found.conflicts] == [WHOLE]
    assert found.content == b"\0draft"
    assert agree(file, {WHOLE: "theirs"}).content == b"\0published"


def test_a_file_deleted_on_one_side_is_kept_or_deleted_as_chosen() -> None:
    file = ConflictingFile(PATH, DOCUMENT.encode(), None, DOCUMENT.encode() + b"Wiecej.\n")

    assert agree(file, {}).content == file.draft
    assert agree(file, {WHOLE: "theirs"}).content is None


def test_a_damaged_document_is_joined_line_by_line() -> None:
    file = conflict(
        PATH,
        DOCUMENT,
        DOCUMENT.replace("Krótko.", "Dłużej."),
        DOCUMENT.replace("title: Mały grant", 'title: "Mały'),
    )

    found = agree(file, {})

    assert found.conflicts == ()
    assert found.content is not None
    assert b'title: "Ma' in found.content
    assert "Dłużej.".encode() in found.content
