"""The page of a draft's files: upload, replace, remove, name; and the files as they are sent."""

import io
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.history.history import History
from kb.history.model import Person
from kb.web.desk import attachments
from kb.web.desk.services import editing
from tests.kb.attachments.samples import png
from tests.kb.web.desk.people import SignIn, token_of
from tests.kb.web.html import Page

KEY = "maly-grant"
PAGE = f"/redakcja/szkice/{KEY}/pliki"
TEMPLATE = "ogloszenie-malego-grantu.docx"
FOLDER = PurePosixPath("p2o1/maly-grant")
AUTHOR = Person("konto-1", "Anna Nowak")
Send = Callable[..., TestResponse]


@pytest.fixture
def client(content: History, sign_in: SignIn) -> FlaskClient:
    content.save(KEY, {}, AUTHOR, None, "nowy szkic")
    return sign_in("autor")


@pytest.fixture
def send(client: FlaskClient) -> Send:
    """Post a form of the page; files are `(content, name)`."""
    token = token_of(client, PAGE)

    def send(
        path: str = "", files: object = (), follow: bool = True, **fields: str
    ) -> TestResponse:
        sent = [(io.BytesIO(content), name) for content, name in files]  # type: ignore[attr-defined]
        data = {"token": token, "pliki": sent, **fields}
        return client.post(f"{PAGE}{path}", data=data, follow_redirects=follow)

    return send


def names(content: History) -> set[str]:
    draft = content.draft(KEY)
    assert draft is not None
    return {path.name for path in content.files(draft.head, FOLDER)}


def test_the_page_lists_the_files_of_the_version(client: FlaskClient) -> None:
    page = Page(client.get(PAGE).text)
    assert f"{PAGE}/{TEMPLATE}" in page.links
    assert "DOCX, " in page.text
    assert f"{PAGE}?wersja=2025-01-01" in page.links
    old = Page(client.get(f"{PAGE}?wersja=2025-01-01").text)
    assert "Ta wersja nie ma jeszcze załączników" in old.text
    assert "w wersji od 1 września 2026" in old.text


def test_several_files_are_added_at_once_and_each_refusal_is_told(
    content: History, send: Send
) -> None:
    files = [
        ("Treść karty".encode(), "Karta zgłoszenia.txt"),
        (b"MZ\x90\0" + bytes(60), "gra.exe"),
        (png(), "Schemat obiegu.png"),
    ]
    answer = send(files=files)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert "gra.exe: To jest program" in page.text
    assert "Dodano plik „karta-zgloszenia.txt”." in page.text
    assert "#pliki" in page.links
    assert {"karta-zgloszenia.txt", "schemat-obiegu.png"} <= names(content)
    assert "karta-zgloszenia.txt.txt" in names(content)
    assert 'value="Karta zgłoszenia"' in page.html


def test_one_file_is_added_under_the_title_given(content: History, send: Send) -> None:
    answer = send(files=[(b"Umowa", "u.txt")], nazwa="Wzór umowy")
    assert answer.status_code == 200
    assert answer.request.path == PAGE
    assert "Dodano plik „u.txt”." in answer.text
    assert 'value="Wzór umowy"' in answer.text
    again = send(files=[(b"Umowa", "u.txt")], nazwa="Wzór umowy")
    assert "jest już na liście" in again.text


def test_after_a_change_the_page_is_asked_for_anew(send: Send) -> None:
    answer = send(files=[(b"Umowa", "u.txt")], follow=False)
    assert answer.status_code == 303
    assert answer.location == PAGE


def test_a_picture_needs_a_description_and_goes_to_its_section(
    content: History, send: Send
) -> None:
    refused = send("/obrazek", [(png(), "a.png")], sekcja="Cel")
    assert refused.status_code == 422
    controls = {control.get("id"): control for control in Page(refused.text).controls}
    assert controls["opis"]["aria-invalid"] == "true"
    done = send("/obrazek", [(png(), "a.png")], sekcja="Cel", opis="Obieg oferty")
    assert "Dodano obrazek na końcu sekcji „Cel”" in done.text
    assert "w treści" in Page(done.text).text
    draft = content.draft(KEY)
    assert draft is not None
    text = (content.read(draft.head, FOLDER / "2026-09-01.md") or b"").decode()
    assert "![Obieg oferty](a.png)" in text


def test_a_file_is_replaced_named_and_removed(content: History, send: Send) -> None:
    replaced = send(f"/{TEMPLATE}/zastap", [(png(), "skan.png")])
    assert f"Zastąpiono plik „{TEMPLATE}”" in replaced.text
    assert "ogloszenie-malego-grantu.png" in names(content)
    named = send("/nazwy", **{"nazwa.ogloszenie-malego-grantu.png": "Nowa nazwa"})
    assert 'value="Nowa nazwa"' in named.text
    empty = send("/nazwy", **{"nazwa.ogloszenie-malego-grantu.png": " "})
    assert empty.status_code == 422
    assert "Wpisz nazwę dla czytelnika" in empty.text
    removed = send("/ogloszenie-malego-grantu.png/usun")
    assert "Usunięto z listy" in removed.text
    assert names(content) == {"2025-01-01.md", "2026-09-01.md"}


