import io
import logging
import re
import zipfile
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from kb.errors import ExportBusy, ExportError
from kb.exports.document import ExportDocument
from kb.exports.formats import FORMATS
from kb.settings import Settings
from kb.web.downloads import current_exports, exports_of
from tests.kb.web.html import Page

VERSION = "/standardy/maly-grant/2026-09-01"
NAME = "maly-grant-2026-09-01"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "md": "text/markdown; charset=utf-8",
}


def refuse(_: ExportDocument) -> bytes:
    raise ExportError("pandoc nie przyjął tekstu")


def too_many(_: ExportDocument) -> bytes:
    raise ExportBusy("zbyt wiele plików powstaje naraz")


@pytest.mark.parametrize("extension", TYPES)
def test_every_format_comes_with_its_type_and_a_name(client: FlaskClient, extension: str) -> None:
    answer = client.get(f"{VERSION}/{NAME}.{extension}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[extension]
    assert answer.headers["Content-Disposition"] == f"attachment; filename={NAME}.{extension}"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_files_are_what_they_say(client: FlaskClient) -> None:
    reader = PdfReader(io.BytesIO(client.get(f"{VERSION}/{NAME}.pdf").data))
    assert f"http://127.0.0.1:8000{VERSION}" in reader.pages[0].extract_text()
    for extension in ("docx", "odt", "epub"):
        assert zipfile.is_zipfile(io.BytesIO(client.get(f"{VERSION}/{NAME}.{extension}").data))
    assert client.get(f"{VERSION}/{NAME}.md").text.startswith("---\ncode: P2O1-03\n")


def test_a_file_seen_before_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"{VERSION}/{NAME}.docx")
    again = client.get(f"{VERSION}/{NAME}.docx", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "Last-Modified" not in first.headers


def test_an_archived_version_has_files_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/standardy/maly-grant/2025-01-01/maly-grant-2025-01-01.docx")
    assert answer.status_code == 200
    assert client.get(f"/standardy/maly-grant/2025-01-01/{NAME}.docx").status_code == 404


def test_robots_are_told_which_page_a_file_stands_for(client: FlaskClient) -> None:
    header = client.get(f"{VERSION}/{NAME}.pdf").headers["Link"]
    assert header == f'<http://localhost{VERSION}>; rel="canonical"'


def test_the_page_offers_every_format_with_its_size_once_it_is_known(client: FlaskClient) -> None:
    address = "/standardy/karta-oceny"
    version = re.search(rf'href="({address}/\d{{4}}-\d\d-\d\d)"', client.get(address).text)
    assert version is not None
    links = {link for link in Page(client.get(address).text).links if link.startswith(version[1])}
    day = version[1].rsplit("/", 1)[1]
    assert {f"{version[1]}/karta-oceny-{day}.{name}" for name in TYPES} <= links
    assert f"{version[1]}.json" in links
    assert re.search(r">DOCX<span", client.get(address).text)
    client.get(f"{version[1]}/karta-oceny-{day}.docx")
    made_anew = client.get(f"{address}?nie-z-pamieci=1").text  # the page itself is kept a while
    assert re.search(r">DOCX, \d+ kB<span", made_anew)


@pytest.mark.parametrize(
    ("failure", "status", "sentence"),
    [
        (refuse, 500, "Nie udało się przygotować pliku DOCX"),
        (too_many, 503, "Plik DOCX jeszcze nie jest gotowy"),
    ],
)
def test_a_failure_is_told_plainly_and_leads_to_the_other_formats(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    failure: object,
    status: int,
    sentence: str,
) -> None:
    broken = replace(FORMATS["docx"], make=failure)  # type: ignore[arg-type]
    monkeypatch.setattr(exports_of(app), "formats", {**FORMATS, "docx": broken})
    answer = client.get("/standardy/regranting")
    address = next(link for link in Page(answer.text).links if link.endswith(".docx"))
    answer = client.get(address)
    page = Page(answer.text)
    assert answer.status_code == status
    assert sentence in page.text
    assert address.replace(".docx", ".pdf") in page.links
    assert address not in page.links
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_failure_is_logged(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = replace(FORMATS["odt"], make=refuse)
    monkeypatch.setattr(exports_of(app), "formats", {**FORMATS, "odt": broken})
    with caplog.at_level(logging.ERROR, logger="kb.web.downloads"):
        client.get("/standardy/maly-grant/2025-01-01/maly-grant-2025-01-01.odt")
    assert "no odt file of http://127.0.0.1:8000/standardy/maly-grant/2025-01-01" in caplog.text


def test_a_format_that_is_not_installed_is_not_offered(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {name: made for name, made in FORMATS.items() if name != "pdf"}
    monkeypatch.setattr(exports_of(app), "formats", without)
    client.set_cookie("nowa", "1")  # a page made now, not the one kept before
    page = Page(client.get("/standardy/regulamin-konkursu").text)
    assert not [link for link in page.links if link.endswith(".pdf")]
    answer = client.get(f"{VERSION}/{NAME}.pdf")
    assert answer.status_code == 404
    assert "Ten serwis nie przygotowuje plików PDF" in Page(answer.text).text


def test_files_are_kept_in_the_folder_of_the_installation(
    app: Flask, client: FlaskClient, settings: Settings
) -> None:
    client.get(f"{VERSION}/{NAME}.epub")
    assert list((settings.var / "exports").glob("*.epub"))
    with app.test_request_context():
        assert current_exports().site == "http://127.0.0.1:8000"
