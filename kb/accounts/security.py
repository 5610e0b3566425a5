"""Flask-Security set up for this service: argon2, codes from an application, and none of its pages.

Its views, forms, mails, tokens and command line stay out (`register_blueprint=False`); the pages
under `/redakcja` call its functions. What it keeps goes through `kb.database`.
"""

import base64
import hashlib
from dataclasses import dataclass

from flask import Flask, current_app
from flask_login.utils import _user_context_processor
from flask_security import Security, SQLAlchemySessionUserDatastore, Totp
from passlib.totp import TotpMatch
from sqlalchemy.orm import Session, scoped_session

from kb.accounts.tables import Account, HeldRole
from kb.database import Database

ISSUER = "Baza Standardów Współpracy"
"""The name that stands beside the codes in an application."""
RECOVERY_CODES = 10
HASHING = {"argon2__time_cost": 3, "argon2__memory_cost": 65_536, "argon2__parallelism": 1}
"""Three passes over 64 MB: more than OWASP asks, and bearable with several people at once."""
_EXTENSION = "kb_accounts"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Flask-Security of one application and the session its accounts are read by."""

    security: Security
    sessions: scoped_session[Session]
    secret: str

    @property
    def session(self) -> Session:
        """The session of this thread; whoever changes something commits."""
        return self.sessions()

    def digest(self, text: str) -> str:
        """A keyed digest: the same for the same text, and no way back."""
        return hashlib.blake2b(
            text.encode(), key=self.secret.encode()[:64], digest_size=32
        ).hexdigest()


class _OnceTotp(Totp):
    """Codes that can be used once each."""

    def get_last_counter(self, user: Account) -> int | None:  # type: ignore[override]
        return user.tf_last_counter

    def set_last_counter(self, user: Account, tmatch: TotpMatch) -> None:  # type: ignore[override]
        user.tf_last_counter = tmatch.counter


def install_security(app: Flask, database: Database, secret: str) -> None:
    """Let the application know accounts, whose cookies and codes are protected by `secret`."""
    app.secret_key = secret
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 – the name of a method
        # Without a pepper: passwords must outlive the loss of the secret.
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=HASHING,
        SECURITY_TOTP_SECRETS={"1": secret},
        SECURITY_TOTP_ISSUER=ISSUER,
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=RECOVERY_CODES,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS=[_fernet_key(secret)],
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_JOIN_USER_ROLES=False,
    )
    # Any callable makes sessions for it, whatever its signature says.
    sessions: scoped_session[Session] = scoped_session(database.open)  # type: ignore[arg-type]
    store = SQLAlchemySessionUserDatastore(sessions, Account, HeldRole)
    security = Security(app, store, register_blueprint=False, totp_cls=_OnceTotp)
    security.login_manager.session_protection = None
    _leave_readers_alone(app, security)
    app.extensions[_EXTENSION] = Accounts(security, sessions, secret)
    app.teardown_appcontext(lambda _: sessions.remove())


def _leave_readers_alone(app: Flask, security: Security) -> None:
    """Ask for an account only where `kb.web.desk.identity` does, and only by the cookie."""
    security.login_manager.request_loader(lambda _: None)
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.template_context_processors[None].remove(_user_context_processor)


def accounts() -> Accounts:
    """The accounts of this application."""
    found: Accounts = current_app.extensions[_EXTENSION]
    return found


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.blake2b(b"recovery codes", key=secret.encode()[:64], digest_size=32).digest()
    return base64.urlsafe_b64encode(digest)
