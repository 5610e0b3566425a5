from collections import Counter
from pathlib import Path

from flask.testing import FlaskClient

import kb.web
from kb.library import Library
from tests.kb.web.html import Page


def page(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text)


def boxes(found: Page) -> list[str]:
    return [str(c["id"]) for c in found.controls if c.get("type") == "checkbox"]


def test_every_step_and_every_item_of_every_version_has_its_box(
    client: FlaskClient, library: Library
) -> None:
    for version in library.versions():
        items = sum(
            section.markdown.count("- [ ]")
            for section in version.sections
            if section.slug == "lista-kontrolna"
        )
        expected = len(version.meta.steps) + items
        address = f"/standardy/{version.slug}/{version.meta.valid_from}/lista"
        if expected:
            found = page(client, address)
            assert len(boxes(found)) == expected, version.id
            assert max(Counter(found.ids).values()) == 1, version.id
            labels = {str(label["for"]) for label in found.of("label") if label.get("for")}
            assert set(boxes(found)) <= labels
        else:
            assert client.get(address).status_code == 404


def test_items_stand_under_their_own_headings_with_their_links(client: FlaskClient) -> None:
    found = page(client, "/standardy/lista-kontrolna-oferty/lista")
    headings = [text for level, text in found.headings if level == 2]
    assert headings[:3] == ["Czy możemy startować", "Ogłoszenie", "Treść"]
    assert "/standardy/kto-moze-dostac-dotacje" in found.links


def test_steps_say_who_and_when(client: FlaskClient) -> None:
    text = page(client, "/standardy/maly-grant/lista").text
    assert "Urząd: Zapisz datę wpływu." in text
    assert "w ciągu 7 dni roboczych od wpływu oferty" in text


def test_the_standard_links_to_its_checklist(client: FlaskClient) -> None:
    assert "/standardy/maly-grant/lista" in page(client, "/standardy/maly-grant").links
    old = "/standardy/maly-grant/2025-01-01"
    assert f"{old}/lista" in page(client, old).links
    only_items = "/standardy/lista-kontrolna-oferty"
    assert f"{only_items}/lista" in page(client, only_items).links


def test_what_needs_a_script_is_hidden_until_it_runs(client: FlaskClient) -> None:
    assert 'class="checklist-tools"' in page(client, "/standardy/maly-grant/lista").html
    css = (Path(kb.web.__file__).parent / "static/css/site.css").read_text(encoding="utf-8")
    assert ".checklist-tools { display: none; }" in css
    assert "@media (scripting: enabled) { .checklist-tools { display: block; } }" in css
