from pathlib import PurePosixPath

from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.rows import read_vocabulary
from kb.history.history import History
from tests.kb.web.desk.people import SignIn, token_of
from tests.kb.web.desk.vocabulary_forms import ROOT, draft_text, filled, form_of
from tests.kb.web.html import Page


def test_every_vocabulary_has_its_pages(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    everything = client.get(ROOT).text
    for name in FILES:
        assert f'href="{ROOT}/{name}"' in everything
        assert client.get(f"{ROOT}/{name}").status_code == 200
        data = content.read(content.head, PurePosixPath(f"vocabulary/{name}.yaml")) or b""
        key = read_vocabulary(name, data.decode()).rows[0].key
        form = form_of(client, f"{ROOT}/{name}/{key}")
        answer = client.post(f"{ROOT}/{name}/{key}", data={**form, "do": "zapisz"})
        assert answer.status_code == 303, answer.text
        assert "zrobiono=bez-zmian" in answer.location
    assert content.drafts() == ()


def test_a_saved_row_stands_in_a_draft_and_changes_only_its_line(
    sign_in: SignIn, content: History
) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/glossary/fundacja"
    form = form_of(client, url) | {"abbreviation": "F."}
    answer = client.post(url, data=form | {"do": "zapisz"})
    assert answer.status_code == 303
    before = content.read(content.head, PurePosixPath("vocabulary/glossary.yaml")) or b""
    after = draft_text(content, "glossary")
    added = set(after.splitlines()) - set(before.decode().splitlines())
    assert added == {"    abbreviation: F."}
    page = client.get(answer.location)
    assert "Są zmiany w szkicu" in page.text
    assert "zmienione w szkicu" in page.text


def test_the_same_form_sent_twice_is_saved_once(sign_in: SignIn, content: History) -> None:
    client = sign_in("redaktor")
    new = f"{ROOT}/synonyms/nowy"
    form = form_of(client, new) | {"canonical": "remiza", "variants": "strażnica"}
    form |= {"direction": "two_way", "do": "zapisz"}
    assert client.post(new, data=form).status_code == 303
    head = content.draft("vocabulary.synonyms")
    assert client.post(new, data=form).status_code == 303
    assert content.draft("vocabulary.synonyms") == head
    assert draft_text(content, "synonyms").count("canonical: remiza") == 1


def test_a_new_row_gets_its_name_and_number_by_itself(sign_in: SignIn, content: History) -> None:
    client = sign_in("redaktor")
    form = form_of(client, f"{ROOT}/best_bets/nowy?queries=sala+na+zebranie")
    assert form["queries"].strip() == "sala na zebranie"
    form |= {"standard": "maly-grant", "reason": "Bo tak.", "slug": "", "do": "zapisz"}
    assert client.post(f"{ROOT}/best_bets/nowy", data=form).status_code == 303
    assert "- slug: sala-na-zebranie" in draft_text(content, "best_bets")


def test_mistakes_are_told_beside_the_field_and_nothing_is_lost(sign_in: SignIn) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/glossary/fundacja"
    form = form_of(client, url) | {"definition": "", "term": "fundacja rodzinna", "do": "zapisz"}
    answer = client.post(url, data=form)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert "#definition" in page.links
    assert "brak wymaganego pola" in page.text
    assert filled(answer.text)["term"] == "fundacja rodzinna"


def test_rows_of_a_form_are_added_and_removed_without_saving(
    sign_in: SignIn, content: History
) -> None:
    client = sign_in("redaktor")
    url = f"{ROOT}/acts/udpp"
    form = form_of(client, url)
    count = sum(key.endswith(".number") and key.startswith("articles.") for key in form)
    answer = client.post(url, data=form | {"do": "dodaj:articles"})
    assert answer.status_code == 200
    longer = filled(answer.text)
    assert longer[f"articles.{count}.number"] == ""
    answer = client.post(url, data=longer | {"do": "usun:articles.0"})
    assert filled(answer.text)["articles.0.number"] == form["articles.1.number"]
    assert content.draft("vocabulary.acts") is None


def test_rows_are_moved_and_filtered(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    token = token_of(client, f"{ROOT}/kinds")
    data = {"token": token, "glowa": "", "dokad": "nizej"}
    assert client.post(f"{ROOT}/kinds/przesun/standard", data=data).status_code == 303
    rows = read_vocabulary("kinds", draft_text(content, "kinds")).rows
    assert [row.key for row in rows[:2]] == ["procedura", "standard"]
    head = content.draft("vocabulary.kinds")
    assert client.post(f"{ROOT}/kinds/przesun/standard", data=data).status_code == 303
    assert content.draft("vocabulary.kinds") == head
    page = Page(client.get(f"{ROOT}/kinds?q=WZÓR").text)
    assert f"{ROOT}/kinds/wzor" in page.links
    assert f"{ROOT}/kinds/poradnik" not in page.links


def test_problems_that_a_change_brings_are_told_with_links(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/acts/udpp"
    form = form_of(client, url)
    field = next(name for name, value in form.items() if value == "19a")
    answer = client.post(url, data=form | {field: "999", "do": "zapisz"})
    assert answer.status_code == 303
    page = client.get(f"{ROOT}/acts")
    assert "Do poprawy przed publikacją" in page.text
    assert "acts.yaml nie ma art." in page.text


def test_a_query_is_tried_with_the_words_of_the_draft(sign_in: SignIn) -> None:
    client = sign_in("redaktor")
    trial = f"{ROOT}/best_bets?sprawdz=oferta"
    assert "Po publikacji" not in client.get(trial).text
    form = form_of(client, f"{ROOT}/best_bets/nowy?queries=oferta")
    form |= {"standard": "wklad-wlasny", "reason": "Bo tak.", "do": "zapisz"}
    assert client.post(f"{ROOT}/best_bets/nowy", data=form).status_code == 303
    text = client.get(trial).text
    assert "Zmiany w szkicu zmieniają wyniki" in text
    after = text[text.index("Po publikacji") :]
    assert after.index('href="/standardy/') == after.index('href="/standardy/wklad-wlasny"')


def test_the_name_of_a_row_is_not_changed_by_its_form(sign_in: SignIn, content: History) -> None:
    client = sign_in("administrator")
    url = f"{ROOT}/topics/male-granty"
    form = form_of(client, url) | {"slug": "granty", "label": "Granty", "do": "zapisz"}
    assert client.post(url, data=form).status_code == 303
    text = draft_text(content, "topics")
    assert "slug: male-granty" in text
    assert 'label: "Granty"' in text


def test_what_is_not_there_is_said(sign_in: SignIn) -> None:
    client = sign_in("redaktor")
    assert client.get(f"{ROOT}/nie-ma").status_code == 404
    answer = client.get(f"{ROOT}/glossary/nie-ma")
    assert answer.status_code == 404
    assert "Nie ma takiego wiersza" in answer.text
