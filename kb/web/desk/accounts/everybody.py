"""The accounts of all, for administrators: invite, change, end sessions, hand over links."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kb.accounts import links, people, second_factor, sessions
from kb.accounts.mail import MailError, log_failure, send
from kb.accounts.messages import invitation_message, new_password_message
from kb.accounts.people import AccountRefused
from kb.accounts.roles import LABELS, role_of
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.web.absolute import absolute
from kb.web.desk.access import needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.notices import notice, show_once, take_notice, take_shown_once
from kb.web.desk.identity import needed_account, now
from kb.web.desk.moments import polish_moment
from kb.web.desk.recording import record
from kb.web.desk.services import editing

ALL = "/redakcja/konta"
_LINK = "link"


@blueprint.get("/konta")
@needs("administrator")
def all_accounts() -> ResponseReturnValue:
    """Everybody who has an account."""
    found = people.everybody(accounts().session)
    return render_template(
        "desk/accounts/all.html", accounts=found, notice=take_notice(), moment=polish_moment
    )


@blueprint.get("/konta/zapros")
@needs("administrator")
def invitation_form() -> ResponseReturnValue:
    """The form for inviting somebody."""
    return _invitation_form()


@blueprint.post("/konta/zapros")
@needs("administrator")
def invite() -> ResponseReturnValue:
    """Make an account and a link; sent twice, it is one account with the newer link."""
    stored, role = accounts().session, role_of(request.form.get("rola", ""))
    email, name = request.form.get("email", ""), request.form.get("nazwa", "")
    errors: dict[str, str] = {}
    if role is None:
        errors["rola"] = "Wybierz rolę."
    for field, check in (("nazwa", people.clean_name), ("email", people.clean_email)):
        try:
            check(request.form.get(field, ""))
        except AccountRefused as error:
            errors[field] = str(error)
    if errors or role is None:
        return _invitation_form(errors, 422)
    account = people.find(stored, people.clean_email(email))
    if account is None:
        account = people.create(stored, email, name, role)
    elif not account.is_waiting or (account.name, account.role) != (people.clean_name(name), role):
        return _invitation_form({"email": "Konto z tym adresem już istnieje."}, 422)
    _hand_over_link(stored, account)
    record("account.invite", account.name)
    return redirect(f"{ALL}/{account.id}", 303)


@blueprint.get("/konta/<int:account_id>")
@needs("administrator")
def one_account(account_id: int) -> ResponseReturnValue:
    """An account with everything that may be done to it."""
    return _page(_account(account_id))


@blueprint.post("/konta/<int:account_id>/rola")
@needs("administrator")
def change_role(account_id: int) -> ResponseReturnValue:
    """Give another role."""
    role = role_of(request.form.get("rola", ""))
    if role is None:
        abort(400)
    return _do(
        account_id,
        "account.role",
        "Rola zmieniona.",
        lambda stored, account: people.set_role(stored, account, role),
    )


@blueprint.post("/konta/<int:account_id>/wylacz")
@needs("administrator")
def disable(account_id: int) -> ResponseReturnValue:
    """Keep somebody from signing in."""
    done = "Konto wyłączone, jego sesje są zakończone."
    return _do(account_id, "account.disable", done, people.disable)


@blueprint.post("/konta/<int:account_id>/wlacz")
@needs("administrator")
def enable(account_id: int) -> ResponseReturnValue:
    """Let somebody sign in again."""
    return _do(
        account_id, "account.enable", "Konto włączone.", lambda _, account: people.enable(account)
    )


@blueprint.post("/konta/<int:account_id>/sesje")
@needs("administrator")
def end_sessions(account_id: int) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    return _do(
        account_id,
        "account.sessions",
        "Sesje tego konta są zakończone.",
        lambda stored, account: sessions.end_all(stored, account.id),
    )


@blueprint.post("/konta/<int:account_id>/drugi-skladnik")
@needs("administrator")
def remove_second_factor(account_id: int) -> ResponseReturnValue:
    """Take away a second factor whose telephone is lost."""
    return _do(
        account_id,
        "account.second-factor",
        "Drugi składnik usunięty z konta.",
        lambda _, account: second_factor.remove(account),
    )


@blueprint.post("/konta/<int:account_id>/link")
@needs("administrator")
def new_link(account_id: int) -> ResponseReturnValue:
    """A new one-time link, in place of the earlier one."""
    account = _account(account_id)
    if not account.active:
        return _page(account, "Konto jest wyłączone. Najpierw je włącz.", 422)
    _hand_over_link(accounts().session, account)
    record("account.link", account.name)
    return redirect(f"{ALL}/{account_id}", 303)


def _do(
    account_id: int, action: str, done: str, change: Callable[[Session, Account], None]
) -> ResponseReturnValue:
    """Change an account and tell so, or show why that cannot be."""
    account, stored = _account(account_id), accounts().session
    try:
        change(stored, account)
    except AccountRefused as error:
        return _page(account, str(error), 422)
    stored.commit()
    record(action, account.name)
    notice(done)
    return redirect(f"{ALL}/{account_id}", 303)


def _hand_over_link(stored: Session, account: Account) -> None:
    """Send a new link by mail; show it here when there is no mail, or it does not go."""
    settings, invites = editing().settings, links.purpose_for(account) == "zaproszenie"
    address = absolute(links.issue(stored, account, now()))
    stored.commit()
    if settings.mail:
        letter = invitation_message if invites else new_password_message
        try:
            send(settings, account.email, letter(account.name, address))
        except MailError as error:
            log_failure(error)
            notice("Serwer poczty nie przyjął listu. Przekaż link samodzielnie.")
        else:
            notice(f"Link wysłany na adres {account.email}.")
            return
    show_once(_LINK, address)


def _account(account_id: int) -> Account:
    account = accounts().session.get(Account, account_id)
    if account is None:
        abort(404)
    return account


def _page(account: Account, problem: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/accounts/one.html",
        account=account,
        roles=LABELS,
        problem=problem,
        notice=take_notice(),
        link=take_shown_once(_LINK),
        invites=links.purpose_for(account) == "zaproszenie",
        sessions=sessions.alive(accounts().session, account.id, now()),
        is_own=account.id == needed_account().id,
        moment=polish_moment,
    )
    return page, status


def _invitation_form(
    errors: dict[str, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "desk/accounts/invite.html",
        errors=errors or {},
        roles=LABELS,
        form=request.form,
        by_mail=bool(editing().settings.mail),
    )
    return page, status
