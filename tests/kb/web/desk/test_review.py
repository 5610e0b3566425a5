from pathlib import PurePosixPath

from flask import Flask

from kb.database import Database
from kb.history.history import History
from kb.settings import Settings
from kb.workflow.trail import Trail, Wanted
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import (
    DRAFT,
    KEY,
    NEW_TITLE,
    SHARE,
    SOMEBODY,
    TITLE,
    head_of,
    own_draft,
    post,
    retitled,
    somebodys_draft,
    text_of,
)

REVIEW = f"{DRAFT}/recenzja"


def actions(settings: Settings) -> list[str]:
    entries = Trail(Database(settings.database_url)).entries(Wanted(key=KEY), 100)
    return [entry.action for entry in reversed(entries)]


def test_a_review_shows_the_change_as_readers_see_it(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content)

    page = sign_in("autor").get(REVIEW).text

    assert "Tytuł i fiszka" in page
    assert '<ins class="added">' in page
    assert "kwarcytowy" in page
    assert "finansowy, osobowy, rzeczowy" in page


def test_a_change_that_readers_do_not_see_is_shown_too(sign_in: SignIn, content: History) -> None:
    text = text_of(content).replace("/standardy/kosztorys", "/standardy/maly-grant", 1)
    assert text != text_of(content)
    content.save(KEY, {SHARE: text.encode()}, SOMEBODY, None, "")

    page = sign_in("autor").get(REVIEW).text

    assert "Dokładny zapis zmian: 1 wiersz" in page
    assert "Zmienił się tylko zapis" in page


def test_a_new_document_is_shown_whole(sign_in: SignIn, content: History) -> None:
    path = PurePosixPath("p2o1/kwarcyt/2026-01-15.md")
    text = text_of(content).replace(TITLE, NEW_TITLE).replace("P2O1-09", "P2O1-95")
    content.save("kwarcyt", {path: text.encode()}, SOMEBODY, None, "")

    page = sign_in("autor").get("/redakcja/szkice/kwarcyt/recenzja").text

    assert "nowy dokument" in page
    assert "Dokument, jak zobaczą go czytelnicy" in page
    assert 'id="w-skrocie"' in page
    assert '<ins class="added"><span' not in page


def test_a_new_version_is_compared_with_the_one_before(sign_in: SignIn, content: History) -> None:
    path = SHARE.with_name("2027-01-01.md")
    text = text_of(content).replace(TITLE, NEW_TITLE)
    text = text.replace("valid_from: 2026-01-15", "valid_from: 2027-01-01")
    content.save(KEY, {path: text.encode()}, SOMEBODY, None, "")

    page = sign_in("autor").get(REVIEW).text

    assert "nowa wersja od 1\u00a0stycznia 2027" in page
    assert "kwarcytowy" in page


def test_a_document_with_mistakes_is_shown_line_by_line_and_cannot_be_sent(
    sign_in: SignIn, content: History
) -> None:
    text = text_of(content).replace("kind: ", "kind: nie-ma-", 1)
    draft = content.save(KEY, {SHARE: text.encode()}, SOMEBODY, None, "")
    client = sign_in("autor")

    page = client.get(REVIEW).text
    answer = post(client, f"{DRAFT}/wyslij", {"glowa": draft.head})

    assert "Do poprawy przed publikacją" in page
    assert "Rodzaj dokumentu" in page
    assert answer.status_code == 409
    assert head_of(content) == draft.head


def test_an_author_sends_and_a_reviewer_gives_back_with_remarks(
    sign_in: SignIn, content: History, desk_settings: Settings
) -> None:
    author, reviewer = sign_in("autor"), sign_in("redaktor", "Celina Bąk")
    head = own_draft(author, content).head

    sent = post(author, f"{DRAFT}/wyslij", {"glowa": head, "notatka": "Zmieniam tytuł"})
    assert sent.status_code == 303
    assert "Zmieniam tytuł" in reviewer.get("/redakcja").text

    answer = post(reviewer, f"{DRAFT}/zwroc", {"glowa": head_of(content), "uwagi": "Za długo."})
    assert answer.status_code == 303
    draft = content.draft(KEY)
    assert draft is not None
    assert draft.state == "draft"
    desk = author.get("/redakcja").text
    assert "Za długo." in desk
    assert "Popraw<span" in desk
    assert actions(desk_settings) == ["draft.start", "draft.send", "draft.return"]


