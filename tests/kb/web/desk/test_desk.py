from datetime import date, timedelta

from flask import Flask

from kb.database import Database
from kb.feedback import Feedback, Report
from kb.history.history import History
from kb.search_log import add_counts
from kb.settings import Settings
from tests.kb.web.desk.conftest import TODAY
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import (
    DRAFT,
    KEY,
    SHARE,
    TITLE,
    own_draft,
    post,
    somebodys_draft,
    text_of,
)


def section(page: str, anchor: str) -> str:
    """One section of the desk."""
    return page[page.index(f'aria-labelledby="{anchor}"') :].partition("</section>")[0]


def test_an_empty_desk_says_so(sign_in: SignIn) -> None:
    page = sign_in("redaktor").get("/redakcja").text

    assert "Nie masz teraz żadnego szkicu." in page
    assert "Nic nie czeka na recenzję." in page
    assert "Wszystkie pliki są w serwisie." in page


def test_own_drafts_and_those_of_others_stand_apart(sign_in: SignIn, content: History) -> None:
    author, other = sign_in("autor"), sign_in("autor", "Jan Kot")
    own_draft(author, content)

    assert f'href="{DRAFT}"' in section(author.get("/redakcja").text, "moje")
    page = other.get("/redakcja").text
    assert "Nie masz teraz żadnego szkicu." in section(page, "moje")
    assert "Anna Nowak" in section(page, "inne")


def test_what_waits_for_review_leads_reviewers_to_it(sign_in: SignIn, content: History) -> None:
    somebodys_draft(content, sent=True)

    waiting = section(sign_in("redaktor").get("/redakcja").text, "do-recenzji")
    assert f'href="{DRAFT}/recenzja"' in waiting
    assert "Zrecenzuj" in waiting
    assert "„Nowy tytuł”" in waiting
    other = sign_in("autor", "Jan Kot").get("/redakcja").text
    assert f'href="{DRAFT}/recenzja"' in section(other, "inne")


def test_reviews_of_legal_state_that_are_due_lead_to_a_change(
    sign_in: SignIn, desk_app: Flask
) -> None:
    desk_app.config["TODAY"] = date(2028, 1, 1)

    due = section(sign_in("autor").get("/redakcja").text, "przeglady")

    assert "Po terminie." in due
    assert f'action="/redakcja/standardy/{KEY}/edytuj"' in due


def test_a_changed_act_lists_the_standards_it_touches(
    sign_in: SignIn, content: History, desk_app: Flask
) -> None:
    acts = content.root / "vocabulary/acts.yaml"
    text = acts.read_text(encoding="utf-8")
    old = 'in_force: "2026-09-01"'
    assert old in text
    acts.write_text(text.replace(old, 'in_force: "2026-12-31"', 1), encoding="utf-8")
    client = sign_in("autor")
    desk_app.extensions["kb_editing"].publisher.refresh()

    changed = section(client.get("/redakcja").text, "akty")

    assert "zmiana od 31\u00a0grudnia 2026" in changed
    assert 'action="/redakcja/standardy/maly-grant/edytuj"' in changed


def test_a_report_is_settled_and_opened_again(sign_in: SignIn, desk_settings: Settings) -> None:
    feedback = Feedback(Database(desk_settings.database_url))
    report = Report(TODAY, KEY, date(2026, 1, 15), "przepis", "Przepis się zmienił.", "a@b.pl")
    feedback.report(report)
    client = sign_in("autor")
    page = section(client.get("/redakcja").text, "zgloszenia")
    assert "Przepis się zmienił." in page
    assert "mailto:a@b.pl" in page
    (kept,) = feedback.waiting()

    for _ in range(2):
        assert post(client, f"/redakcja/zgloszenia/{kept.id}", {}).status_code == 303
    assert feedback.waiting() == []
    assert "Jednak czeka" in section(client.get("/redakcja").text, "zgloszenia")

    post(client, f"/redakcja/zgloszenia/{kept.id}", {"stan": "otwarte"})
    assert [one.report for one in feedback.waiting()] == [report]


def test_searches_that_found_nothing_lead_to_their_remedies(
    sign_in: SignIn, desk_settings: Settings
) -> None:
    with Database(desk_settings.database_url).session() as session:
        day = TODAY - timedelta(days=3)
        counts = {("lokal na piknik", day, "none"): 4, ("rzadkie pytanie", day, "none"): 1}
        add_counts(session, counts)

    asked = section(sign_in("redaktor").get("/redakcja").text, "zapytania")

    assert "Bez wyników 4 razy" in asked
    assert "/redakcja/slowniki/synonyms/nowy?canonical=lokal+na+piknik" in asked.replace("%20", "+")
    assert "/redakcja/nowy?tytul=" in asked
    assert "rzadkie pytanie" not in asked
    author = section(sign_in("autor", "Jan Kot").get("/redakcja").text, "zapytania")
    assert "/redakcja/slowniki/" not in author
    assert "/redakcja/nowy?tytul=" in author


def test_a_file_with_a_mistake_is_listed_with_it(
    sign_in: SignIn, content: History, desk_app: Flask
) -> None:
    text = text_of(content).replace("kind: ", "kind: nie-ma-", 1)
    (content.root / SHARE).write_text(text, encoding="utf-8")
    client = sign_in("autor")
    desk_app.extensions["kb_editing"].publisher.refresh()

    left_out = section(client.get("/redakcja").text, "pominiete")

    assert str(SHARE) in left_out
    assert "nie-ma-" in left_out
    assert f'action="/redakcja/standardy/{KEY}/edytuj"' in left_out
    begun = post(client, f"/redakcja/standardy/{KEY}/edytuj", {"wersja": SHARE.stem})
    assert begun.status_code == 303
    editor = client.get(begun.headers["Location"])
    assert editor.status_code == 200
    assert TITLE in editor.text
    draft = content.draft(KEY)
    assert draft is not None
    assert content.read(draft.head, SHARE) == text.encode()


def test_the_desk_needs_an_account(desk_app: Flask) -> None:
    answer = desk_app.test_client().get("/redakcja")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/redakcja/logowanie")
