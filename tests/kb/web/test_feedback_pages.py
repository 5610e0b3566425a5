import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.database import Database
from kb.feedback import LONGEST, Feedback
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.feedback_desk import REPORTS_PER_HOUR, VOTES_PER_HOUR, install_feedback
from tests.kb.web.html import Page
from tests.shared import NewApp

FORM = "/standardy/maly-grant/zglos"
VOTE = "/standardy/maly-grant/ocena"
TODAY = date(2026, 11, 22)
GOOD = {"co": "przepis", "tresc": "Limit w kroku 3 jest nieaktualny."}


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """An installation with a database and limits of its own, over the shared index."""
    return Settings(
        standards=settings.standards,
        var=settings.var,
        database=f"sqlite:///{tmp_path / 'baza.sqlite'}",
    )


@pytest.fixture
def app(own: Settings, publisher: Publisher, new_app: NewApp) -> Flask:
    app = new_app(own, publisher)
    app.config["TODAY"] = TODAY
    return app


@pytest.fixture
def feedback(own: Settings) -> Feedback:
    return Feedback(Database(own.database_url))


def fields(client: FlaskClient, address: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    controls = Page(client.get(address).text).controls
    return {str(c["name"]): c["value"] or "" for c in controls if c.get("type") == "hidden"}


def send(client: FlaskClient, **changed: str) -> TestResponse:
    return client.post(FORM, data={**fields(client, FORM), **GOOD, **changed})


def test_every_standard_leads_to_the_form_and_asks_whether_it_helped(client: FlaskClient) -> None:
    page = Page(client.get("/standardy/maly-grant").text)
    assert FORM in page.links
    assert "Czy ta strona pomogła?" in page.text
    archived = Page(client.get("/standardy/maly-grant/2025-01-01").text)
    assert f"{FORM}?wersja=2025-01-01" in archived.links


def test_a_report_is_kept_and_answered_with_thanks(client: FlaskClient, feedback: Feedback) -> None:
    answer = send(client, email="ewa@example.pl")
    assert answer.status_code == 303
    assert answer.location == f"{FORM}/wyslano"
    assert "Dziękujemy" in client.get(answer.location).text
    (report,) = feedback.reports()
    assert (report.slug, report.version, report.day) == ("maly-grant", date(2026, 9, 1), TODAY)
    assert (report.kind, report.text) == ("przepis", GOOD["tresc"])
    assert report.email == "ewa@example.pl"
    assert "Set-Cookie" not in answer.headers


def test_a_report_names_the_version_it_is_about(client: FlaskClient, feedback: Feedback) -> None:
    hidden = fields(client, f"{FORM}?wersja=2025-01-01")
    assert client.post(FORM, data={**hidden, **GOOD}).status_code == 303
    assert feedback.reports()[0].version == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"co": ""}, "co", "Wybierz"),
        ({"co": "ocena"}, "co", "Wybierz"),
        ({"tresc": "  "}, "tresc", "Napisz, co"),
        ({"tresc": "Źle"}, "tresc", "co najmniej"),
        ({"tresc": "x" * (LONGEST + 1)}, "tresc", "najwyżej"),
        ({"email": "ewa"}, "email", "pełny adres"),
    ],
)
def test_mistakes_stand_beside_their_fields_and_what_was_typed_stays(
    client: FlaskClient, feedback: Feedback, changed: dict[str, str], field: str, message: str
) -> None:
    answer = send(client, **changed)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert f"{field}-blad" in page.ids
    assert sorted(set(page.ids)) == sorted(page.ids)
    assert message in page.text
    assert "<title>Błąd:" in answer.text
    for name, value in {**GOOD, **changed}.items():
        if name == "co":
            chosen = [c["value"] for c in page.controls if "checked" in c]
            assert chosen == ([value] if value == GOOD["co"] else [])
        else:
            assert value.strip() in answer.text
    assert feedback.reports() == []


