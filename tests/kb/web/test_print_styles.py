from flask.testing import FlaskClient

from tests.kb.web.html import Page


def sheets(client: FlaskClient, address: str) -> list[str | None]:
    links = Page(client.get(address).text).of("link")
    return [link["href"] for link in links if link.get("media") == "print"]


def test_a_version_is_printed_with_its_code_day_and_address(client: FlaskClient) -> None:
    address = "/static/druk/maly-grant/2026-09-01.css"
    assert address in sheets(client, "/standardy/maly-grant")
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert (
        '"P2O1-03, wersja od 1 września 2026 r., '
        'http://localhost/standardy/maly-grant/2026-09-01"' in answer.text
    )
    assert "counter(page)" in answer.text


def test_other_pages_are_printed_with_the_address_of_the_site(client: FlaskClient) -> None:
    assert "/static/druk.css" in sheets(client, "/tematy")
    text = client.get("/static/druk.css").text
    assert '--site: "http://localhost"' in text


def test_there_is_no_sheet_of_a_version_that_does_not_exist(client: FlaskClient) -> None:
    for name in ("maly-grant/2020-01-01", "nie-ma/2026-09-01", "maly-grant/2026-13-01"):
        assert client.get(f"/static/druk/{name}.css").status_code == 404


def test_no_address_can_leave_its_string(client: FlaskClient) -> None:
    text = client.get("/static/druk.css", headers={"Host": 'a"};b{'}).text
    assert 'a"' not in text
