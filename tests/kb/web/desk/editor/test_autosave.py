import pytest
from flask.testing import FlaskClient

from kb.history.history import History
from kb.history.lock import exclusive
from kb.history.store import LOCK
from tests.kb.web.desk.editor.forms import Form, begun, form_on, open_form
from tests.kb.web.desk.people import SignIn

URL = "/redakcja/szkice/maly-grant"


@pytest.fixture
def author(sign_in: SignIn) -> FlaskClient:
    return begun(sign_in("autor"), "maly-grant")


@pytest.fixture
def form(author: FlaskClient) -> Form:
    return open_form(author, URL)


def test_autosave_saves_and_tells_the_problems(
    content: History, author: FlaskClient, form: Form
) -> None:
    answer = form.put("title", "").autosave(author)
    assert answer.status_code == 200
    draft = content.draft("maly-grant")
    assert draft is not None
    assert answer.json["head"] == draft.head != form.value("expected")
    errors = [problem for problem in answer.json["problems"] if not problem["warning"]]
    assert [problem["name"] for problem in errors] == ["title"]
    assert answer.json["parts"]["podstawowe"] == 1
    assert '<a href="#title">Tytuł</a>' in answer.json["summary"]
    assert "Plan treści" in answer.json["outline"]
    assert len(answer.json["time"]) == 5


def test_autosave_of_the_same_makes_nothing_new(
    content: History, author: FlaskClient, form: Form
) -> None:
    form.put("title", "Inny tytuł")
    first = form.autosave(author).json["head"]
    assert form.autosave(author).json["head"] == first


def test_autosave_writes_nothing_over(
    content: History, sign_in: SignIn, author: FlaskClient, form: Form
) -> None:
    other = sign_in("autor", name="Jan Kowalski")
    open_form(other, URL).put("title", "Tytuł Jana").send(other)
    head = content.draft("maly-grant").head  # type: ignore[union-attr]
    answer = form.put("title", "Tytuł Anny").autosave(author)
    assert answer.status_code == 409
    assert "Jan Kowalski" in answer.json["message"]
    assert content.draft("maly-grant").head == head  # type: ignore[union-attr]


def test_autosave_without_a_session_says_what_to_do(
    content: History, author: FlaskClient, form: Form
) -> None:
    stranger = author.application.test_client()
    head = content.draft("maly-grant").head  # type: ignore[union-attr]
    answer = form.put("title", "Po wygaśnięciu sesji").autosave(stranger)
    assert answer.status_code == 401
    assert "Sesja wygasła" in answer.json["message"]
    assert content.draft("maly-grant").head == head  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sent",
    [None, [], {"expected": "x"}, {"fields": []}, {"expected": "x", "fields": [["a"]]},
     {"expected": "x", "fields": [["a", 1]]}, {"expected": 1, "fields": []}],
    ids=str,
)  # fmt: skip
def test_autosave_refuses_what_is_no_form(author: FlaskClient, form: Form, sent: object) -> None:
    answer = author.post(f"{URL}/autozapis", json=sent, headers={"X-Token": form.value("token")})
    assert answer.status_code == 400


def test_autosave_of_a_draft_that_is_gone_says_so(
    content: History, author: FlaskClient, form: Form
) -> None:
    draft = content.draft("maly-grant")
    assert draft is not None
    content.discard("maly-grant", draft.head, draft.last)
    assert form.autosave(author).status_code == 410


def test_what_was_saved_without_an_answer_is_no_conflict(
    content: History, author: FlaskClient, form: Form
) -> None:
    opened, sent = form.value("expected"), form.put("title", "Wysłany bez odpowiedzi").fields()
    assert form.autosave(author).status_code == 200  # the answer never arrives
    form.put("title", "Dopisany później").put("expected", opened)
    assert form.autosave(author).status_code == 409
    answer = form.autosave(author, unanswered=sent)
    assert answer.status_code == 200
    assert answer.json["head"] == content.draft("maly-grant").head  # type: ignore[union-attr]
    assert open_form(author, URL).value("title") == "Dopisany później"


def test_a_busy_repository_keeps_the_text(
    content: History, author: FlaskClient, form: Form
) -> None:
    form.put("title", "Gdy inni piszą")
    with exclusive(content.root / ".git" / LOCK, 1.0):
        desk = author.application.extensions["kb_editing"]
        desk.history._wait = 0.05
        assert form.autosave(author).status_code == 503
        answer = form.send(author)
        assert answer.status_code == 503
        assert "Gdy inni piszą" in answer.text
        again = form_on(answer.text, form.url)
    assert again.send(author).status_code == 303
    assert open_form(author, URL).value("title") == "Gdy inni piszą"
