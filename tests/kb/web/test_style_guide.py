from flask.testing import FlaskClient

from kb.web.assets import FOLDER
from kb.web.contrast import read_tokens
from tests.kb.web.html import Page


def test_every_colour_and_size_is_shown_by_the_sheet_of_the_page(client: FlaskClient) -> None:
    html = client.get("/o-serwisie/wzornik").text
    sheet = (FOLDER / "css" / "style-guide.css").read_text(encoding="utf-8")
    tokens = read_tokens((FOLDER / "css" / "tokens.css").read_text(encoding="utf-8"))
    shown = [
        name
        for name, value in tokens.items()
        if value.startswith("#") or name.startswith(("text-", "space-"))
    ]
    assert shown
    for name in shown:
        assert f"sample-{name}" in html
        assert f".sample-{name} {{" in sheet


def test_contrasts_are_told_in_polish_numbers(client: FlaskClient) -> None:
    found = Page(client.get("/o-serwisie/wzornik").text)
    assert "21,00" in found.text
    assert "nie spełnia" not in found.text


def test_the_page_is_off_the_menu_and_out_of_search_engines(client: FlaskClient) -> None:
    assert 'content="noindex"' in client.get("/o-serwisie/wzornik").text
    assert "/o-serwisie/wzornik" not in Page(client.get("/").text).links