@pytest.mark.parametrize("path", ["", "/obrazek", f"/{TEMPLATE}/zastap"])
def test_no_file_chosen_is_told(send: Send, path: str) -> None:
    answer = send(path, [(b"", "")], opis="Opis")
    assert answer.status_code == 422
    assert "Wybierz plik" in answer.text


def test_a_file_that_is_too_large_is_refused_in_words(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MAX_FILE", 100)
    answer = send(files=[(b"a" * 5_000, "duzy.txt")])
    assert answer.status_code == 422
    assert "Plik ma 5 kB" in answer.text


@pytest.mark.parametrize("signed_in", [True, False])
def test_more_than_the_site_reads_is_refused_in_words(
    client: FlaskClient, desk_app: Flask, signed_in: bool
) -> None:
    sender = client if signed_in else desk_app.test_client()
    length = {"CONTENT_LENGTH": str(10**8)}
    sent = "multipart/form-data; boundary=x"
    answer = sender.post(PAGE, data=b"--x", content_type=sent, environ_overrides=length)
    assert answer.status_code == 413
    assert "razem większe" in answer.text
    assert TEMPLATE not in answer.text


def test_a_draft_under_review_can_only_be_read(
    content: History, client: FlaskClient, send: Send
) -> None:
    draft = content.draft(KEY)
    assert draft is not None
    content.send(KEY, draft.head, AUTHOR, "")
    page = client.get(PAGE)
    assert "czeka na sprawdzenie" in page.text
    assert 'type="file"' not in page.text
    answer = send(files=[(b"Umowa", "u.txt")])
    assert answer.status_code == 422
    assert names(content) == {"2025-01-01.md", "2026-09-01.md", TEMPLATE, TEMPLATE[:-4] + "md"}


def test_files_of_a_draft_are_sent_only_to_editors_and_run_nowhere(
    client: FlaskClient, desk_app: Flask, send: Send
) -> None:
    send(files=[(b"Umowa", "u.txt"), (png(), "a.png")])
    text, picture = client.get(f"{PAGE}/u.txt"), client.get(f"{PAGE}/a.png")
    assert text.headers["Content-Disposition"] == "attachment; filename=u.txt"
    assert text.headers["X-Content-Type-Options"] == "nosniff"
    assert text.mimetype == "text/plain"
    assert picture.headers["Content-Disposition"] == "inline; filename=a.png"
    for answer in (text, picture):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"{PAGE}/2026-09-01.md").status_code == 404
    assert client.get(f"{PAGE}/nie-ma.txt").status_code == 404
    stranger = desk_app.test_client()
    assert stranger.get(f"{PAGE}/u.txt").status_code == 303
    assert stranger.get(PAGE).status_code == 303


def test_a_draft_that_is_gone_is_told(client: FlaskClient) -> None:
    answer = client.get("/redakcja/szkice/nie-ma/pliki")
    assert answer.status_code == 404
    assert "Tego szkicu już nie ma" in answer.text


def test_a_preview_shows_the_files_of_the_draft(client: FlaskClient, send: Send) -> None:
    send(files=[(b"Umowa", "u.txt")], nazwa="Wzór umowy")
    send("/obrazek", [(png(), "a.png")], sekcja="Cel", opis="Obieg oferty")
    page = Page(client.get(f"/redakcja/szkice/{KEY}/podglad").text)
    assert f"{PAGE}/u.txt" in page.links
    assert f"{PAGE}/a.png" in [image["src"] for image in page.of("img")]


def test_what_was_uploaded_is_found_and_downloaded_once_published(
    content: History, desk_app: Flask, send: Send
) -> None:
    send(files=[("Zbiórka krwiodawców w świetlicy".encode(), "Plakat.txt")])
    draft = content.draft(KEY)
    assert draft is not None
    sent = content.send(KEY, draft.head, AUTHOR, "")
    content.publish(KEY, sent.head, Person("konto-9", "Celina Bąk"), "Plakat")
    with desk_app.app_context():
        editing().publisher.refresh()
    reader = desk_app.test_client()
    found = Page(reader.get("/szukaj?q=krwiodawców").text)
    assert "W załączniku „Plakat”: Zbiórka krwiodawców w świetlicy" in found.text
    assert "/standardy/maly-grant#plik-2" in found.links
    answer = reader.get("/standardy/maly-grant/2026-09-01/plakat.txt")
    assert answer.text == "Zbiórka krwiodawców w świetlicy"