def test_giving_back_needs_remarks_and_keeps_the_draft(sign_in: SignIn, content: History) -> None:
    head = somebodys_draft(content, sent=True).head

    answer = post(sign_in("redaktor"), f"{DRAFT}/zwroc", {"glowa": head, "uwagi": "  "})

    assert answer.status_code == 422
    assert 'id="uwagi-blad"' in answer.text
    assert head_of(content) == head


def test_somebody_who_neither_wrote_nor_reviews_cannot_give_back_or_discard(
    sign_in: SignIn, content: History
) -> None:
    head = somebodys_draft(content, sent=True).head
    client = sign_in("autor")

    assert post(client, f"{DRAFT}/zwroc", {"glowa": head, "uwagi": "Nie"}).status_code == 409
    assert post(client, f"{DRAFT}/porzuc", {"glowa": head}).status_code == 409
    assert head_of(content) == head


def test_somebody_elses_unfinished_draft_cannot_be_sent(sign_in: SignIn, content: History) -> None:
    head = somebodys_draft(content).head
    client = sign_in("autor")

    assert "Wyślij do recenzji</button>" not in client.get(REVIEW).text
    assert post(client, f"{DRAFT}/wyslij", {"glowa": head}).status_code == 409
    assert head_of(content) == head


def test_a_published_draft_is_served_and_found_at_once(
    sign_in: SignIn, content: History, desk_app: Flask, desk_settings: Settings
) -> None:
    head = somebodys_draft(content, sent=True).head
    client = sign_in("redaktor")

    answer = post(client, f"{DRAFT}/publikuj", {"glowa": head, "opis": "Krótszy tytuł"})

    assert answer.status_code == 303
    reader = desk_app.test_client()
    assert NEW_TITLE in reader.get(f"/standardy/{KEY}").text
    assert f"/standardy/{KEY}" in reader.get("/szukaj?q=kwarcytowy").text
    (revision, *_) = content.log()
    assert (revision.author.name, revision.note) == ("Łukasz Żółć", "Krótszy tytuł")
    assert revision.reviewer is not None
    assert revision.reviewer.name == "Anna Nowak"
    assert actions(desk_settings) == ["draft.publish"]
    desk = client.get(answer.headers["Location"]).text
    assert "Opublikowano." in desk


