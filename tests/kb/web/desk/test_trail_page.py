import csv
import io
from datetime import UTC, datetime

from flask import Flask

from kb.history.history import History
from kb.history.model import Person
from kb.web.desk.trail import csv_text
from kb.workflow.trail import Entry
from tests.kb.history.seeds import REVIEWER
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import DRAFT, KEY, own_draft, post, somebodys_draft

TRAIL = "/redakcja/dziennik"


def test_an_administrator_sees_who_did_what(sign_in: SignIn, content: History) -> None:
    author = sign_in("autor")
    head = own_draft(author, content).head
    post(author, f"{DRAFT}/wyslij", {"glowa": head, "notatka": "Tajna notatka"})

    page = sign_in("administrator", "Jan Kot").get(TRAIL).text

    assert "Wysłanie do recenzji" in page
    assert "Anna Nowak" in page
    assert f"/redakcja/standardy/{KEY}/historia" in page
    assert "Tajna notatka" not in page


def test_only_administrators_see_it(sign_in: SignIn, desk_app: Flask) -> None:
    client = sign_in("redaktor")

    assert client.get(TRAIL).status_code == 403
    assert client.get(f"{TRAIL}.csv").status_code == 403
    assert desk_app.test_client().get(f"{TRAIL}.csv").status_code == 303


def test_it_can_be_narrowed_to_a_person_and_a_document(sign_in: SignIn, content: History) -> None:
    author = sign_in("autor")
    head = own_draft(author, content).head
    post(author, f"{DRAFT}/wyslij", {"glowa": head})
    admin = sign_in("administrator", "Jan Kot")

    assert "<strong>2</strong> wpisy" in admin.get(f"{TRAIL}?standard={KEY}").text
    assert "Nie ma takich wpisów." in admin.get(f"{TRAIL}?standard={KEY}&osoba=konto-77").text


def test_a_publication_from_another_process_is_in_it(sign_in: SignIn, content: History) -> None:
    content.publish(KEY, somebodys_draft(content, sent=True).head, REVIEWER, "Nowy tytuł")
    admin = sign_in("administrator")

    for _ in range(2):
        page = admin.get(f"{TRAIL}?standard={KEY}").text
        assert "Publikacja" in page
        assert "<strong>1</strong> wpis" in page


def test_it_can_be_taken_away_as_a_table(sign_in: SignIn, content: History) -> None:
    own_draft(sign_in("autor"), content)

    answer = sign_in("administrator", "Jan Kot").get(f"{TRAIL}.csv?standard={KEY}")

    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][:2] == ["kiedy (UTC)", "osoba"]
    assert rows[1][1] == "Anna Nowak"
    assert rows[1][3:5] == ["Zaczęcie szkicu", KEY]


def test_a_name_cannot_become_a_formula_of_a_spreadsheet() -> None:
    entry = Entry(datetime(2026, 11, 22, tzinfo=UTC), Person("konto-1", "=1+1"), "x", "y")

    assert ";" in csv_text([entry])
    assert "'=1+1" in csv_text([entry])
