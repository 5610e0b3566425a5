from pathlib import PurePosixPath

import pytest
from flask.testing import FlaskClient

from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.rows import read_vocabulary
from kb.history.history import History
from kb.history.model import Person
from tests.kb.web.desk.people import SignIn, token_of
from tests.kb.web.html import Page

ROOT = "/redakcja/slowniki"


def draft_text(content: History, name: str) -> str:
    draft = content.draft(f"vocabulary.{name}")
    assert draft is not None
    return (content.read(draft.head, PurePosixPath(f"vocabulary/{name}.yaml")) or b"").decode()


def form_of(client: FlaskClient, url: str) -> dict[str, str]:
    """The fields of the main form of a page as a browser would send them, without buttons."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return filled(answer.text)


def filled(html: str) -> dict[str, str]:
    body = html[html.index('class="editor-form') :]
    return Form(body[: body.index("</form>")]).values


class Form(Page):
    def __init__(self, html: str) -> None:
        self.values: dict[str, str] = {}
        self._select = self._area = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        values = dict(attrs)
        name = str(values.get("name", ""))
        if tag == "input" and (values.get("type") != "checkbox" or "checked" in values):
            self.values[name] = values.get("value") or ""
        if tag == "select":
            self._select = name
            self.values[name] = ""
        if tag == "option" and "selected" in values:
            self.values[self._select] = values.get("value") or ""
        if tag == "textarea":
            self._area = name
            self.values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._area:
            self.values[self._area] += data.removeprefix("\n")


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
