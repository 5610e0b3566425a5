from pathlib import PurePosixPath

import pytest
from flask.testing import FlaskClient

from kb.editing.document import EditedDocument, read_document
from kb.history.history import History
from kb.history.model import Person
from tests.kb.history.seeds import GRANT
from tests.kb.web.desk.editor.forms import open_form
from tests.kb.web.desk.people import SignIn, token_of

STANDARD = "/redakcja/standardy/maly-grant"
DRAFT = "/redakcja/szkice/maly-grant"


@pytest.fixture
def author(sign_in: SignIn) -> FlaskClient:
    return sign_in("autor")


@pytest.fixture
def token(author: FlaskClient) -> str:
    return token_of(author, "/redakcja/nowy")


def drafted(history: History, path: PurePosixPath) -> EditedDocument | None:
    draft = history.draft(path.parent.name)
    assert draft is not None
    data = history.read(draft.head, path)
    return read_document(data.decode(), path) if data is not None else None


def test_a_change_begins_with_the_version_in_force(
    content: History, author: FlaskClient, token: str
) -> None:
    answer = author.post(f"{STANDARD}/edytuj", data={"token": token})
    assert (answer.status_code, answer.location) == (303, f"{DRAFT}?wersja=2026-09-01")
    assert content.changes("maly-grant") == ()
    again = author.post(f"{STANDARD}/edytuj", data={"token": token})
    assert (again.status_code, again.location) == (303, DRAFT)
    assert len(content.events("maly-grant")) == 1


def test_an_archived_version_can_be_corrected(
    content: History, author: FlaskClient, token: str
) -> None:
    answer = author.post(f"{STANDARD}/edytuj", data={"token": token, "wersja": "2025-01-01"})
    form = open_form(author, answer.location)
    assert form.value("file") == "p2o1/maly-grant/2025-01-01.md"
    form.put("title", "Mały grant (dawne limity)").send(author)
    assert [path.name for path in content.changes("maly-grant")] == ["2025-01-01.md"]


def test_a_new_version_asks_the_day_and_closes_the_one_before(
    content: History, author: FlaskClient, token: str
) -> None:
    assert "Nowa wersja obowiązuje od dnia" in author.get(f"{STANDARD}/nowa-wersja").text
    answer = author.post(f"{STANDARD}/nowa-wersja", data={"token": token, "od": "2027-01-01"})
    assert (answer.status_code, answer.location) == (303, f"{DRAFT}?wersja=2027-01-01")
    form = open_form(author, answer.location)
    assert form.value("valid_from") == "2027-01-01"
    assert "Nowa wersja w czasie" in form.html
    again = author.post(f"{STANDARD}/nowa-wersja", data={"token": token, "od": "2027-01-01"})
    assert again.status_code == 303
    assert len(content.events("maly-grant")) == 1


def test_a_new_version_moves_with_its_first_day(
    content: History, author: FlaskClient, token: str
) -> None:
    data = read_document((content.root / GRANT).read_text(encoding="utf-8"), GRANT)
    ending = (
        (content.root / GRANT)
        .read_text(encoding="utf-8")
        .replace("legal_state:", "valid_to: 2027-12-31\nlegal_state:", 1)
    )
    assert "valid_to" not in data.data
    (content.root / GRANT).write_text(ending, encoding="utf-8")
    answer = author.post(f"{STANDARD}/nowa-wersja", data={"token": token, "od": "2027-01-01"})
    closed = drafted(content, GRANT)
    assert closed is not None
    assert closed.data["valid_to"] == "2026-12-31"
    form = open_form(author, answer.location)
    assert form.put("valid_from", "2027-03-01").send(author).status_code == 303
    assert drafted(content, GRANT.with_name("2027-01-01.md")) is None
    moved = drafted(content, GRANT.with_name("2027-03-01.md"))
    assert moved is not None
    assert moved.data["valid_from"] == "2027-03-01"
    closed = drafted(content, GRANT)
    assert closed is not None
    assert closed.data["valid_to"] == "2027-02-28"


@pytest.mark.parametrize("day", ["", "jutro", "2026-02-31", "2026-09-01", "1990-01-01"])
def test_an_impossible_day_is_told_at_its_field(
    content: History, author: FlaskClient, token: str, day: str
) -> None:
    answer = author.post(f"{STANDARD}/nowa-wersja", data={"token": token, "od": day})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert content.draft("maly-grant") is None


def test_withdrawing_asks_for_the_day_and_the_reason(
    content: History, author: FlaskClient, token: str
) -> None:
    assert "Powód" in author.get(f"{STANDARD}/wycofaj").text
    wrong = author.post(f"{STANDARD}/wycofaj", data={"token": token, "do": "", "powod": " "})
    assert wrong.status_code == 422
    assert "Napisz, dlaczego" in wrong.text
    sent = {"token": token, "do": "2026-12-31", "powod": "Uchylono przepis."}
    answer = author.post(f"{STANDARD}/wycofaj", data=sent)
    assert answer.status_code == 303
    document = drafted(content, GRANT)
    assert document is not None
    assert document.data["valid_to"] == "2026-12-31"
    assert document.data["withdrawn"] == "Uchylono przepis."
    assert author.post(f"{STANDARD}/wycofaj", data=sent).status_code == 303
    assert "Uchylono przepis." in open_form(author, DRAFT).html


def test_only_what_is_withdrawn_can_be_restored(
    content: History, author: FlaskClient, token: str
) -> None:
    answer = author.post(f"{STANDARD}/przywroc", data={"token": token})
    assert answer.status_code == 409
    assert "nie jest wycofany" in answer.text


