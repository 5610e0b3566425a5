"""One-time links: accepting an invitation, or setting a new password."""

from threading import Thread

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from kb.accounts import links, people, sessions
from kb.accounts.limits import LINKS_PER_ACCOUNT, LINKS_PER_ADDRESS
from kb.accounts.mail import MailError, log_failure, send
from kb.accounts.messages import new_password_message
from kb.accounts.passwords import password_problem, set_password
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.settings import Settings
from kb.web.absolute import absolute
from kb.web.desk.access import SIGN_IN
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.sign_in import lead_in
from kb.web.desk.accounts.tries import TOO_MANY, may_try
from kb.web.desk.identity import now
from kb.web.desk.services import editing

_LINK = "link"
"""Key of the cookie that carries the link on, so that its address is left at once."""


@blueprint.get("/haslo")
def forgotten() -> ResponseReturnValue:
    """How to get a new password: by mail if the service can send any, else by an administrator."""
    return _forgotten_page()


@blueprint.post("/haslo")
def send_link() -> ResponseReturnValue:
    """Send a link, if there is such an account; the answer does not tell."""
    settings, email = editing().settings, request.form.get("email", "")
    if not settings.mail:
        return redirect("/redakcja/haslo", 303)
    if not may_try((LINKS_PER_ACCOUNT, email), LINKS_PER_ADDRESS, "link"):
        return _forgotten_page(problem=TOO_MANY, status=429)
    stored = accounts().session
    account = people.find(stored, email)
    if account is not None and account.active:
        address = absolute(links.issue(stored, account, now()))
        stored.commit()
        # The answer comes as fast as for an address nobody has.
        letter = (settings, account.email, account.name, address)
        Thread(target=_send, args=letter, name="mail").start()
    return _forgotten_page(sent=True)


@blueprint.get("/link/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Take the link over into the cookie; nothing is used up yet, programs look at links too."""
    session[_LINK] = token
    return redirect("/redakcja/haslo/nowe", 303)


@blueprint.get("/haslo/nowe")
def new_password_form() -> ResponseReturnValue:
    """The form for a new password."""
    account = links.holder(accounts().session, session.get(_LINK, ""), now())
    return _form(account) if account is not None else _invalid()


@blueprint.post("/haslo/nowe")
def set_new_password() -> ResponseReturnValue:
    """Set the password, use the link up, and sign in."""
    stored, token = accounts().session, session.get(_LINK, "")
    account = links.holder(stored, token, now())
    if account is None:
        return _invalid()
    errors = new_password_errors(account)
    if errors:
        return _form(account, errors, 422)
    if links.use(stored, token, now()) is None:
        return _invalid()
    set_password(account, request.form["haslo"])
    sessions.end_all(stored, account.id)
    stored.commit()
    session.pop(_LINK, None)
    return lead_in(account, "")


def new_password_errors(account: Account) -> dict[str, str]:
    """What is wrong with the new password that was typed twice, by field."""
    password, repeated = request.form.get("haslo", ""), request.form.get("haslo2", "")
    problem = password_problem(password, account)
    if problem:
        return {"haslo": problem}
    if password != repeated:
        return {"haslo2": "Hasła się różnią. Wpisz w obu polach to samo."}
    return {}


def _send(settings: Settings, email: str, name: str, address: str) -> None:
    try:
        send(settings, email, new_password_message(name, address))
    except MailError as error:
        log_failure(error)


def _form(
    account: Account, errors: dict[str, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template("desk/accounts/new_password.html", account=account, errors=errors or {})
    return page, status


def _forgotten_page(
    *, problem: str = "", sent: bool = False, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "desk/accounts/forgotten.html",
        by_mail=bool(editing().settings.mail),
        sent=sent,
        problem=problem,
    )
    return page, status


def _invalid() -> ResponseReturnValue:
    return render_template("desk/accounts/invalid_link.html", sign_in=SIGN_IN), 410
