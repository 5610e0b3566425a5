"""Passwords: the policy, hashing, and checking without telling who has an account.

Long and not obvious is all that is asked of a password (as NIST SP 800-63B advises); which signs it
is made of is nobody's concern. `common_passwords.txt.gz` holds the 20,000 commonest ones of leaked
lists, compiled by Royce Williams and taken as it is from Django 5.2 (BSD licence).
"""

import gzip
import re
from functools import cache
from pathlib import Path

from flask_security.utils import hash_password, verify_and_update_password

from kb.accounts.security import accounts
from kb.accounts.tables import Account

SHORTEST, LONGEST = 12, 200
"""Characters of a password; the upper bound only bounds the work of hashing."""
_COMMON = Path(__file__).with_name("common_passwords.txt.gz")
_POLISH = frozenset({"haslo", "hasło", "tajnehasło", "mojehasło", "redakcja", "administracja"})
_FEW = 4
"""Characters that may remain of a password beside what everybody guesses."""
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_OBVIOUS = "To hasło da się łatwo odgadnąć. Wpisz inne, np. cztery przypadkowe słowa."


def password_problem(password: str, account: Account) -> str:
    """What is wrong with a new password of an account; empty when nothing is."""
    if len(password) < SHORTEST:
        return f"Hasło jest za krótkie. Wpisz co najmniej {SHORTEST} znaków, np. kilka słów."
    if len(password) > LONGEST:
        return f"Hasło jest za długie. Wpisz najwyżej {LONGEST} znaków."
    plain = "".join(password.casefold().split())
    own = re.findall(r"\w{3,}", f"{account.name} {account.email}".casefold())
    if _without(re.sub(r"[\W_]", "", plain), own) <= _FEW:
        return "Hasło składa się z Twojego imienia, nazwiska albo adresu. Wpisz inne."
    return _OBVIOUS if _is_obvious(plain) else ""


def set_password(account: Account, password: str) -> None:
    """Give an account a password; whoever calls commits."""
    account.password = hash_password(_normal(password))


def is_password(account: Account | None, password: str) -> bool:
    """Whether that is the password of the account; takes as long when there is none."""
    typed = _normal(password)
    if account is None or account.password is None or len(password) > LONGEST:
        hash_password(typed[:LONGEST])
        return False
    return bool(verify_and_update_password(typed, account))


def _normal(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return accounts().security._password_util.normalize(password)


def _is_obvious(plain: str) -> bool:
    """Whether it is a common password, dressed up with digits, repeated, or a row of keys."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    repeated = re.fullmatch(r"(.+?)\1+", plain)
    unit = repeated[1] if repeated else plain
    rows = [
        row[start : start + length]
        for line in _ROWS
        for row in (line * 2, line[::-1] * 2)
        for length in range(len(line), 3, -1)
        for start in range(len(line))
    ]
    return (
        not {plain, core, unit}.isdisjoint(_common())
        or len(set(plain)) <= _FEW
        or len(unit) < _FEW
        or _without(plain, rows) <= _FEW
    )


def _without(plain: str, parts: list[str]) -> int:
    """How many characters remain when the parts are taken out, the longest first."""
    for part in sorted(parts, key=len, reverse=True):
        plain = plain.replace(part, "")
    return len(plain)


@cache
def _common() -> frozenset[str]:
    with gzip.open(_COMMON, "rt", encoding="utf-8") as file:
        return frozenset(file.read().split()) | _POLISH
