import gzip
import re

import pytest
from flask.testing import FlaskClient

from kb.publication import Publisher
from kb.settings import Settings
from kb.web.assets import FOLDER, read_assets
from tests.kb.web.html import Page
from tests.shared import NewApp

PAGES = ["/", "/szukaj?q=grant", "/standardy/maly-grant", "/nie-ma", "/szukaj.json?q=grant"]
FIRST_LOAD = 50_000


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_protects_the_reader(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", PAGES[:4])
def test_pages_hold_no_inline_style_or_script_and_ask_no_other_host(
    client: FlaskClient, address: str
) -> None:
    page = Page(client.get(address).text)
    assert all("style" not in values for _, values in page.elements)
    assert not page.of("style")
    # A block of data is never run.
    scripts = [s for s in page.of("script") if s.get("type") != "application/ld+json"]
    assert all("src" in script for script in scripts)
    assert not any(name.startswith("on") for _, values in page.elements for name in values)
    loaded = [
        str(link["href"]) for link in page.of("link") if link["rel"] in ("stylesheet", "icon")
    ]
    loaded += [str(script["src"]) for script in scripts]
    assert all(address.startswith("/static/") for address in loaded)


def test_a_page_seen_before_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/standardy/maly-grant")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/standardy/maly-grant", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert "Content-Security-Policy" in again.headers


def test_different_pages_have_different_tags(client: FlaskClient) -> None:
    tags = {client.get(address).headers["ETag"] for address in PAGES[:3]}
    assert len(tags) == 3


def test_static_files_are_kept_for_a_year_under_the_hash_of_their_content(
    client: FlaskClient,
) -> None:
    address = read_assets().url("css/site.css")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.data == (FOLDER / "css" / "site.css").read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_old_address_of_a_static_file_leads_to_the_new_one(client: FlaskClient) -> None:
    answer = client.get("/static/000000000000/css/site.css")
    assert answer.status_code == 302
    assert answer.location == read_assets().url("css/site.css")


@pytest.mark.parametrize("name", ["css/nie-ma.css", "../app.py", "..%2fapp.py"])
def test_nothing_but_the_static_files_is_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/000000000000/{name}").status_code == 404


def test_texts_are_compressed_for_those_who_can_read_it(client: FlaskClient) -> None:
    plain = client.get("/standardy/maly-grant")
    packed = client.get("/standardy/maly-grant", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("address", PAGES[:3])
def test_the_first_load_stays_small(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    loaded = [address, *re.findall(r'(?:href|src)="(/static/[^"]+)"', html)]
    sizes = [len(client.get(a, headers={"Accept-Encoding": "gzip"}).data) for a in loaded]
    assert sum(sizes) < FIRST_LOAD


def test_canonical_addresses_use_the_public_name(
    settings: Settings, publisher: Publisher, new_app: NewApp
) -> None:
    named = Settings(settings.standards, settings.var, base_url="https://baza.example")
    client = new_app(named, publisher).test_client()
    assert 'rel="canonical" href="https://baza.example/tematy"' in client.get("/tematy").text
