from kb.history.history import History
from tests.kb.history.seeds import AUTHOR, REVIEWER
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import (
    DRAFT,
    KEY,
    NEW_TITLE,
    SHARE,
    TITLE,
    head_of,
    post,
    somebodys_draft,
    text_of,
)

AGREEMENT = f"{DRAFT}/uzgodnienie"
PUSHED = "Wkład własny w praktyce"


def conflicting(content: History) -> str:
    """A draft in review whose title was published in another wording meanwhile; its head."""
    head = somebodys_draft(content, sent=True).head
    text = text_of(content).replace(TITLE, PUSHED, 1)
    (content.root / SHARE).write_text(text, encoding="utf-8")
    content.adopt_outside_edits()
    return head


def test_publishing_over_another_change_leads_to_both_texts(
    sign_in: SignIn, content: History
) -> None:
    head = conflicting(content)
    client = sign_in("redaktor")

    review = client.get(f"{DRAFT}/recenzja").text
    answer = post(client, f"{DRAFT}/publikuj", {"glowa": head, "opis": "Nowy tytuł"})

    assert "W międzyczasie opublikowano inną zmianę" in review
    assert answer.status_code == 303
    assert answer.headers["Location"] == AGREEMENT
    page = client.get(AGREEMENT).text
    assert NEW_TITLE in page
    assert PUSHED in page
    assert "staniesz się współautorem" in page
    assert PUSHED in text_of(content)


def test_who_settles_becomes_an_author_and_somebody_else_publishes(
    sign_in: SignIn, content: History
) -> None:
    head = conflicting(content)
    client = sign_in("redaktor")

    form = {"glowa": head, "choice.0:title": "mine"}
    assert post(client, AGREEMENT, form).status_code == 303

    draft = content.draft(KEY)
    assert draft is not None
    assert draft.base == content.head
    assert "Oba teksty połączono" in client.get(f"{DRAFT}/recenzja?zrobiono=uzgodniono").text
    own = post(client, f"{DRAFT}/publikuj", {"glowa": draft.head, "opis": "Nowy tytuł"})
    assert own.status_code == 409
    other = sign_in("redaktor", "Celina Bąk")
    done = post(other, f"{DRAFT}/publikuj", {"glowa": head_of(content), "opis": "Nowy tytuł"})
    assert done.status_code == 303
    assert NEW_TITLE in text_of(content)


def test_the_published_text_may_be_chosen(sign_in: SignIn, content: History) -> None:
    head = conflicting(content)

    post(sign_in("autor"), AGREEMENT, {"glowa": head, "choice.0:title": "theirs"})

    data = content.read(head_of(content), SHARE)
    assert data is not None
    assert PUSHED in data.decode()


def test_without_a_conflict_there_is_nothing_to_settle(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)

    answer = sign_in("autor").get(AGREEMENT)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{DRAFT}/recenzja"


def test_changes_in_other_places_are_joined_by_themselves(
    sign_in: SignIn, content: History
) -> None:
    head = somebodys_draft(content, sent=True).head
    published = text_of(content) + "\nDopisek po cichu.\n"
    other = content.save("maly-grant", {SHARE: published.encode()}, AUTHOR, None, "")
    other = content.send("maly-grant", other.head, AUTHOR, "")
    content.publish("maly-grant", other.head, REVIEWER, "Dopisek")

    form = {"glowa": head, "opis": "Nowy tytuł"}
    answer = post(sign_in("redaktor"), f"{DRAFT}/publikuj", form)

    assert answer.status_code == 303
    assert NEW_TITLE in text_of(content)
    assert "Dopisek po cichu." in text_of(content)
