from pathlib import PurePosixPath

import pytest

from kb.editing_vocabulary.rows import read_vocabulary
from kb.history.history import History
from kb.history.model import Person
from tests.kb.web.desk.people import SignIn, token_of
from tests.kb.web.desk.vocabulary_forms import ROOT, draft_text, filled, form_of


def test_two_people_on_one_row_see_both_texts(sign_in: SignIn, content: History) -> None:
    anna, jan = sign_in("redaktor", name="Anna Nowak"), sign_in("redaktor", name="Jan Kowal")
    url = f"{ROOT}/glossary/fundacja"
    first, second = form_of(anna, url), form_of(jan, url)
    save = {"do": "zapisz"}
    assert anna.post(url, data=first | save | {"term": "fundacja A"}).status_code == 303
    answer = jan.post(url, data=second | save | {"term": "fundacja J"})
    assert answer.status_code == 409
    assert "Anna Nowak" in answer.text
    assert "fundacja A" in answer.text
    again = filled(answer.text)
    assert again["term"] == "fundacja J"
    assert jan.post(url, data=again | save).status_code == 303
    assert "fundacja J" in draft_text(content, "glossary")


def test_two_people_on_two_rows_do_not_disturb_each_other(
    sign_in: SignIn, content: History
) -> None:
    anna, jan = sign_in("redaktor", name="Anna Nowak"), sign_in("redaktor", name="Jan Kowal")
    first = form_of(anna, f"{ROOT}/glossary/fundacja")
    second = form_of(jan, f"{ROOT}/glossary/stowarzyszenie")
    save = {"do": "zapisz"}
    answer = anna.post(f"{ROOT}/glossary/fundacja", data=first | save | {"term": "fundacja A"})
    assert answer.status_code == 303
    answer = jan.post(f"{ROOT}/glossary/stowarzyszenie", data=second | save | {"term": "klub J"})
    assert answer.status_code == 303
    text = draft_text(content, "glossary")
    assert "fundacja A" in text
    assert "klub J" in text


def test_a_row_removed_by_somebody_else_is_not_lost_without_a_word(
    sign_in: SignIn, content: History
) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/typos/orgaznizacja"
    form = form_of(client, url) | {"right": "organizacje", "do": "zapisz"}
    text = (content.read(content.head, PurePosixPath("vocabulary/typos.yaml")) or b"").decode()
    shorter = read_vocabulary("typos", text).without_row("orgaznizacja")
    path = PurePosixPath("vocabulary/typos.yaml")
    other = Person("konto-99", "Ewa Lis")
    content.save("vocabulary.typos", {path: shorter.encode()}, other, None, "mniej")
    answer = client.post(url, data=form)
    assert answer.status_code == 409
    assert "usunięto" in answer.text
    assert client.post(url, data=filled(answer.text) | {"do": "zapisz"}).status_code == 303
    assert "organizacje" in draft_text(content, "typos")


def test_nobody_changes_a_vocabulary_in_review(sign_in: SignIn, content: History) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/glossary/fundacja"
    form = form_of(client, url) | {"term": "fundacja A", "do": "zapisz"}
    client.post(url, data=form)
    draft = content.draft("vocabulary.glossary")
    assert draft is not None
    content.send("vocabulary.glossary", draft.head, draft.last, "proszę")
    answer = client.post(url, data=form | {"term": "fundacja B"})
    assert answer.status_code == 409
    assert "fundacja B" in answer.text
    assert "fundacja B" not in draft_text(content, "glossary")


def test_roles_decide_who_edits(sign_in: SignIn, content: History) -> None:
    author, editor = sign_in("autor", name="Ala Autor"), sign_in("redaktor", name="Jan Kowal")
    assert author.get(f"{ROOT}/glossary").status_code == 200
    assert "Możesz tylko czytać" in author.get(f"{ROOT}/glossary/fundacja").text
    assert "Dodaj wiersz" not in author.get(f"{ROOT}/glossary").text
    assert "Dodaj wiersz" in editor.get(f"{ROOT}/glossary").text
    token = token_of(editor, ROOT)
    for url in (f"{ROOT}/topics/konsultacje", f"{ROOT}/topics/usun/konsultacje"):
        assert editor.post(url, data={"token": token, "do": "zapisz"}).status_code == 403
    assert content.drafts() == ()


@pytest.mark.parametrize("base", ["", "0" * 40, "nie wersja"])
def test_a_form_over_an_unknown_state_is_not_saved_blindly(
    sign_in: SignIn, content: History, base: str
) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/glossary/fundacja"
    form = form_of(client, url) | {"term": "fundacja A", "stan": base, "do": "zapisz"}
    answer = client.post(url, data=form)
    assert answer.status_code == 409
    assert content.draft("vocabulary.glossary") is None
    assert client.post(url, data=filled(answer.text) | {"do": "zapisz"}).status_code == 303
