import re
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from flask.testing import FlaskClient

from kb.editing.document import EditedDocument, read_document
from kb.history.history import History
from tests.kb.history.seeds import GRANT
from tests.kb.web.desk.editor.forms import Form, begun, open_form
from tests.kb.web.desk.people import SignIn

URL = "/redakcja/szkice/maly-grant"


@pytest.fixture
def author(sign_in: SignIn) -> FlaskClient:
    """Anna, who has begun a draft."""
    return begun(sign_in("autor"), "maly-grant")


@pytest.fixture
def form(author: FlaskClient) -> Form:
    return open_form(author, URL)


def document(history: History, path: PurePosixPath = GRANT) -> EditedDocument:
    draft = history.draft("maly-grant")
    assert draft is not None
    data = history.read(draft.head, path)
    assert data is not None
    return read_document(data.decode(), path)


def published(history: History) -> EditedDocument:
    data = history.read(history.head, GRANT)
    assert data is not None
    return read_document(data.decode(), GRANT)


def test_an_untouched_form_saves_nothing(content: History, author: FlaskClient, form: Form) -> None:
    before = content.draft("maly-grant")
    answer = form.send(author)
    assert answer.status_code == 303
    assert answer.location == f"{URL}?zapisano=tak"
    assert content.draft("maly-grant") == before
    assert content.changes("maly-grant") == ()


def test_every_field_is_labelled_and_every_identity_stands_once(form: Form) -> None:
    assert [i for i, j in pairwise(sorted(form.ids)) if i == j] == []
    for name, _ in form.pairs:
        if name not in ("token", "expected", "shown", "file", "do"):
            assert (
                f'for="{name}"' in form.html
                or f'<fieldset class="field choices" id="{name}"' in form.html
            ), name


def test_what_was_typed_is_saved_and_nothing_else_changes(
    content: History, author: FlaskClient, form: Form
) -> None:
    form.put("summary", "Nowy skrót. Zdanie drugie. Zdanie trzecie.").put("steps.1.who", "rada")
    assert form.send(author).status_code == 303
    was, now = published(content), document(content)
    assert {key for key in was.data if was.data[key] != now.data[key]} == {"summary", "steps"}
    assert now.data["steps"][1] == {**was.data["steps"][1], "who": "rada"}
    assert now.body == was.body
    assert "Nowy skrót." not in author.get("/standardy/maly-grant").text


def test_a_double_click_saves_once(content: History, author: FlaskClient, form: Form) -> None:
    form.put("title", "Mały grant bez konkursu")
    assert form.send(author).status_code == 303
    after_one = content.draft("maly-grant")
    again = form.send(author)
    assert again.status_code == 303
    assert content.draft("maly-grant") == after_one


@pytest.mark.parametrize(
    ("do", "lands", "order"),
    [
        ("steps.2.up", "#steps.1.up", [0, 2, 1, 3]),
        ("steps.0.down", "#steps.1.down", [1, 0, 2, 3]),
        ("steps.1.up", "#steps.0.down", [1, 0, 2, 3]),
        ("steps.1.remove", "#steps.add", [0, 2, 3]),
    ],
)
def test_rows_move_without_scripts_and_nothing_typed_is_lost(
    content: History, author: FlaskClient, form: Form, do: str, lands: str, order: list[int]
) -> None:
    form.put("title", "Z wpisanym tytułem")
    answer = form.send(author, do)
    assert answer.status_code == 303
    assert answer.location == f"{URL}{lands}"
    assert lands.removeprefix("#") in open_form(author, URL).ids
    steps, now = published(content).data["steps"], document(content).data
    assert now["steps"][: len(order)] == [steps[index] for index in order]
    assert now["title"] == "Z wpisanym tytułem"


def test_a_new_row_without_scripts_is_an_empty_one_at_the_end(
    content: History, author: FlaskClient, form: Form
) -> None:
    count = len(published(content).data["rules"])
    answer = form.send(author, "rules.add")
    assert answer.location == f"{URL}?nowy=rules#rules.{count}"
    page = open_form(author, answer.location.partition("#")[0])
    assert f"rules.{count}" in page.ids
    page.put(f"rules.{count}.text", "Nowa zasada.").put(f"rules.{count}.level", "podstawowy")
    page.send(author)
    assert document(content).data["rules"][count:] == [
        {"text": "Nowa zasada.", "level": "podstawowy"}
    ]


def test_a_section_is_begun_without_scripts(
    content: History, author: FlaskClient, form: Form
) -> None:
    answer = form.send(author, "body.section.przyklad")
    assert answer.location == f"{URL}#body"
    assert document(content).body.rstrip().endswith("## Przykład")
    assert 'value="body.section.przyklad"' not in author.get(URL).text


def test_problems_stand_at_their_fields_and_in_the_summary(author: FlaskClient, form: Form) -> None:
    form.put("rules.0.basis", "art. 9999 UDPP").put("body", "## Nieznana\r\n\r\nx")
    form.send(author)
    page = open_form(author, URL)
    for name in ("rules.0.basis", "body"):
        assert f'<a href="#{name}">' in page.html
        assert f"{name}.blad" in page.ids
        assert name in page.ids
    summary = page.html[page.html.index("data-total>") :].partition("</section>")[0]
    assert summary.startswith(f"data-total>{summary.count('<li>')}<")
    assert re.findall(r'<a href="#([^"]+)"', summary)[:2] == ["rules.0.basis", "body"]
    assert "w słowniku aktów nie ma art. 9999 UDPP" in page.html
    assert "nieznana sekcja „Nieznana”" in page.html


