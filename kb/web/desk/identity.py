"""Which account a request belongs to, found once; readers' pages never ask."""

from datetime import UTC, datetime

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_security import current_user
from flask_security.utils import login_user, logout_user

from kb.accounts import sessions
from kb.accounts.security import accounts
from kb.accounts.tables import Account

DESK = "/redakcja"
_SESSION = "sid"
"""Key of the cookie under which the id of the session stands."""


class DeskCookies(SecureCookieSessionInterface):
    """A cookie for editors alone: other pages neither read nor set it, so they stay cacheable."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie on answers to editors."""
        if in_desk():
            super().save_session(app, session, response)


def current_account() -> Account | None:
    """The account signed in, if the session of this browser is alive."""
    if "desk_account" not in g:
        g.desk_account = _alive_account() if in_desk() else None
    found: Account | None = g.desk_account
    return found


def needed_account() -> Account:
    """The account signed in.

    Raises:
        RuntimeError: nobody is; the view lacks `needs`.
    """
    account = current_account()
    if account is None:
        raise RuntimeError("nobody is signed in")
    return account


def sign_in(account: Account) -> None:
    """Sign an account in on this browser, and note it; the account's own session begins anew."""
    session.clear()
    login_user(account)
    stored = accounts().session
    session[_SESSION] = sessions.begin(stored, account.id, now(), request.user_agent.string)
    account.last_sign_in = now()
    stored.commit()
    g.pop("desk_account", None)


def sign_out() -> None:
    """End the session of this browser."""
    account, stored = current_account(), accounts().session
    if account is not None:
        sessions.end(stored, account.id, session_id())
        stored.commit()
    logout_user()
    session.clear()
    g.pop("desk_account", None)


def session_id() -> str:
    """The id of the session of this browser, empty if there is none."""
    return str(session.get(_SESSION, ""))


def in_desk() -> bool:
    """Whether the request is for a page of the editors."""
    return request.path == DESK or request.path.startswith(f"{DESK}/")


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def _alive_account() -> Account | None:
    account = current_user._get_current_object()  # the proxy itself would be stored otherwise
    if not isinstance(account, Account):
        return None
    stored = accounts().session
    alive = sessions.is_alive(stored, session_id(), account.id, now())
    stored.commit()
    return account if alive else None
