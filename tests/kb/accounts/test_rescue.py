from datetime import UTC, datetime, timedelta

import pytest

from kb.accounts import people, rescue
from kb.accounts.security import accounts

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("_accounts")


def test_the_newest_texts_are_kept_for_a_week() -> None:
    stored = accounts().session
    account = people.create(stored, "anna@example.org", "Anna Nowak", "autor")
    for minute in range(rescue.MOST + 3):
        moment = NOW + timedelta(minutes=minute)
        fields = [("tresc", f"tekst {minute}")]
        rescue.keep(stored, account.id, "/redakcja/x", fields, moment, had_files=False)
    texts = [form.fields[0][1] for form in rescue.all_rescued(stored, account.id)]
    assert texts == [f"tekst {n}" for n in range(rescue.MOST + 2, 2, -1)]
    late = NOW + rescue.KEPT + timedelta(days=1)
    rescue.keep(stored, account.id, "/redakcja/x", [], late, had_files=True)
    assert [form.had_files for form in rescue.all_rescued(stored, account.id)] == [True]


def test_nothing_is_kept_for_who_may_not_sign_in() -> None:
    stored = accounts().session
    account = people.create(stored, "anna@example.org", "Anna Nowak", "autor")
    account.active = False
    for number in (account.id, 999):
        assert rescue.keep(stored, number, "/redakcja/x", [], NOW, had_files=False) is None
