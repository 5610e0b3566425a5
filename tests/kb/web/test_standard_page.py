from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.documents.links import anchors
from kb.library import Library
from kb.publication import Publisher
from kb.settings import Settings
from tests.kb.conftest import MINIMAL, Content
from tests.kb.web.html import Page
from tests.shared import NewApp

ARCHIVED = "/standardy/maly-grant/2025-01-01"


def page(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text)


def test_every_version_has_its_page_with_every_anchor_once(
    client: FlaskClient, library: Library
) -> None:
    for version in library.versions():
        found = page(client, f"/standardy/{version.slug}/{version.meta.valid_from}")
        counted = Counter(found.ids)
        expected = set(anchors(version, library.renderer))
        assert {anchor: counted[anchor] for anchor in expected} == dict.fromkeys(expected, 1)
        assert not [anchor for anchor, times in counted.items() if times > 1]


def test_every_link_within_a_page_has_its_target(client: FlaskClient, library: Library) -> None:
    for version in library.versions():
        found = page(client, f"/standardy/{version.slug}/{version.meta.valid_from}")
        targets = {link[1:] for link in found.links if link.startswith("#")}
        assert targets <= set(found.ids), version.id


def test_contents_list_follows_the_page(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant")
    listed = found.html.partition('class="contents"')[2].partition("</nav>")[0]
    targets = [link[1:] for link in Page(listed).links]
    assert targets == [anchor for anchor in found.ids if anchor in targets]


def test_headings_never_skip_a_level(client: FlaskClient, library: Library) -> None:
    for slug in library.standards:
        levels = [level for level, _ in page(client, f"/standardy/{slug}").headings]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_steps_say_who_what_when_on_what_basis_and_how_binding(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant")
    step = found.html.partition('id="krok-5"')[2].partition("</tr>")[0]
    words = Page(step)
    assert "Urząd" in words.text
    assert "Opublikuj ofertę" in words.text
    assert "w ciągu 7 dni roboczych od wpływu oferty" in words.text
    assert "Obowiązek ustawowy" in words.text
    assert "Ogłoszenie z ofertą" in words.text
    assert {"/prawo/udpp/19a", "#termin-publikacja-oferty"} <= set(words.links)


def test_tables_have_headers_with_scope(client: FlaskClient) -> None:
    headers = page(client, "/standardy/maly-grant").of("th")
    assert headers
    assert all(header.get("scope") in ("col", "row") for header in headers)


def test_archived_version_says_so_and_leads_to_the_one_in_force(client: FlaskClient) -> None:
    found = page(client, ARCHIVED)
    assert "To jest wersja archiwalna." in found.text
    assert "do 31 sierpnia 2026" in found.text
    assert "/standardy/maly-grant" in found.links
    assert f'<link rel="canonical" href="http://localhost{ARCHIVED}">' in found.html


def test_version_in_force_has_no_banner_and_the_short_canonical_address(
    client: FlaskClient,
) -> None:
    for address in ("/standardy/maly-grant", "/standardy/maly-grant/2026-09-01"):
        found = page(client, address)
        assert "To jest wersja archiwalna" not in found.text
        assert 'rel="canonical" href="http://localhost/standardy/maly-grant"' in found.html


def test_a_version_to_come_is_announced_and_marked(app: Flask) -> None:
    client = app.test_client()
    app.config["TODAY"] = date(2026, 8, 1)
    try:
        today = page(client, "/standardy/maly-grant")
        future = page(client, "/standardy/maly-grant/2026-09-01")
    finally:
        app.config["TODAY"] = date(2026, 11, 22)
    assert "Od 1 września 2026 obowiązuje nowa wersja." in today.text
    assert "To jest przyszła wersja. Wejdzie w życie 1 września 2026." in future.text


def test_a_day_shows_the_version_in_force_that_day(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant?na-dzien=2026-08-31")
    assert "Widok na dzień 31 sierpnia 2026" in found.text
    assert "To jest wersja archiwalna." in found.text


def test_a_day_before_the_first_version_is_told(client: FlaskClient) -> None:
    assert (
        "Dnia 1 stycznia 2001 standard nie obowiązywał"
        in page(client, "/standardy/maly-grant?na-dzien=2001-01-01").text
    )


@pytest.mark.parametrize("day", ["31.08.2026", "2026-02-31", "dzis", "2026-W10-1"])
def test_a_day_that_cannot_be_read_is_told(client: FlaskClient, day: str) -> None:
    found = page(client, f"/standardy/maly-grant?na-dzien={day}")
    assert "Nie rozpoznaliśmy tej daty." in found.text


def test_record_tells_owner_dates_licence_and_every_version(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant")
    record = Page(found.html.partition('class="record"')[2])
    for words in (
        "Opracowanie redakcyjne; wiążąca jest treść aktu prawnego.",
        "Odpowiada za treść", "Stan prawny na dzień", "Następny przegląd", "CC BY 4.0",
    ):  # fmt: skip
        assert words in record.text
    assert {"/standardy/maly-grant/2026-09-01", ARCHIVED} <= set(record.links)


def test_related_standards_come_with_the_first_sentence_of_their_summary(
    client: FlaskClient, library: Library
) -> None:
    found = page(client, "/standardy/maly-grant")
    for slug in library.standards["maly-grant"].versions[-1].meta.related:
        version = library.shown(slug, date(2026, 11, 22))
        assert version is not None
        assert f"/standardy/{slug}" in found.links
        assert library.renderer.plain(version.meta.summary).split(". ")[0][:40] in found.text


def test_every_legal_basis_links_to_its_page_and_its_official_source(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant")
    bases = Page(found.html.partition('class="bases"')[2].partition("</ul>")[0])
    assert {"/prawo/udpp/19a", "/prawo/udpp/16"} <= set(bases.links)
    assert "https://eli.gov.pl/eli/DU/2026/1040/ogl" in bases.links


def test_only_listed_files_are_sent_and_none_may_run(content: Content, new_app: NewApp) -> None:
    folder = "p2o2/sala-na-zebranie"
    listed = "attachments:\n  - {file: wzor.docx, title: Wzór pisma}\nchange_note:"
    text = MINIMAL.partition("\n---\n")[0].replace("change_note:", listed)
    body = "## Cel\n\nTak to wygląda: ![Schemat](schemat.png)\n"
    content.write(f"{folder}/2026-01-15.md", f"{text}\n---\n\n{body}")
    for name in ("wzor.docx", "schemat.png", "notatki.docx"):
        content.path(f"{folder}/{name}").write_bytes(b"x" * 1500)
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    client = new_app(settings, Publisher(settings)).test_client()
    base = "/standardy/sala-na-zebranie/2026-01-15"
    found = page(client, base)
    assert "Wzór pisma (DOCX, 2 kB)" in found.text
    assert f"{base}/wzor.docx" in found.links
    assert f'src="{base}/schemat.png"' in found.html
    with client.get(f"{base}/wzor.docx") as sent:
        assert sent.status_code == 200
        assert sent.headers["Content-Disposition"].startswith("attachment")
        assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with client.get(f"{base}/schemat.png") as picture:
        assert picture.mimetype == "image/png"
    for name in ("notatki.docx", "2026-01-15.md", "..%2Fsala-na-zebranie%2Fwzor.docx"):
        assert client.get(f"{base}/{name}").status_code == 404


def test_terms_are_explained_on_first_use_with_a_way_there_and_back(client: FlaskClient) -> None:
    found = page(client, "/standardy/maly-grant")
    explained = [link[7:] for link in found.links if link.startswith("#slowo-")]
    assert 0 < len(explained) <= 10
    assert "maly-grant" not in explained
    section = Page(found.html.partition('id="slowa"')[2].partition("</section>")[0])
    assert sorted(explained) == sorted(i.removeprefix("slowo-") for i in section.ids)
    for slug in explained:
        assert {f"#haslo-{slug}", f"/slownik/{slug}"} <= set(section.links)
    assert "#slowa" in found.links


def test_the_twin_holds_the_text_without_explanations(client: FlaskClient) -> None:
    answer = client.get("/standardy/maly-grant.json")
    assert "haslo-" not in answer.text
    assert "full-name" not in answer.text


def test_acts_are_named_in_full_once_for_every_reader(client: FlaskClient) -> None:
    html = page(client, "/standardy/maly-grant").html
    assert html.count('full-name"> (Ustawa z\u00a0dnia 24\u00a0kwietnia 2003') == 1
