import pytest
from flask.testing import FlaskClient

from kb.editing.document import EditedDocument, read_document
from kb.history.history import History
from tests.kb.history.seeds import GRANT
from tests.kb.web.desk.editor.forms import Form, begun, form_on, open_form
from tests.kb.web.desk.people import SignIn

URL = "/redakcja/szkice/maly-grant"


@pytest.fixture
def anna(sign_in: SignIn) -> FlaskClient:
    return begun(sign_in("autor"), "maly-grant")


@pytest.fixture
def form(anna: FlaskClient) -> Form:
    """What Anna opened before Jan saved."""
    return open_form(anna, URL)


@pytest.fixture
def jan(sign_in: SignIn, form: Form) -> FlaskClient:
    return sign_in("autor", name="Jan Kowalski")


def saved(history: History) -> EditedDocument:
    draft = history.draft("maly-grant")
    assert draft is not None
    return read_document((history.read(draft.head, GRANT) or b"").decode(), GRANT)


def both_texts(html: str) -> Form:
    """The form of the page of both texts."""
    return form_on(html, f"{URL}/polacz")


def test_changes_in_different_places_are_joined(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form
) -> None:
    open_form(jan, URL).put("title", "Tytuł Jana").send(jan)
    answer = form.put("summary", "Skrót Anny. Drugie zdanie. Trzecie.").send(anna)
    assert answer.status_code == 409
    assert "Jan Kowalski" in answer.text
    assert "Zmiany da się połączyć" in answer.text
    assert "Skrót Anny." in answer.text
    assert saved(content).data["title"] == "Tytuł Jana"
    done = both_texts(answer.text).send(anna, "join")
    assert (done.status_code, done.location) == (303, f"{URL}?zapisano=tak")
    now = saved(content).data
    assert now["title"] == "Tytuł Jana"
    assert now["summary"] == "Skrót Anny. Drugie zdanie. Trzecie."


@pytest.mark.parametrize(
    ("choice", "title"), [("mine", "Tytuł Anny"), ("theirs", "Tytuł Jana"), ("", "Tytuł Anny")]
)
def test_where_both_wrote_somebody_chooses(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form, choice: str, title: str
) -> None:
    open_form(jan, URL).put("title", "Tytuł Jana").put("owner", "Zespół Jana").send(jan)
    answer = form.put("title", "Tytuł Anny").send(anna)
    assert answer.status_code == 409
    assert "Wybierz w 1 miejscu" in answer.text
    page = both_texts(answer.text)
    page.pairs = [pair for pair in page.pairs if pair[0] != "choice.title"]
    if choice:
        page.pairs.append(("choice.title", choice))
    assert page.send(anna, "join").status_code == 303
    assert saved(content).data["title"] == title
    assert saved(content).data["owner"] == "Zespół Jana"


def test_the_own_text_may_be_saved_alone(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form
) -> None:
    was = saved(content).data["owner"]
    open_form(jan, URL).put("owner", "Zespół Jana").send(jan)
    answer = form.put("title", "Tytuł Anny").send(anna)
    assert both_texts(answer.text).send(anna, "mine").status_code == 303
    assert saved(content).data["owner"] == was
    assert saved(content).data["title"] == "Tytuł Anny"


def test_a_draft_that_moves_once_more_shows_both_texts_again(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form
) -> None:
    open_form(jan, URL).put("owner", "Zespół Jana").send(jan)
    page = both_texts(form.put("title", "Tytuł Anny").send(anna).text)
    open_form(jan, URL).put("owner", "Inny zespół Jana").send(jan)
    again = page.send(anna, "join")
    assert again.status_code == 409
    assert "Inny zespół Jana" in again.text
    assert "Tytuł Anny" in again.text
    assert both_texts(again.text).send(anna, "join").status_code == 303
    now = saved(content).data
    assert (now["owner"], now["title"]) == ("Inny zespół Jana", "Tytuł Anny")


def test_joining_twice_saves_once(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form
) -> None:
    open_form(jan, URL).put("owner", "Zespół Jana").send(jan)
    page = both_texts(form.put("title", "Tytuł Anny").send(anna).text)
    assert page.send(anna, "join").status_code == 303
    count = len(content.events("maly-grant"))
    assert page.send(anna, "join").status_code == 303
    assert len(content.events("maly-grant")) == count


def test_an_own_older_page_is_told_as_ones_own(
    content: History, anna: FlaskClient, form: Form
) -> None:
    open_form(anna, URL).put("title", "Z drugiej karty").send(anna)
    answer = form.put("title", "Z pierwszej karty").send(anna)
    assert answer.status_code == 409
    assert "z Twojego konta" in answer.text
    assert "Z drugiej karty" in answer.text
    assert "Z pierwszej karty" in answer.text


def test_a_body_written_by_both_keeps_both(
    content: History, anna: FlaskClient, jan: FlaskClient, form: Form
) -> None:
    body = form.value("body")
    open_form(jan, URL).put(
        "body", body.replace("## Cel\r\n", "## Cel\r\n\r\nZdanie Jana.\r\n")
    ).send(jan)
    answer = form.put("body", body.replace("## Cel\r\n", "## Cel\r\n\r\nZdanie Anny.\r\n")).send(
        anna
    )
    assert answer.status_code == 409
    assert both_texts(answer.text).send(anna, "join").status_code == 303
    assert "Zdanie Jana." in saved(content).body
    assert "Zdanie Anny." in saved(content).body
