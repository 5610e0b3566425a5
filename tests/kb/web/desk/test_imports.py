import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.history.history import History
from kb.imports import limits
from tests.kb.imports.office_files import docx, paragraph
from tests.kb.web.desk.people import SignIn, token_of

FILES = Path(__file__).parents[2] / "imports" / "files"
UPLOAD = "/redakcja/import"
PROCEDURE = (FILES / "procedura.odt").read_bytes()
CHOSEN = {
    "tytul": "Jak przyjmujemy oferty",
    "rodzaj": "procedura",
    "temat": "ocena-ofert",
    "przepis": "0",
    "termin": ["0", "99", "x"],
}


@pytest.fixture
def author(sign_in: SignIn) -> FlaskClient:
    return sign_in("autor")


def send(client: FlaskClient, data: bytes, name: str = "procedura.odt") -> TestResponse:
    form = {"token": token_of(client, UPLOAD), "plik": (io.BytesIO(data), name)}
    return client.post(UPLOAD, data=form, content_type="multipart/form-data")


def create(client: FlaskClient, page: str, **changed: object) -> TestResponse:
    return client.post(page, data={"token": token_of(client, UPLOAD), **CHOSEN, **changed})


def test_a_file_becomes_a_draft_with_its_pictures(author: FlaskClient, content: History) -> None:
    page = send(author, PROCEDURE).location
    shown = author.get(page).text
    assert "Plik ma śledzone zmiany" in shown
    assert 'value="Procedura przyjmowania ofert"' in shown
    assert "art. 3 ust. 3 UDPP" in shown
    assert "Komisja ocenia ofertę" in shown
    answer = create(author, page)
    assert (answer.status_code, answer.location) == (
        303,
        "/redakcja/szkice/jak-przyjmujemy-oferty",
    )
    draft = content.draft("jak-przyjmujemy-oferty")
    assert draft is not None
    names = {path.name for path in content.changes(draft.key)}
    assert names == {"2026-11-22.md", "ilustracja-1.png"}
    path = next(p for p in content.changes(draft.key) if p.suffix == ".md")
    text = (content.read(draft.head, path) or b"").decode()
    assert "citation: art. 3 ust. 3 UDPP" in text
    assert text.count("term: 14 dni") == 1
    assert "11-30" not in text


def test_no_deadline_is_law_before_somebody_says_so(author: FlaskClient) -> None:
    shown = author.get(send(author, PROCEDURE).location).text
    assert not re.search(r'name="termin"[^>]* checked', shown)
    assert re.search(r'name="przepis"[^>]* checked', shown)


def test_a_double_click_makes_one_draft(author: FlaskClient, content: History) -> None:
    page = send(author, PROCEDURE).location
    first, second = create(author, page), create(author, page)
    assert first.location == second.location
    assert len(content.drafts()) == 1


def test_two_imports_of_one_title_get_names_and_codes_of_their_own(
    author: FlaskClient, content: History
) -> None:
    first = create(author, send(author, PROCEDURE).location)
    second = create(author, send(author, PROCEDURE).location)
    assert first.location != second.location
    codes = set()
    for draft in content.drafts():
        path = next(p for p in content.changes(draft.key) if p.suffix == ".md")
        codes.add((content.read(draft.head, path) or b"").split(b"\n")[1])
    assert len(codes) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ((FILES / "haslo.docx").read_bytes(), "chroniony hasłem"),
        ((FILES / "procedura.doc").read_bytes(), "starym formacie DOC"),
        (docx(paragraph("A"), more={"word/vbaProject.bin": b"x"}), "zawiera makra"),
        (PROCEDURE[:9_000], "uszkodzony"),
        (b"", "Plik jest pusty"),
    ],
)
def test_a_refusal_says_why_beside_the_field(author: FlaskClient, data: bytes, said: str) -> None:
    answer = send(author, data, "plik.docx")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-describedby="plik-opis plik-blad"' in answer.text


def test_no_file_is_told(author: FlaskClient) -> None:
    answer = author.post(UPLOAD, data={"token": token_of(author, UPLOAD)})
    assert (answer.status_code, "Wybierz plik" in answer.text) == (422, True)


def test_a_file_over_the_limit_is_told(
    author: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 1_000)
    answer = send(author, PROCEDURE)
    assert (answer.status_code, "więcej niż 20 MB" in answer.text) == (422, True)


def test_a_far_too_large_request_is_told_unread(author: FlaskClient) -> None:
    answer = author.post(
        UPLOAD,
        input_stream=io.BytesIO(),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(limits.MAX_FILE + 2 * limits.MEGABYTE)},
    )
    assert (answer.status_code, "więcej niż 20 MB" in answer.text) == (413, True)


def test_wrong_fields_are_told_and_choices_kept(author: FlaskClient) -> None:
    page = send(author, PROCEDURE).location
    answer = create(author, page, tytul=" ", temat="nie-ma")
    assert answer.status_code == 422
    assert "Wpisz tytuł dokumentu." in answer.text
    assert "Wybierz temat główny" in answer.text
    assert re.search(r'name="termin" value="0" checked', answer.text)


def test_an_import_is_seen_by_its_sender_alone(sign_in: SignIn) -> None:
    page = send(sign_in("autor", "Anna Nowak"), PROCEDURE).location
    assert sign_in("autor", "Jan Kowalski").get(page).status_code == 404


def test_a_dropped_import_is_gone(author: FlaskClient) -> None:
    page = send(author, PROCEDURE).location
    answer = author.post(f"{page}/porzuc", data={"token": token_of(author, UPLOAD)})
    assert answer.status_code == 303
    assert author.get(page).status_code == 404