def test_a_double_click_publishes_once(
    sign_in: SignIn, content: History, desk_settings: Settings
) -> None:
    form = {"glowa": somebodys_draft(content, sent=True).head, "opis": "Krótszy tytuł"}
    client = sign_in("redaktor")

    first = post(client, f"{DRAFT}/publikuj", form)
    second = post(client, f"{DRAFT}/publikuj", form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert [revision.action for revision in content.log()] == ["publish", "seed"]
    assert actions(desk_settings) == ["draft.publish"]


def test_a_double_click_sends_and_gives_back_once(
    sign_in: SignIn, content: History, desk_settings: Settings
) -> None:
    author, reviewer = sign_in("autor"), sign_in("redaktor", "Celina Bąk")
    form = {"glowa": own_draft(author, content).head, "notatka": "Gotowe"}
    assert [post(author, f"{DRAFT}/wyslij", form).status_code for _ in range(2)] == [303, 303]
    form = {"glowa": head_of(content), "uwagi": "Jeszcze raz"}
    assert [post(reviewer, f"{DRAFT}/zwroc", form).status_code for _ in range(2)] == [303, 303]
    assert actions(desk_settings) == ["draft.start", "draft.send", "draft.return"]


def test_nobody_publishes_their_own_text(sign_in: SignIn, content: History) -> None:
    client = sign_in("redaktor")
    head = own_draft(client, content).head
    post(client, f"{DRAFT}/wyslij", {"glowa": head})

    page = client.get(REVIEW).text
    answer = post(client, f"{DRAFT}/publikuj", {"glowa": head_of(content), "opis": "Sama"})

    assert "Opublikuj</button>" not in page
    assert "jesteś wśród jego autorów" in page
    assert answer.status_code == 409
    assert "Nie można opublikować własnego tekstu" in answer.text
    assert [revision.action for revision in content.log()] == ["seed"]


def test_somebody_who_changed_the_draft_later_cannot_publish_it_either(
    sign_in: SignIn, content: History
) -> None:
    client = sign_in("redaktor")
    own_draft(client, content)
    changed = text_of(content).replace(TITLE, "Inny tytuł").encode()
    draft = content.save(KEY, {SHARE: changed}, SOMEBODY, head_of(content), "")
    head = content.send(KEY, draft.head, SOMEBODY, "").head

    answer = post(client, f"{DRAFT}/publikuj", {"glowa": head, "opis": "Cudze"})

    assert answer.status_code == 409
    assert [revision.action for revision in content.log()] == ["seed"]


def test_an_author_by_role_cannot_publish_by_a_hand_made_form(
    sign_in: SignIn, content: History
) -> None:
    head = somebodys_draft(content, sent=True).head

    answer = post(sign_in("autor"), f"{DRAFT}/publikuj", {"glowa": head, "opis": "Próba"})

    assert answer.status_code == 403
    assert [revision.action for revision in content.log()] == ["seed"]


def test_what_was_not_sent_for_review_cannot_be_published(
    sign_in: SignIn, content: History
) -> None:
    head = somebodys_draft(content).head

    answer = post(sign_in("redaktor"), f"{DRAFT}/publikuj", {"glowa": head, "opis": "Szybko"})

    assert answer.status_code == 409
    assert [revision.action for revision in content.log()] == ["seed"]


def test_publishing_another_state_than_was_seen_shows_the_new_one_and_keeps_the_note(
    sign_in: SignIn, content: History
) -> None:
    seen = somebodys_draft(content, sent=True).head
    back = content.give_back(KEY, seen, SOMEBODY, "")
    content.send(KEY, back.head, SOMEBODY, "")

    form = {"glowa": seen, "opis": "Mój opis zmiany"}
    answer = post(sign_in("redaktor"), f"{DRAFT}/publikuj", form)

    assert answer.status_code == 409
    assert "Szkic zmienił się" in answer.text
    assert "Mój opis zmiany" in answer.text


def test_a_draft_with_mistakes_cannot_be_published(sign_in: SignIn, content: History) -> None:
    text = text_of(content).replace("kind: ", "kind: nie-ma-", 1)
    draft = content.save(KEY, {SHARE: text.encode()}, SOMEBODY, None, "")
    head = content.send(KEY, draft.head, SOMEBODY, "").head
    client = sign_in("redaktor")

    answer = post(client, f"{DRAFT}/publikuj", {"glowa": head, "opis": "Byle jak"})

    assert answer.status_code == 409
    assert "Szkic ma błędy" in client.get(REVIEW).text
    assert [revision.action for revision in content.log()] == ["seed"]


def test_a_discarded_draft_can_be_taken_up_again(
    sign_in: SignIn, content: History, desk_settings: Settings
) -> None:
    client = sign_in("autor")
    head = own_draft(client, content).head
    assert "Porzucić szkic?" in client.get(f"{DRAFT}/porzuc").text

    assert post(client, f"{DRAFT}/porzuc", {"glowa": head}).status_code == 303
    assert post(client, f"{DRAFT}/porzuc", {"glowa": head}).status_code == 303
    assert content.draft(KEY) is None
    assert client.get(REVIEW).status_code == 404
    desk = client.get("/redakcja").text
    assert "Porzucone szkice" in desk
    assert NEW_TITLE in desk

    (discarded,) = content.discarded()
    answer = post(client, f"{DRAFT}/wroc", {"glowa": discarded.head})
    assert answer.status_code == 303
    assert content.read(head_of(content), SHARE) == retitled(content)[SHARE]
    assert actions(desk_settings) == ["draft.start", "draft.discard", "draft.restore"]


def test_a_reader_sees_nothing_of_drafts(desk_app: Flask, content: History) -> None:
    somebodys_draft(content, sent=True)
    reader = desk_app.test_client()

    assert NEW_TITLE not in reader.get(f"/standardy/{KEY}").text
    assert reader.get(REVIEW).status_code == 303
