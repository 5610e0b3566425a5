import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest

from kb.exports.archive import unpack
from kb.exports.placeholders import style_placeholders
from kb.exports.templates import Template, build, is_current, read_templates, write
from kb.library import Library, load_library

STANDARDS = Path(__file__).parents[3] / "standards"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
SOURCE = """---
title: "Pismo"
subject: "Wzór na próbę"
lang: pl
legal_state: 2026-11-22
---

Piszemy do [nazwa organizacji].

## Lista

- [ ] gotowe

| Pole | Wpis |
|------|----------|
| Dzień | [data] |
"""
LOWER_CASE = re.compile(r"[a-ząćęłńóśźż0-9](?:[a-ząćęłńóśźż0-9 ,;./–%-]*[a-ząćęłńóśźż0-9.%])?")
STYLED = re.compile(r"\[\\\[(?P<name>.+?)\\\]\]\{custom-style")
# Forms that the law prescribes: they are linked to, never imitated.
OFFICIAL = [
    r"^ofert\w+ realizacji zada",
    r"^(uproszczon\w+|wspóln\w+) ofert",
    r"^wzór oferty",
    r"^umow\w+ o (realizacj|wsparci|powierzeni)",
    r"^(uproszczone )?sprawozdani\w+ (końcowe|częściowe|z (wykonania|realizacji) zada)",
]


def placeholders(markdown: str) -> list[str]:
    """Names of the places to fill in, in order."""
    return [match["name"] for match in STYLED.finditer(style_placeholders(markdown))]


@pytest.fixture(scope="module")
def bundled() -> tuple[Template, ...]:
    templates, problems = read_templates(STANDARDS)
    assert problems == ()
    return templates