def test_who_has_the_draft_is_told(
    content: History, sign_in: SignIn, author: FlaskClient, token: str
) -> None:
    author.post(f"{STANDARD}/edytuj", data={"token": token})
    other = sign_in("autor", name="Jan Kowalski")
    data = {"token": token_of(other, "/redakcja/nowy")}
    for action in ("edytuj", "nowa-wersja", "wycofaj"):
        url = f"{STANDARD}/{action}"
        answer = other.post(url, data=data) if action == "edytuj" else other.get(url)
        if action == "edytuj":
            assert answer.status_code == 303  # nothing written yet: the very same draft
            continue
        assert answer.status_code == 200
        assert "Ktoś już zmienia ten standard" in answer.text
        assert "Anna Nowak" in answer.text
        assert f'href="{DRAFT}"' in answer.text


def test_a_changed_draft_of_another_person_is_not_touched(
    content: History, sign_in: SignIn, author: FlaskClient, token: str
) -> None:
    author.post(f"{STANDARD}/edytuj", data={"token": token})
    open_form(author, DRAFT).put("title", "Nowy tytuł").send(author)
    head = content.draft("maly-grant").head  # type: ignore[union-attr]
    other = sign_in("autor", name="Jan Kowalski")
    data = {"token": token_of(other, "/redakcja/nowy")}
    answer = other.post(f"{STANDARD}/edytuj", data=data)
    assert answer.status_code == 409
    assert "Anna Nowak" in answer.text
    assert content.draft("maly-grant").head == head  # type: ignore[union-attr]


def test_an_unknown_standard_is_not_found(author: FlaskClient, token: str) -> None:
    assert (
        author.post("/redakcja/standardy/nie-ma/edytuj", data={"token": token}).status_code == 404
    )


def test_a_new_document_begins_with_a_text_of_its_kind(
    content: History, author: FlaskClient, token: str
) -> None:
    sent = {"token": token, "tytul": "Wynajem sali", "rodzaj": "poradnik", "obszar": "P2O1"}
    answer = author.post("/redakcja/nowy", data=sent)
    assert (answer.status_code, answer.location) == (303, "/redakcja/szkice/wynajem-sali")
    form = open_form(author, answer.location)
    assert form.value("title") == "Wynajem sali"
    assert form.value("group") == "P2O1"
    assert "Nowy dokument" in form.html
    again = author.post("/redakcja/nowy", data=sent)
    assert again.location == answer.location
    assert len(content.drafts()) == 1


def test_a_new_document_moves_with_its_group_and_day(
    content: History, author: FlaskClient, token: str
) -> None:
    sent = {"token": token, "tytul": "Wynajem sali", "rodzaj": "poradnik", "obszar": "P2O1"}
    url = author.post("/redakcja/nowy", data=sent).location
    draft = content.draft("wynajem-sali")
    assert draft is not None
    folder = PurePosixPath("p2o1/wynajem-sali")
    content.save("wynajem-sali", {folder / "plan.png": b"x"}, draft.last, draft.head, "")
    form = open_form(author, url)
    form.put("group", "P2O2").put("valid_from", "2027-01-01").put("code", "P2O2-09")
    assert form.send(author).status_code == 303
    assert [str(path) for path in content.changes("wynajem-sali")] == [
        "p2o2/wynajem-sali/2027-01-01.md",
        "p2o2/wynajem-sali/plan.png",
    ]
    assert open_form(author, url).value("group") == "P2O2"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("tytul", " ", "Wpisz tytuł."),
        ("tytul", "x" * 121, "Skróć tytuł"),
        ("rodzaj", "", "Wybierz rodzaj"),
        ("rodzaj", "wiersz", "Wybierz rodzaj"),
        ("obszar", "P9O9", "Wybierz grupę"),
    ],
)
def test_what_a_new_document_lacks_is_told(
    content: History, author: FlaskClient, token: str, field: str, value: str, told: str
) -> None:
    sent = {"token": token, "tytul": "Wynajem sali", "rodzaj": "poradnik", "obszar": "P2O1"}
    answer = author.post("/redakcja/nowy", data={**sent, field: value})
    assert answer.status_code == 422
    assert told in answer.text
    assert content.drafts() == ()


def test_two_new_documents_get_different_names_and_codes(
    content: History, sign_in: SignIn, author: FlaskClient, token: str
) -> None:
    sent = {"tytul": "Wynajem sali", "rodzaj": "poradnik", "obszar": "P2O1"}
    author.post("/redakcja/nowy", data={**sent, "token": token})
    other = sign_in("autor", name="Jan Kowalski")
    other_token = token_of(other, "/redakcja/nowy")
    answer = other.post("/redakcja/nowy", data={**sent, "token": other_token})
    assert answer.location == "/redakcja/szkice/wynajem-sali-2"
    codes = {open_form(author, f"/redakcja/szkice/{d.key}").value("code") for d in content.drafts()}
    assert len(codes) == 2


def test_nobody_starts_anything_without_signing_in(author: FlaskClient, token: str) -> None:
    stranger = author.application.test_client()
    answer = stranger.get("/redakcja/nowy")
    assert answer.location.startswith("/redakcja/logowanie")


def test_persons_of_git_are_those_of_the_accounts(
    content: History, author: FlaskClient, token: str
) -> None:
    author.post(f"{STANDARD}/edytuj", data={"token": token})
    draft = content.draft("maly-grant")
    assert draft is not None
    assert draft.authors == (Person(draft.last.id, "Anna Nowak"),)
