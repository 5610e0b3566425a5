import re

from flask.testing import FlaskClient

from kb.database import Database
from kb.history.history import History
from kb.settings import Settings
from kb.workflow.trail import Trail, Wanted
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import DRAFT, KEY, SOMEBODY, head_of, post, somebodys_draft

REVIEW = f"{DRAFT}/recenzja"


def comment(client: FlaskClient, content: History, text: str) -> int:
    """Comment on the steps of the draft; the id of the first comment on the page."""
    form = {"glowa": head_of(content), "miejsce": "w-skrocie", "tresc": text}
    assert post(client, f"{DRAFT}/uwagi", form).status_code == 303
    found = re.search(r'id="uwaga-(\d+)"', client.get(REVIEW).text)
    assert found
    return int(found[1])


def test_a_comment_stands_at_its_part_and_on_the_desk(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)
    client = sign_in("redaktor")

    comment(client, content, "Tytuł jest za krótki.")

    page = client.get(REVIEW).text
    part = page[page.index('id="uwagi-w-skrocie"') :]
    assert part.index("Tytuł jest za krótki.") < part.index("</section>")
    assert "1 uwaga czeka" in client.get("/redakcja").text


def test_a_comment_is_answered_and_settled(
    sign_in: SignIn, content: History, desk_settings: Settings
) -> None:
    somebodys_draft(content)
    author, reviewer = sign_in("autor"), sign_in("redaktor", "Celina Bąk")
    asked = comment(reviewer, content, "Tytuł jest za krótki.")

    form = {"odpowiedz": str(asked), "miejsce": "w-skrocie", "tresc": "Poprawię jutro."}
    assert post(author, f"{DRAFT}/uwagi", form).status_code == 303
    assert post(author, f"{DRAFT}/uwagi/{asked}", {"stan": "zalatwiona"}).status_code == 303

    page = reviewer.get(REVIEW).text
    assert "Poprawię jutro." in page
    assert "załatwiona: Anna Nowak" in page
    assert "Otwórz ponownie" in page
    assert "uwaga czeka" not in reviewer.get("/redakcja").text
    entries = Trail(Database(desk_settings.database_url)).entries(Wanted(key=KEY), 10)
    recorded = [entry.action for entry in reversed(entries)]
    assert recorded == ["comment.add", "comment.answer", "comment.resolve"]


def test_a_double_click_adds_one_comment(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)
    client = sign_in("autor")
    form = {"glowa": head_of(content), "miejsce": "", "tresc": "Raz wystarczy."}

    for _ in range(2):
        assert post(client, f"{DRAFT}/uwagi", form).status_code == 303

    assert client.get(REVIEW).text.count("Raz wystarczy.") == 1


def test_an_empty_comment_is_told_beside_its_field(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)

    form = {"glowa": head_of(content), "miejsce": "w-skrocie", "tresc": " "}
    answer = post(sign_in("autor"), f"{DRAFT}/uwagi", form)

    assert answer.status_code == 422
    assert 'aria-describedby="uwaga-w-skrocie-blad"' in answer.text
    assert 'href="#uwaga-w-skrocie"' in answer.text


def test_a_comment_cannot_smuggle_markup(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)
    client = sign_in("autor")

    comment(client, content, "<script>alert(1)</script>")

    assert "<script>alert" not in client.get(REVIEW).text


def test_comments_outlive_sending_and_giving_back_but_not_the_draft(
    sign_in: SignIn, content: History
) -> None:
    draft = somebodys_draft(content)
    client = sign_in("redaktor")
    comment(client, content, "Tytuł jest za krótki.")

    sent = content.send(KEY, draft.head, SOMEBODY, "")
    assert "Tytuł jest za krótki." in client.get(REVIEW).text

    content.discard(KEY, sent.head, SOMEBODY)
    content.save(KEY, {}, SOMEBODY, None, "")
    assert "Tytuł jest za krótki." not in client.get(REVIEW).text


def test_a_comment_on_a_part_that_is_gone_stands_with_the_whole(
    sign_in: SignIn, content: History
) -> None:
    somebodys_draft(content)
    client = sign_in("autor")
    form = {"glowa": head_of(content), "miejsce": "nie-ma-takiej-czesci", "tresc": "Gdzie to?"}

    post(client, f"{DRAFT}/uwagi", form)

    page = client.get(REVIEW).text
    assert "Gdzie to?" in page[page.index('id="uwagi-calosc"') :]


def test_what_is_not_there_cannot_be_settled(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)
    client = sign_in("autor")

    assert post(client, f"{DRAFT}/uwagi/12345", {}).status_code == 404
    assert post(client, "/redakcja/szkice/nie-ma/uwagi", {"tresc": "x"}).status_code == 404
