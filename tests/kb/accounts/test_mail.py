from pathlib import Path

import pytest

from kb.accounts.mail import MailError, send
from kb.accounts.messages import invitation_message
from kb.settings import Settings
from tests.kb.accounts.smtp_server import running

LETTER = invitation_message("Żaneta Łącka", "https://baza.example.pl/redakcja/link/abc")


def settings(mail: str) -> Settings:
    return Settings(standards=Path(), var=Path(), mail=mail, mail_from="baza@example.pl")


def test_a_letter_arrives_whole() -> None:
    with running() as server:
        send(settings(f"smtp://127.0.0.1:{server.port}"), "zaneta@example.org", LETTER)
    (letter,) = server.letters
    assert letter["To"] == "zaneta@example.org"
    assert str(letter["From"]) == "Baza Standardów Współpracy <baza@example.pl>"
    assert letter["Subject"] == LETTER.subject
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_password_goes_to_this_machine_in_the_clear_and_nowhere_else() -> None:
    with running() as server:
        address = f"smtp://ja:tajne%40haslo@127.0.0.1:{server.port}"
        send(settings(address), "a@example.org", LETTER)
        assert any(command.startswith("AUTH") for command in server.heard)
    with running("127.0.0.2") as elsewhere:
        address = f"smtp://ja:tajne@127.0.0.2:{elsewhere.port}"
        with pytest.raises(MailError, match="nie przyjął"):
            send(settings(address), "a@example.org", LETTER)
        assert not any(command.startswith("AUTH") for command in elsewhere.heard)


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(MailError, match="nie przyjął"):
        send(settings("smtp://127.0.0.1:9"), "a@example.org", LETTER)
