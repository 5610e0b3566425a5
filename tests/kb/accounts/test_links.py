from datetime import UTC, datetime, timedelta

import pytest

from kb.accounts import links, people
from kb.accounts.passwords import set_password
from kb.accounts.security import accounts
from kb.accounts.tables import OneTimeLink

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("_accounts")


def test_a_link_is_used_once_and_ends_in_time() -> None:
    stored = accounts().session
    account = people.create(stored, "anna@example.org", "Anna Nowak", "autor")
    token = links.issue(stored, account, NOW).removeprefix(links.ADDRESS)
    late = NOW + timedelta(days=7)
    assert links.holder(stored, token, late - timedelta(seconds=1)) is account
    assert links.holder(stored, token, late) is None
    assert links.use(stored, token, NOW) is account
    assert links.use(stored, token, NOW) is None


def test_a_link_for_a_password_ends_sooner_than_an_invitation() -> None:
    stored = accounts().session
    account = people.create(stored, "anna@example.org", "Anna Nowak", "autor")
    set_password(account, "cztery stokrotki na wiosnę")
    token = links.issue(stored, account, NOW).removeprefix(links.ADDRESS)
    assert links.holder(stored, token, NOW + timedelta(days=1)) is None


def test_only_a_digest_is_stored_and_a_disabled_account_has_no_links() -> None:
    stored = accounts().session
    people.create(stored, "ewa@example.org", "Ewa Lis", "administrator")
    account = people.create(stored, "anna@example.org", "Anna Nowak", "autor")
    token = links.issue(stored, account, NOW).removeprefix(links.ADDRESS)
    assert stored.get(OneTimeLink, token) is None
    people.disable(stored, account)
    assert links.holder(stored, token, NOW) is None
    assert links.holder(stored, "", NOW) is None
