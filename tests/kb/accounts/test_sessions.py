from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kb.accounts import people, sessions
from kb.accounts.security import accounts
from kb.accounts.tables import Account

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
pytestmark = pytest.mark.usefixtures("_accounts")


def anna() -> tuple[Session, Account]:
    stored = accounts().session
    return stored, people.create(stored, "anna@example.org", "Anna Nowak", "autor")


def test_a_session_lives_while_it_is_used_but_not_for_ever() -> None:
    stored, account = anna()
    name = sessions.begin(stored, account.id, NOW, FIREFOX)
    moment = NOW
    while moment - NOW <= sessions.LONGEST:
        assert sessions.is_alive(stored, name, account.id, moment)
        moment += sessions.IDLE
    assert not sessions.is_alive(stored, name, account.id, moment)


def test_a_session_nobody_uses_ends() -> None:
    stored, account = anna()
    name = sessions.begin(stored, account.id, NOW, FIREFOX)
    late = NOW + sessions.IDLE + timedelta(seconds=1)
    assert not sessions.is_alive(stored, name, account.id, late)
    assert sessions.alive(stored, account.id, late) == []
    sessions.begin(stored, account.id, late, FIREFOX)
    assert len(sessions.alive(stored, account.id, NOW)) == 1


def test_a_session_is_that_of_its_account_alone() -> None:
    stored, account = anna()
    name = sessions.begin(stored, account.id, NOW, FIREFOX)
    assert not sessions.is_alive(stored, name, account.id + 1, NOW)
    assert not sessions.is_alive(stored, "", account.id, NOW)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
            "Gecko) Version/18.0 Safari/605.1.15",
            "Safari, macOS",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge, Windows",
        ),
        ("", "nieznana przeglądarka"),
        ("curl/8", "nieznana przeglądarka"),
    ],
)
def test_a_browser_is_named_coarsely(agent: str, name: str) -> None:
    assert sessions.browser_name(agent) == name
