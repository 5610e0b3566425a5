import re

from flask import Flask

from kb.handbook import bundled_handbook
from tests.kb.web.desk.people import SignIn

HELP = "/redakcja/pomoc"


def test_an_author_reads_the_handbook(sign_in: SignIn) -> None:
    answer = sign_in("autor").get(HELP)

    assert answer.status_code == 200
    assert "<h1>Podręcznik redaktora</h1>" in answer.text
    assert '<a href="#recenzja-i-publikacja">Recenzja i publikacja</a>' in answer.text
    assert '<h2 id="recenzja-i-publikacja">Recenzja i&nbsp;publikacja</h2>' in answer.text.replace(
        "\u00a0", "&nbsp;"
    )


def test_provisions_in_the_handbook_are_links(sign_in: SignIn) -> None:
    assert 'href="/prawo/udpp/19a"' in sign_in("autor").get(HELP).text


def test_a_stranger_signs_in_first(desk_app: Flask) -> None:
    for path in (HELP, f"{HELP}/obrazy/pulpit.png"):
        answer = desk_app.test_client().get(path)
        assert answer.status_code == 303
        assert answer.location.startswith("/redakcja/logowanie?")


def test_every_picture_on_the_page_is_served(sign_in: SignIn) -> None:
    client = sign_in("autor")
    addresses = re.findall(r'<img [^>]*src="([^"]+)"', client.get(HELP).text)
    assert addresses
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "image/png"


def test_what_is_no_picture_of_the_handbook_is_not_found(sign_in: SignIn) -> None:
    client = sign_in("autor")
    assert client.get(f"{HELP}/obrazy/nie-ma.png").status_code == 404
    assert client.get(f"{HELP}/obrazy/redaktor.md").status_code == 404


def test_every_page_of_the_menu_is_described(sign_in: SignIn) -> None:
    page = sign_in("administrator").get(HELP).text
    menu = page.partition('aria-label="Menu redakcji"')[2].partition("</nav>")[0]
    labels = re.findall(r"<a [^>]+>([^<]+)</a>", menu)
    assert {"Pulpit", "Pomoc", "Dziennik"} <= set(labels)

    text = (bundled_handbook() / "redaktor.md").read_text(encoding="utf-8")

    assert [label for label in labels if f"„{label}”" not in text] == []
