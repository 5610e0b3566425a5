from pathlib import PurePosixPath

import pytest

from kb.history.history import History
from kb.history.model import Person
from tests.kb.web.desk.people import SignIn, token_of
from tests.kb.web.desk.vocabulary_forms import ROOT, draft_text


def test_a_value_in_use_cannot_be_removed(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/topics/usun/male-granty"
    page = client.get(url)
    assert "nie można jej usunąć" in page.text
    assert 'href="/standardy/maly-grant/2026-09-01"' in page.text
    answer = client.post(url, data={"token": token_of(client, ROOT), "glowa": ""})
    assert answer.status_code == 409
    assert content.draft("vocabulary.topics") is None


def test_a_value_nobody_uses_is_removed_once(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/fields/usun/rodzina"
    data = {"token": token_of(client, url), "glowa": ""}
    assert client.post(url, data=data).status_code == 303
    assert "slug: rodzina\n" not in draft_text(content, "fields")
    head = content.draft("vocabulary.fields")
    assert client.post(url, data=data).status_code == 303
    assert content.draft("vocabulary.fields") == head
    assert "Usunięte w szkicu" in client.get(f"{ROOT}/fields").text


@pytest.mark.parametrize(
    ("name", "key"), [("levels", "ustawowy"), ("fields", "wszystkie"), ("weights", "title")]
)
def test_what_the_program_relies_on_stays(
    sign_in: SignIn, content: History, name: str, key: str
) -> None:
    client = sign_in("administrator")
    token = token_of(client, ROOT)
    for action in ("usun", "nazwa"):
        url = f"{ROOT}/{name}/{action}/{key}"
        assert "opiera się sam program" in client.get(url).text
        data = {"token": token, "glowa": "", "nazwa": "inna"}
        assert client.post(url, data=data).status_code in (409, 422)
    assert content.draft(f"vocabulary.{name}") is None


def test_renaming_shows_what_changes_and_takes_the_documents_along(
    sign_in: SignIn, content: History
) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/topics/nazwa/male-granty"
    preview = client.get(f"{url}?nazwa=granty")
    assert "Co się zmieni" in preview.text
    assert "Stary adres" in preview.text
    assert 'href="/standardy/maly-grant/2026-09-01"' in preview.text
    data = {"token": token_of(client, f"{url}?nazwa=granty"), "glowa": "", "nazwa": "granty"}
    assert client.post(url, data=data).status_code == 303
    draft = content.draft("vocabulary.topics")
    assert draft is not None
    changed = set(map(str, content.changes(draft.key)))
    assert {"vocabulary/topics.yaml", "redirects.yaml", "p2o1/maly-grant/2026-09-01.md"} <= changed
    assert client.post(url, data=data).status_code == 303
    assert content.draft("vocabulary.topics") == draft
    listing = client.get(f"{ROOT}/topics")
    assert "Do poprawy przed publikacją" not in listing.text


def test_a_renamed_group_takes_its_files_along(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/groups/nazwa/P1O4"
    assert "przejdą do katalogu" in client.get(f"{url}?nazwa=P1O5").text
    data = {"token": token_of(client, f"{url}?nazwa=P1O5"), "glowa": "", "nazwa": "P1O5"}
    assert client.post(url, data=data).status_code == 303
    draft = content.draft("vocabulary.groups")
    assert draft is not None
    assert content.files(draft.head, PurePosixPath("p1o4")) == ()
    assert len(content.files(draft.head, PurePosixPath("p1o5"))) == len(
        content.files(content.head, PurePosixPath("p1o4"))
    )
    told = client.get(f"{ROOT}/groups").text
    assert "leży gdzie indziej" not in told
    assert "nieznana wartość" not in told
    assert "nie ma pliku" not in told


def test_a_published_new_name_leaves_no_dead_address(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/topics/nazwa/male-granty"
    data = {"token": token_of(client, f"{url}?nazwa=granty"), "glowa": "", "nazwa": "granty"}
    client.post(url, data=data)
    draft = content.draft("vocabulary.topics")
    assert draft is not None
    sent = content.send(draft.key, draft.head, draft.last, "nowa nazwa")
    content.publish(draft.key, sent.head, Person("konto-99", "Ewa Lis"), "Nowa nazwa tematu.")
    old = client.get("/tematy/male-granty")
    assert (old.status_code, old.location) == (301, "/tematy/granty")
    assert 'href="/standardy/maly-grant"' in client.get("/tematy/granty").text


@pytest.mark.parametrize(
    ("new", "told"), [("Granty", "niedozwoloną postać"), ("konsultacje", "zajęta"), ("", "puste")]
)
def test_a_name_that_cannot_be_is_told(sign_in: SignIn, new: str, told: str) -> None:
    client = sign_in("administrator")
    answer = client.get(f"{ROOT}/topics/nazwa/male-granty", query_string={"nazwa": new})
    assert told in answer.text or "niedozwoloną postać" in answer.text
    assert "Co się zmieni" not in answer.text
