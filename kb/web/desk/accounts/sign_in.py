"""Signing in and out: a password, then a code where the account has a second factor."""

import re
import time

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from kb.accounts import people
from kb.accounts.limits import CODES_PER_ACCOUNT, PASSWORDS_PER_ACCOUNT, PASSWORDS_PER_ADDRESS
from kb.accounts.passwords import is_password
from kb.accounts.second_factor import is_code
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.web.desk import identity
from kb.web.desk.access import SIGN_IN, needs, signed_in
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.tries import TOO_MANY, may_try, tries
from kb.web.desk.identity import DESK
from kb.web.desk.services import editing

CODE = f"{SIGN_IN}/kod"
CODE_WITHIN = 600
"""Seconds in which the code must follow the password."""
_HALF_WAY = "drugi"
"""Key of the cookie: whose password was right, when, and where they want to go."""
_REASONS = {
    "sesja": "Sesja wygasła, ale tekst jest zachowany. Zaloguj się, a pokażemy go do zapisania.",
    "formularz": "Strona była otwarta zbyt długo. Zaloguj się jeszcze raz.",
    "wylogowano": "Wylogowano.",
    "haslo": "Hasło jest zmienione. Zaloguj się nim.",
    "kod": "Od podania hasła minęło zbyt dużo czasu. Zacznij od początku.",
    "dostawca": "Logowanie u dostawcy tożsamości nie powiodło się. Spróbuj jeszcze raz.",
    "obcy": "Z tym adresem e-mail nie ma tu konta. O zaproszenie poproś administratora serwisu.",
}
_WRONG = "Adres e-mail albo hasło się nie zgadza."
_WRONG_CODE = "Ten kod się nie zgadza albo został już użyty. Wpisz następny."
_OWN_PAGE = re.compile(r"/redakcja(?:[/?][^\\\s]*)?")


@blueprint.get("/logowanie")
def sign_in_form() -> ResponseReturnValue:
    """The form for signing in."""
    if signed_in():
        return redirect(own_page(request.args.get("next", "")), 303)
    return _form(notice=_REASONS.get(request.args.get("powod", ""), ""))


@blueprint.post("/logowanie")
def sign_in() -> ResponseReturnValue:
    """Check the password, and lead on."""
    email, password = request.form.get("email", ""), request.form.get("haslo", "")
    if not may_try((PASSWORDS_PER_ACCOUNT, email), PASSWORDS_PER_ADDRESS, "haslo"):
        return _form(email, problem=TOO_MANY, status=429)
    account = people.find(accounts().session, email)
    if not is_password(account, password) or account is None or not account.active:
        return _form(email, problem=_WRONG, status=422)
    return lead_in(account, request.form.get("next", ""))


@blueprint.get("/logowanie/kod")
def code_form() -> ResponseReturnValue:
    """The form for the code."""
    return _code_form() if _half_way() else redirect(f"{SIGN_IN}?powod=kod", 303)


@blueprint.post("/logowanie/kod")
def enter_code() -> ResponseReturnValue:
    """Check the code, and lead on."""
    account, stored = _half_way(), accounts().session
    if account is None:
        return redirect(f"{SIGN_IN}?powod=kod", 303)
    if not tries().allow(CODES_PER_ACCOUNT, "kod", str(account.id)):
        return _code_form(TOO_MANY, 429)
    right = is_code(stored, account, request.form.get("kod", ""))
    stored.commit()
    return _enter(account, session[_HALF_WAY][2]) if right else _code_form(_WRONG_CODE, 422)


@blueprint.post("/wyloguj")
@needs("autor", second_factor=False)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    identity.sign_out()
    return redirect(f"{SIGN_IN}?powod=wylogowano", 303)


def lead_in(account: Account, next_page: str) -> ResponseReturnValue:
    """Sign in whoever has proven to hold the account, after a code if there is a second factor."""
    if account.has_second_factor:
        session.clear()
        session[_HALF_WAY] = [account.id, int(time.time()), own_page(next_page)]
        return redirect(CODE, 303)
    return _enter(account, next_page)


def own_page(address: str) -> str:
    """A page of the editors, whatever the address says."""
    return address if _OWN_PAGE.fullmatch(address) else DESK


def _enter(account: Account, next_page: str) -> ResponseReturnValue:
    tries().forget(PASSWORDS_PER_ACCOUNT, "haslo", account.email)
    tries().forget(CODES_PER_ACCOUNT, "kod", str(account.id))
    identity.sign_in(account)
    return redirect(own_page(next_page), 303)


def _half_way() -> Account | None:
    """Whose password was right a moment ago."""
    account_id, since, _ = session.get(_HALF_WAY, (0, 0, ""))
    if time.time() - since > CODE_WITHIN:
        return None
    account = accounts().session.get(Account, account_id)
    return account if account is not None and account.active else None


def _form(
    email: str = "", *, problem: str = "", notice: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "desk/accounts/sign_in.html",
        email=email,
        problem=problem,
        notice=notice,
        next=own_page(request.values.get("next", "")),
        first=not people.is_anybody(accounts().session),
        provider=editing().settings.oidc_name if editing().settings.oidc_issuer else "",
    )
    return page, status


def _code_form(problem: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("desk/accounts/code.html", problem=problem), status