def test_many_warnings_are_folded_below_what_must_be_mended(
    author: FlaskClient, form: Form
) -> None:
    form.put("rules.0.basis", "art. 9999 UDPP").send(author)
    summary = open_form(author, URL).html.partition("data-total>")[2].partition("</section>")[0]
    unfolded, _, folded = summary.partition("<details")
    assert re.findall(r'<a href="#([^"]+)"', unfolded) == ["rules.0.basis"]
    assert f"Ostrzeżenia: {folded.count('<li>')}<" in folded


def test_a_missing_field_is_asked_for_by_its_label(author: FlaskClient, form: Form) -> None:
    form.put("title", "").put("steps.0.who", "").send(author)
    page = open_form(author, URL)
    assert '<a href="#title">Tytuł</a>: brak wymaganego pola' in page.html
    assert '<a href="#steps.0.who">Kroki, 1: Kto</a>' in page.html
    assert "dopisz pole „Kto”" in page.html


def test_a_published_version_keeps_its_first_day_and_its_group(
    content: History, author: FlaskClient, form: Form
) -> None:
    assert form.values("valid_from") == []
    assert form.values("group") == []
    form.pairs += [("shown", "valid_from"), ("valid_from", "2030-01-01")]
    form.send(author)
    assert content.changes("maly-grant") == (GRANT,)
    page = open_form(author, URL)
    assert "nazwa pliku to nie data" in page.html


def test_the_preview_is_the_page_of_the_site(author: FlaskClient, form: Form) -> None:
    form.put("summary", "Skrót w **podglądzie**.")
    fragment = form.send(author, url=f"{URL}/podglad")
    assert fragment.status_code == 200
    assert "Skrót w <strong>podglądzie</strong>." in fragment.text
    assert 'id="podglad-kroki"' in fragment.text
    assert "<html" not in fragment.text
    answer = form.send(author, "preview")
    assert answer.location == f"{URL}/podglad"
    page = author.get(answer.location)
    assert "Skrót w <strong>podglądzie</strong>." in page.text
    assert "To jest podgląd szkicu." in page.text


@pytest.mark.parametrize(
    "body", ["", "tekst bez nagłówka", "# H1\n\n## Cel\n\n## Cel", "```\n## x"]
)
def test_the_preview_shows_any_text(author: FlaskClient, form: Form, body: str) -> None:
    for name in ("title", "kind", "level", "code", "rules.0.level", "steps.0.who"):
        form.put(name, "")
    form.put("body", body).put("deadlines.0.id", "Zły id").put("deadlines.1.after", "nie ma")
    assert form.send(author, url=f"{URL}/podglad").status_code == 200


def test_the_review_button_saves_and_leads_on(
    content: History, author: FlaskClient, form: Form
) -> None:
    answer = form.put("title", "Zapisany przed recenzją").send(author, "review")
    assert answer.location == f"{URL}/recenzja"
    assert document(content).data["title"] == "Zapisany przed recenzją"


def test_a_draft_in_review_is_only_shown(content: History, author: FlaskClient, form: Form) -> None:
    draft = content.draft("maly-grant")
    assert draft is not None
    content.send("maly-grant", draft.head, draft.last, "")
    page = author.get(URL)
    assert "czeka na recenzję" in page.text
    assert 'name="expected"' not in page.text
    late = form.put("title", "Za późno wpisany tytuł").send(author)
    assert late.status_code == 409
    assert "Za późno wpisany tytuł" in late.text


def test_a_draft_that_is_gone_says_so(author: FlaskClient) -> None:
    answer = author.get("/redakcja/szkice/wklad-wlasny")
    assert answer.status_code == 404
    assert "Nie ma tego szkicu" in answer.text


def test_vocabularies_are_edited_elsewhere(author: FlaskClient) -> None:
    answer = author.get("/redakcja/szkice/vocabulary.topics")
    assert (answer.status_code, answer.location) == (303, "/redakcja/slowniki/topics")


def test_who_is_not_signed_in_signs_in_first(author: FlaskClient, form: Form) -> None:
    author.delete_cookie("session", path="/redakcja")
    stranger = author.application.test_client()
    assert stranger.get(URL).location.startswith("/redakcja/logowanie")


def test_a_damaged_text_is_mended_as_a_whole(
    content: History, author: FlaskClient, form: Form
) -> None:
    draft = content.draft("maly-grant")
    assert draft is not None
    damaged = b"---\ntitle: a: b\n---\n\n## Cel\n"
    content.save("maly-grant", {GRANT: damaged}, draft.last, draft.head, "")
    page = author.get(URL)
    assert page.status_code == 409
    assert "title: a: b" in page.text
    reader = {"token": form.value("token"), "file": str(GRANT)}
    head = content.draft("maly-grant").head  # type: ignore[union-attr]
    still = author.post(f"{URL}/tekst", data={**reader, "expected": head, "tekst": "nic"})
    assert still.status_code == 409
    text = "---\ntitle: Naprawiony\n---\n\n## Cel\n"
    done = author.post(f"{URL}/tekst", data={**reader, "expected": head, "tekst": text})
    assert done.status_code == 303
    assert document(content).data["title"] == "Naprawiony"


def test_hints_say_how_a_field_is_read(author: FlaskClient) -> None:
    hints = "/redakcja/podpowiedzi"
    good = author.get(f"{hints}/przepis?tekst=art.+19a+UDPP").json
    assert good["good"] is True
    assert "art. 19a" in good["text"]
    bad = author.get(f"{hints}/przepis?tekst=art+19a+udpp+coś").json
    assert bad["good"] is False
    assert bad["text"]
    term = author.get(f"{hints}/termin?term=7+dni&event=wpływ+oferty").json
    assert term["good"] is True
    assert term["text"]