def test_line_ends_of_browsers_do_not_count(client: FlaskClient, feedback: Feedback) -> None:
    text = "\r\n".join(["x" * 99] * (LONGEST // 100))
    assert send(client, tresc=text).status_code == 303
    assert feedback.reports()[0].text == text.replace("\r\n", "\n")


def test_a_program_that_fills_the_hidden_field_is_thanked_and_ignored(
    client: FlaskClient, feedback: Feedback
) -> None:
    answer = send(client, strona="https://example.com")
    assert (answer.status_code, answer.location) == (303, f"{FORM}/wyslano")
    assert feedback.reports() == []


def test_a_form_without_its_token_is_shown_again_with_the_text(
    client: FlaskClient, feedback: Feedback
) -> None:
    answer = send(client, zeton="")
    assert answer.status_code == 422
    assert "jeszcze raz" in answer.text
    assert GOOD["tresc"] in answer.text
    assert feedback.reports() == []


def test_a_form_left_open_too_long_can_be_sent_again(
    app: Flask, own: Settings, feedback: Feedback
) -> None:
    client = app.test_client()
    install_feedback(app, own, lifetime=timedelta(seconds=-1))
    answer = send(client)
    assert answer.status_code == 422
    assert "zbyt długo" in answer.text
    install_feedback(app, own)
    controls = Page(answer.text).controls
    hidden = {str(c["name"]): c["value"] or "" for c in controls if c.get("type") == "hidden"}
    assert client.post(FORM, data={**hidden, **GOOD}).status_code == 303
    assert len(feedback.reports()) == 1


def test_one_address_cannot_send_without_end_and_its_text_is_not_lost(
    client: FlaskClient, feedback: Feedback
) -> None:
    hidden = fields(client, FORM)
    for _ in range(REPORTS_PER_HOUR):
        assert client.post(FORM, data={**hidden, **GOOD}).status_code == 303
    answer = client.post(FORM, data={**hidden, **GOOD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert GOOD["tresc"] in answer.text
    assert len(feedback.reports()) == REPORTS_PER_HOUR
    other = client.post(FORM, data={**hidden, **GOOD}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 303


def test_forms_are_kept_by_nobody_and_found_by_no_robot(client: FlaskClient) -> None:
    for address in (FORM, VOTE):
        answer = client.get(address)
        assert "no-store" in answer.headers["Cache-Control"]
        assert 'name="robots" content="noindex"' in answer.text


def test_a_vote_is_counted_and_may_be_explained(client: FlaskClient, feedback: Feedback) -> None:
    answer = client.post(VOTE, data={"glos": "nie", "wersja": "2026-09-01"})
    assert answer.status_code == 303
    hidden = fields(client, str(answer.location))
    explained = client.post(f"{VOTE}/dlaczego", data={**hidden, "tresc": "Brak wzoru."})
    assert explained.status_code == 303
    (tally,) = feedback.tallies()
    assert (tally.slug, tally.helped, tally.not_helped) == ("maly-grant", 0, 1)
    (report,) = feedback.reports()
    assert (report.kind, report.text, report.email) == ("ocena", "Brak wzoru.", None)


def test_an_explanation_too_long_or_empty_is_shown_again(
    client: FlaskClient, feedback: Feedback
) -> None:
    hidden = fields(client, VOTE)
    for text in ("", "x" * (LONGEST + 1)):
        answer = client.post(f"{VOTE}/dlaczego", data={**hidden, "tresc": text})
        assert answer.status_code == 422
        assert "tresc-blad" in Page(answer.text).ids
        assert text in answer.text
    client.post(f"{VOTE}/dlaczego", data={**hidden, "tresc": "Reklama", "strona": "x"})
    assert feedback.reports() == []


@pytest.mark.parametrize("voice", ["", "może"])
def test_a_vote_that_says_nothing_is_refused(client: FlaskClient, voice: str) -> None:
    assert client.post(VOTE, data={"glos": voice}).status_code == 400


def test_another_site_cannot_vote(client: FlaskClient, feedback: Feedback) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(VOTE, data={"glos": "tak"}, headers=headers).status_code == 400
    assert feedback.tallies() == []


def test_one_address_cannot_vote_without_end(client: FlaskClient, feedback: Feedback) -> None:
    statuses = [
        client.post(VOTE, data={"glos": "tak"}).status_code for _ in range(VOTES_PER_HOUR + 1)
    ]
    assert statuses == [303] * VOTES_PER_HOUR + [429]
    assert feedback.tallies()[0].helped == VOTES_PER_HOUR


@pytest.fixture
def without_database(
    settings: Settings, publisher: Publisher, tmp_path: Path, new_app: NewApp
) -> FlaskClient:
    broken = Settings(
        standards=settings.standards,
        var=settings.var,
        database=f"sqlite:///{tmp_path / 'brak' / 'baza.sqlite'}",
    )
    return new_app(broken, publisher).test_client()


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_a_report_that_cannot_be_kept_is_not_lost_and_nothing_of_it_is_logged(
    without_database: FlaskClient, logged: pytest.LogCaptureFixture
) -> None:
    answer = send(without_database, email="ewa@example.pl")
    assert answer.status_code == 503
    assert GOOD["tresc"] in answer.text
    assert without_database.post(VOTE, data={"glos": "tak"}).status_code == 503
    assert "could not be kept" in logged.text
    for secret in ("ewa@example.pl", "Limit w kroku", "127.0.0.1"):
        assert secret not in logged.text


def test_a_standard_that_is_not_there_takes_no_report(client: FlaskClient) -> None:
    assert client.get("/standardy/nie-ma/zglos").status_code == 404
    assert client.post("/standardy/nie-ma/ocena", data={"glos": "tak"}).status_code == 404
