from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kb.documents.model import Slug
from kb.documents.redirects import RedirectFile
from kb.editing.slugs import document_path, free_slug, next_code
from kb.library import Library

LONG = "Jak zorganizować w gminie konsultacje społeczne projektu programu współpracy na 2027 rok"


def test_the_next_code_follows_the_highest_of_its_area(library: Library) -> None:
    numbers = [
        int(v.meta.code.rpartition("-")[2]) for v in library.versions() if v.meta.area == "P2O1"
    ]
    assert next_code(library, "P2O1") == f"P2O1-{max(numbers) + 1:02}"
    assert next_code(library, "P3O3") == "P3O3-01"
    assert next_code(library, "P3O3", ["P3O3-07", "zły"]) == "P3O3-08"


def test_a_name_is_made_of_the_title_and_is_free(library: Library) -> None:
    assert free_slug(library, "Łąka i żółw") == "laka-i-zolw"
    assert free_slug(library, "Mały grant") == "maly-grant-2"
    assert free_slug(library, "Mały grant", ["maly-grant-2"]) == "maly-grant-3"
    assert free_slug(library, "???") == "standard"
    moved = replace(library, redirect_file=RedirectFile({"stara": "maly-grant"}, {}, ()))
    assert free_slug(moved, "Stara") == "stara-2"


def test_a_long_title_gives_a_name_of_whole_words(library: Library) -> None:
    slug = free_slug(library, LONG)
    assert slug == "jak-zorganizowac-gminie-konsultacje-spoleczne-projektu"


@given(title=st.text(max_size=200))
def test_any_title_gives_a_name_that_may_be_one(library: Library, title: str) -> None:
    TypeAdapter(Slug).validate_python(free_slug(library, title))


def test_a_version_belongs_into_the_folder_of_the_group_of_its_area(library: Library) -> None:
    words = library.vocabulary
    path = document_path(words, "P2O1", "maly-grant", date(2026, 9, 1))
    assert path == PurePosixPath("p2o1/maly-grant/2026-09-01.md")
    with pytest.raises(KeyError):
        document_path(words, "P9O9", "x", date(2026, 9, 1))
