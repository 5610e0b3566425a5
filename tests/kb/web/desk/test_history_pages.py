from kb.history.history import History
from tests.kb.history.seeds import REVIEWER
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

HISTORY = f"/redakcja/standardy/{KEY}/historia"


def published(content: History) -> tuple[str, str]:
    """The ids of the first revision and of one that changed the title."""
    first = content.head
    head = somebodys_draft(content, sent=True).head
    return first, content.publish(KEY, head, REVIEWER, "Nowy tytuł po uwagach").id


def test_history_tells_who_when_and_why(sign_in: SignIn, content: History) -> None:
    published(content)

    page = sign_in("autor").get(HISTORY).text

    assert "Nowy tytuł po uwagach" in page
    assert "Tekst: Łukasz Żółć. Publikacja: Celina Bąk" in page
    assert "Treść dołączona do programu" in page


def test_history_leaves_out_what_changed_other_standards(sign_in: SignIn, content: History) -> None:
    published(content)

    page = sign_in("autor").get("/redakcja/standardy/maly-grant/historia").text

    assert "Nowy tytuł po uwagach" not in page


def test_one_change_is_shown_readably(sign_in: SignIn, content: History) -> None:
    _, second = published(content)

    page = sign_in("autor").get(f"{HISTORY}/{second}").text

    assert "Tytuł i fiszka" in page
    assert '<ins class="added">' in page
    assert "kwarcytowy" in page


def test_any_two_states_can_be_compared_whatever_their_order(
    sign_in: SignIn, content: History
) -> None:
    first, second = published(content)
    client = sign_in("autor")

    forth = client.get(f"{HISTORY}?od={first}&do={second}")
    back = client.get(f"{HISTORY}?od={second}&do={first}")

    assert forth.status_code == 200
    added = '<ins class="added"><span class="visually-hidden">[dodano: </span>Tytuł: Wkład'
    assert added in forth.text
    assert added in back.text


def test_comparing_one_state_with_itself_or_with_nothing_is_told(
    sign_in: SignIn, content: History
) -> None:
    first, _ = published(content)
    client = sign_in("autor")

    assert client.get(f"{HISTORY}?od={first}&do={first}").status_code == 400
    assert client.get(f"{HISTORY}?od={first}&do=abc").status_code == 404
    assert client.get(f"{HISTORY}/abcdef0").status_code == 404
    assert client.get("/redakcja/standardy/nie-ma/historia").status_code == 404


def test_the_first_state_can_be_read_too(sign_in: SignIn, content: History) -> None:
    first, _ = published(content)

    assert "Pierwszy stan w historii" in sign_in("autor").get(f"{HISTORY}/{first}").text


def test_an_earlier_state_comes_back_as_a_draft(sign_in: SignIn, content: History) -> None:
    before = text_of(content)
    first, _ = published(content)
    client = sign_in("autor")

    form = {"rewizja": first}
    answers = [post(client, f"/redakcja/standardy/{KEY}/przywroc-wersje", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == f"{DRAFT}/recenzja"
    assert content.read(head_of(content), SHARE) == before.encode()
    assert NEW_TITLE in text_of(content)
    page = client.get(f"{DRAFT}/recenzja").text
    assert TITLE in page


def test_a_draft_being_written_is_not_replaced(sign_in: SignIn, content: History) -> None:
    first, _ = published(content)
    changed = text_of(content).replace(NEW_TITLE, "Trzeci tytuł").encode()
    head = content.save(KEY, {SHARE: changed}, REVIEWER, None, "").head
    client = sign_in("autor")

    form = {"rewizja": first}
    answer = post(client, f"/redakcja/standardy/{KEY}/przywroc-wersje", form)

    assert answer.status_code == 409
    assert "ma już szkic (Celina Bąk" in answer.text
    assert head_of(content) == head


def test_the_present_state_cannot_be_brought_back(sign_in: SignIn, content: History) -> None:
    _, second = published(content)

    form = {"rewizja": second}
    answer = post(sign_in("autor"), f"/redakcja/standardy/{KEY}/przywroc-wersje", form)

    assert answer.status_code == 409
    assert content.draft(KEY) is None


def test_an_edit_of_the_file_stands_in_the_history(sign_in: SignIn, content: History) -> None:
    file = content.root / SHARE
    file.write_text(text_of(content).replace(TITLE, NEW_TITLE), encoding="utf-8")

    page = sign_in("autor").get(HISTORY).text

    assert "Zmiana plików poza serwisem: Poza serwisem" in page
    assert content.head in page
