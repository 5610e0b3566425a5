"""The files beside a standard as readers get them."""

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from kb.publication import Publisher
from kb.settings import Settings
from kb.web.own_files import saved_as
from tests.kb.attachments.samples import jpeg, png
from tests.kb.conftest import MINIMAL
from tests.kb.web.html import Page
from tests.shared import NewApp

BASE = "/standardy/sala/2026-01-15"
LISTED = """attachments:
  - {file: wzor.docx, title: "Wzór: pismo „o salę”"}
  - {file: regulamin.pdf, title: Regulamin}
  - {file: arkusz.csv, title: Arkusz}
  - {file: rysunek.svg, title: Rysunek}
  - {file: program.exe, title: Program}
  - {file: nie-ma.pdf, title: Nie ma}
change_note:"""
PICTURES = "\n![Schemat [obiegu]](schemat.png) i ![Zdjęcie][sala]\n\n[sala]: zdjecie.jpg\n"
FILES = {
    "wzor.docx": b"PK",
    "regulamin.pdf": b"%PDF-",
    "arkusz.csv": b"a;b\n",
    "rysunek.svg": b"<svg/>",
    "program.exe": b"MZ",
    "schemat.png": png(),
    "zdjecie.jpg": jpeg(),
    "nikt.png": png(),
}


@pytest.fixture
def client(content: Any, new_app: NewApp) -> FlaskClient:
    content.write("p2o2/sala/2026-01-15.md", MINIMAL.replace("change_note:", LISTED) + PICTURES)
    for name, data in FILES.items():
        content.path(f"p2o2/sala/{name}").write_bytes(data)
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    return new_app(settings, Publisher(settings)).test_client()


@pytest.mark.parametrize(
    ("name", "media_type", "disposition"),
    [
        ("regulamin.pdf", "application/pdf", "inline"),
        ("schemat.png", "image/png", "inline"),
        ("zdjecie.jpg", "image/jpeg", "inline"),
        ("arkusz.csv", "text/csv", "attachment"),
        ("rysunek.svg", "image/svg+xml", "attachment"),
    ],
)
def test_each_file_comes_with_its_type_and_nothing_in_it_runs(
    client: FlaskClient, name: str, media_type: str, disposition: str
) -> None:
    answer = client.get(f"{BASE}/{name}")
    assert answer.data == FILES[name]
    assert answer.mimetype == media_type
    assert answer.headers["Content-Disposition"].startswith(f"{disposition};")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert ("sandbox" in policy) == (name != "regulamin.pdf")


def test_a_file_is_saved_under_its_title_in_polish(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/wzor.docx")
    name = quote("Wzór pismo „o salę”.docx")
    assert f"filename*=UTF-8''{name}" in answer.headers["Content-Disposition"]


def test_a_file_seen_before_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"{BASE}/wzor.docx")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(f"{BASE}/wzor.docx", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["nikt.png", "program.exe", "nie-ma.pdf", "2026-01-15.md"])
def test_what_is_not_of_the_version_or_of_no_known_kind_is_not_sent(
    client: FlaskClient, name: str
) -> None:
    assert client.get(f"{BASE}/{name}").status_code == 404


def test_pictures_stand_in_the_text_with_their_descriptions(client: FlaskClient) -> None:
    images = Page(client.get(BASE).text).of("img")
    assert [(image["src"], image["alt"]) for image in images] == [
        (f"{BASE}/schemat.png", "Schemat [obiegu]"),
        (f"{BASE}/zdjecie.jpg", "Zdjęcie"),
    ]


def test_a_result_leads_to_the_attachment_of_its_number(client: FlaskClient) -> None:
    page = Page(client.get(BASE).text)
    assert {"plik-1", "plik-5"} <= set(page.ids)
    assert "plik-6" not in page.ids


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a/b\\c:"d"*?<e>|\n', "a b c d e.pdf"),
        ("  .. ", "plik.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_a_title_makes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert saved_as(title, "pdf") == name
