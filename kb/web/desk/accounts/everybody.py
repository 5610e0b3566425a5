"""The accounts of all, for administrators: roles, access, sessions and links."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kb.accounts import links, people, second_factor, sessions
from kb.accounts.people import AccountRefused
from kb.accounts.roles import LABELS, role_of
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.web.desk.access import needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.inviting import ALL, LINK, hand_over_link
from kb.web.desk.accounts.notices import notice, take_notice, take_shown_once
from kb.web.desk.identity import needed_account, now
from kb.web.desk.moments import polish_moment
from kb.web.desk.recording import record


@blueprint.get("/konta")
@needs("administrator")
def all_accounts() -> ResponseReturnValue:
    """Everybody who has an account."""
    found = people.everybody(accounts().session)
    return render_template(
        "desk/accounts/all.html", accounts=found, notice=take_notice(), moment=polish_moment
    )


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
    hand_over_link(accounts().session, account)
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
        link=take_shown_once(LINK),
        invites=links.purpose_for(account) == "zaproszenie",
        sessions=sessions.alive(accounts().session, account.id, now()),
        is_own=account.id == needed_account().id,
        moment=polish_moment,
    )
    return page, status
