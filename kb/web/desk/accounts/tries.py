"""How often somebody may try what could be guessed."""

from flask import request
from limits import RateLimitItem

from kb.accounts.limits import Tries
from kb.accounts.security import accounts
from kb.web.desk.services import editing

TOO_MANY = "Za dużo prób. Odczekaj kwadrans i spróbuj jeszcze raz."
"""What somebody is told who may not try again yet."""


def tries() -> Tries:
    """The counts of this installation."""
    return Tries(editing().database, accounts().digest)


def may_try(account: tuple[RateLimitItem, str], address: RateLimitItem, kind: str) -> bool:
    """Count a try for what was named and for the address it comes from."""
    counts, (limit, who) = tries(), account
    by_address = counts.allow(address, f"{kind}-adres", request.remote_addr or "")
    return counts.allow(limit, kind, who.strip().casefold()) and by_address