@pytest.fixture(scope="module")
def documents(bundled: tuple[Template, ...]) -> dict[PurePosixPath, bytes]:
    return {template.document: document for template, document in build(bundled)}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(STANDARDS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "p2o1" / "maly-grant" / "wzory"
    folder.mkdir(parents=True)
    (folder / "pismo.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def built(root: Path) -> tuple[Template, bytes]:
    (pair,) = build(read_templates(root)[0])
    return pair


def body_of(document: bytes) -> ElementTree.Element:
    body = ElementTree.fromstring(unpack(document)["word/document.xml"]).find(f"{W}body")
    assert body is not None
    return body


def texts(element: ElementTree.Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def style_of(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.attrib[f"{W}val"]


def headings(document: bytes) -> Iterator[tuple[int, str]]:
    for paragraph in body_of(document).iter(f"{W}p"):
        level = re.fullmatch(r"Heading(\d)", style_of(paragraph))
        if level:
            yield int(level[1]), texts(paragraph)


def test_there_are_templates_enough(bundled: tuple[Template, ...]) -> None:
    assert len(bundled) >= 24
    assert max(Counter(template.meta.title for template in bundled).values()) == 1


def test_committed_documents_are_what_the_sources_give(
    bundled: tuple[Template, ...], documents: dict[PurePosixPath, bytes]
) -> None:
    stale = [
        str(template.document)
        for template in bundled
        if not is_current(STANDARDS, template, documents[template.document])
    ]
    assert stale == []


def test_every_document_says_its_title_language_and_day(
    bundled: tuple[Template, ...], documents: dict[PurePosixPath, bytes]
) -> None:
    for template in bundled:
        parts = unpack(documents[template.document])
        properties = ElementTree.fromstring(parts["docProps/core.xml"])
        assert properties.findtext(f"{DC}title") == template.meta.title
        assert properties.findtext(f"{DC}subject") == template.meta.subject
        assert properties.findtext(f"{DC}language") == "pl-PL"
        assert parts["docProps/core.xml"].count(b">2026-11-22T00:00:00Z<") == 2
        language = ElementTree.fromstring(parts["word/styles.xml"]).find(
            f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
        )
        assert language is not None
        assert language.attrib[f"{W}val"] == "pl-PL"


def test_headings_begin_with_the_title_and_skip_no_level(
    bundled: tuple[Template, ...], documents: dict[PurePosixPath, bytes]
) -> None:
    for template in bundled:
        found = list(headings(documents[template.document]))
        assert found[0] == (1, template.meta.title)
        levels = [level for level, _ in found]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_header_row_and_no_empty_cell(
    documents: dict[PurePosixPath, bytes],
) -> None:
    for name, document in documents.items():
        for table in body_of(document).iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None, name
            assert all(texts(cell) for cell in table.iter(f"{W}tc")), name


def test_no_empty_paragraphs_make_space(documents: dict[PurePosixPath, bytes]) -> None:
    empty = [
        str(name)
        for name, document in documents.items()
        if any(not texts(paragraph).strip() for paragraph in body_of(document).iter(f"{W}p"))
    ]
    assert empty == []


def test_every_place_to_fill_in_is_lower_case_and_styled(
    bundled: tuple[Template, ...], documents: dict[PurePosixPath, bytes]
) -> None:
    for template in bundled:
        names = placeholders(template.body)
        assert [name for name in names if not LOWER_CASE.fullmatch(name)] == [], template.path
        styled = [
            texts(run)
            for run in body_of(documents[template.document]).iter(f"{W}r")
            if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
            and style.attrib[f"{W}val"] == "PoleDoWypelnienia"
        ]
        expected = [f"[{name}]" for name in placeholders(template.notice + template.body)]
        assert styled == expected, template.path


def test_the_style_of_places_to_fill_in_is_shaded(documents: dict[PurePosixPath, bytes]) -> None:
    styles = ElementTree.fromstring(unpack(next(iter(documents.values())))["word/styles.xml"])
    (style,) = [s for s in styles if s.attrib.get(f"{W}styleId") == "PoleDoWypelnienia"]
    name = style.find(f"{W}name")
    assert name is not None
    assert name.attrib[f"{W}val"] == "Pole do wypełnienia"
    assert style.find(f"{W}rPr/{W}shd") is not None


def test_pages_are_a4_with_margins_and_numbers(documents: dict[PurePosixPath, bytes]) -> None:
    for document in documents.values():
        section = body_of(document).find(f"{W}sectPr")
        assert section is not None
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        assert (size.attrib[f"{W}w"], size.attrib[f"{W}h"]) == ("11906", "16838")
        assert {margins.attrib[f"{W}{side}"] for side in ("top", "left", "bottom", "right")} == {
            "1417"
        }
        assert section.find(f"{W}footerReference") is not None
        assert b" PAGE " in unpack(document)["word/footer1.xml"]


def test_the_notice_stands_under_the_title(documents: dict[PurePosixPath, bytes]) -> None:
    for document in documents.values():
        notice = body_of(document).findall(f"{W}p")[1]
        assert style_of(notice) == "UwagaRedakcyjna"
        assert "wiążąca jest treść aktu prawnego" in texts(notice).lower()
        assert "Stan prawny na dzień 22 listopada 2026 r." in texts(notice)


def test_no_template_imitates_an_official_form(bundled: tuple[Template, ...]) -> None:
    imitations = [
        template.meta.title
        for template in bundled
        for form in OFFICIAL
        if re.search(form, template.meta.title, re.IGNORECASE)
        or re.search(form, template.path.stem.replace("-", " "))
    ]
    assert imitations == []


def test_no_template_repeats_the_former_limits_of_small_grants(
    bundled: tuple[Template, ...],
) -> None:
    former = re.compile(r"10[  ]?000|20[  ]%|\b90 dni")
    assert [str(t.path) for t in bundled if former.search(t.body)] == []


def test_every_template_is_listed_by_its_standard_in_force(
    bundled: tuple[Template, ...], library: Library
) -> None:
    for template in bundled:
        standard = library.standards[template.document.parent.name]
        listed = {a.file: a.title for a in standard.shown_on(date(2026, 11, 22)).meta.attachments}
        assert listed[template.document.name] == template.meta.title


def test_every_listed_document_exists_and_opens(library: Library) -> None:
    for version in library.versions():
        for attachment in version.meta.attachments:
            if attachment.file.endswith(".docx"):
                with zipfile.ZipFile(version.folder / attachment.file) as document:
                    assert document.testzip() is None
                    assert "word/document.xml" in document.namelist()


def test_every_document_of_the_content_has_a_source(bundled: tuple[Template, ...]) -> None:
    documents = {PurePosixPath(p.relative_to(STANDARDS)) for p in STANDARDS.glob("*/*/*.docx")}
    assert documents == {template.document for template in bundled}


def test_the_same_source_gives_the_same_bytes(root: Path) -> None:
    assert built(root)[1] == built(root)[1]


def test_a_written_document_is_current_until_its_source_changes(root: Path) -> None:
    template, document = built(root)
    assert not is_current(root, template, document)
    write(root, template, document)
    assert is_current(root, template, document)
    source = root / template.path
    source.write_text(SOURCE.replace("gotowe", "zrobione"), encoding="utf-8")
    assert not is_current(root, *built(root))
    assert [p.name for p in (root / template.document).parent.iterdir() if p.is_file()] == [
        "pismo.docx"
    ]


def test_a_damaged_document_is_not_current(root: Path) -> None:
    template, document = built(root)
    (root / template.document).write_bytes(document[:100])
    assert not is_current(root, template, document)


@pytest.mark.parametrize(
    ("mistake", "place"),
    [
        (SOURCE.replace("lang: pl", "lang: de"), "pismo.md:4:1 lang"),
        (SOURCE.replace("subject:", "temat:"), "pismo.md:3:1 temat"),
        (SOURCE.replace('"Pismo"', "Pismo: pierwsze"), "pismo.md:2:"),
        ("Bez metryki.", "pismo.md:1:1 plik"),
    ],
)
def test_a_mistake_of_a_source_is_told_at_its_place(root: Path, mistake: str, place: str) -> None:
    (root / "p2o1/maly-grant/wzory/pismo.md").write_text(mistake, encoding="utf-8")
    templates, problems = read_templates(root)
    assert templates == ()
    assert any(place in str(problem) for problem in problems)
