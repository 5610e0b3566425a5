from pathlib import PurePosixPath

from kb.history.history import History
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import KEY, NEW_TITLE, SOMEBODY, TITLE, somebodys_draft, text_of

LIST = "/redakcja/standardy"


def test_every_standard_is_listed_with_its_actions(sign_in: SignIn) -> None:
    page = sign_in("autor").get(LIST).text

    assert TITLE in page
    for action in ("edytuj", "historia", "nowa-wersja", "wycofaj"):
        assert f'"/redakcja/standardy/{KEY}/{action}"' in page


def test_the_list_is_narrowed_by_words_without_diacritics(sign_in: SignIn) -> None:
    page = sign_in("autor").get(f"{LIST}?q=wklad+WLASNY").text

    assert TITLE in page
    assert "<strong>1</strong> standard" in page
    assert "Mały grant" not in page


def test_the_list_is_narrowed_by_group_and_state(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content, sent=True)
    client = sign_in("autor")

    assert "<strong>1</strong>" in client.get(f"{LIST}?stan=recenzja").text
    assert "<strong>0</strong>" in client.get(f"{LIST}?stan=szkic").text
    group = client.get(f"{LIST}?grupa=P2O1").text
    assert TITLE in group
    assert "Punkt kontaktowy" not in group
    assert client.get(f"{LIST}?stan=bzdura&strona=99").status_code == 200


def test_a_standard_being_changed_names_its_author_and_leads_to_the_draft(
    sign_in: SignIn, content: History
) -> None:
    somebodys_draft(content)

    page = sign_in("autor").get(f"{LIST}?q={KEY}").text

    assert "zmienia:</strong> Łukasz Żółć" in page
    assert f'href="/redakcja/szkice/{KEY}"' in page
    assert f'action="/redakcja/standardy/{KEY}/edytuj"' not in page


def test_a_document_only_being_written_is_listed_too(sign_in: SignIn, content: History) -> None:
    path = PurePosixPath("p2o1/kwarcyt/2026-01-15.md")
    text = text_of(content).replace(TITLE, NEW_TITLE).replace("P2O1-09", "P2O1-95")
    content.save("kwarcyt", {path: text.encode()}, SOMEBODY, None, "")

    page = sign_in("autor").get(f"{LIST}?q=kwarcyt").text

    assert NEW_TITLE in page
    assert "jeszcze nieopublikowany" in page
