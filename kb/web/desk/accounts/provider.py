"""Signing in at a provider of OpenID Connect, where the settings name one.

The code flow with PKCE, state and nonce is Authlib's. Who comes back must have been invited: an
account is found by the address the provider has verified, and from then on by the provider's own
name for the person. Nobody gets an account by having one elsewhere.
"""

import logging
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, abort, current_app, redirect, request, session
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException
from sqlalchemy import select

from kb.accounts import people
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.settings import Settings
from kb.web.absolute import absolute
from kb.web.desk.access import SIGN_IN
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.sign_in import lead_in, own_page
from kb.web.desk.services import editing

log = logging.getLogger(__name__)
_BACK = f"{SIGN_IN}/dostawca/powrot"
_NEXT = "dokad"
_WAIT = 10
"""Seconds that the provider may take for each answer."""
_EXTENSION = "kb_provider"
_TROUBLE = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError)
"""What goes wrong on the way to a provider, or with what it answers."""


def install_provider(app: Flask, settings: Settings) -> None:
    """Let people sign in at the provider of the settings; it is asked nothing before that."""
    if not settings.oidc_issuer:
        return
    oauth = OAuth(app)
    oauth.register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _WAIT,
        },
    )
    app.extensions[_EXTENSION] = oauth.provider


@blueprint.get("/logowanie/dostawca")
def go_to_provider() -> ResponseReturnValue:
    """Lead to the provider."""
    session[_NEXT] = own_page(request.args.get("next", ""))
    try:
        answer: ResponseReturnValue = _provider().authorize_redirect(absolute(_BACK))
    except _TROUBLE as error:
        return _failed(error)
    return answer


@blueprint.get("/logowanie/dostawca/powrot")
def back_from_provider() -> ResponseReturnValue:
    """Check what the provider says, and lead on."""
    try:
        claims = dict(_provider().authorize_access_token()["userinfo"])
        if str(claims["iss"]).rstrip("/") != editing().settings.oidc_issuer.rstrip("/"):
            raise ValueError("another issuer")
        subject = str(claims["sub"])
    except _TROUBLE as error:
        return _failed(error)
    account = _invited(subject, claims)
    if account is None or not account.active:
        return redirect(f"{SIGN_IN}?powod=obcy", 303)
    return lead_in(account, str(session.pop(_NEXT, "")))


def _provider() -> Any:
    if _EXTENSION not in current_app.extensions:
        abort(404)
    return current_app.extensions[_EXTENSION]


def _invited(subject: str, claims: dict[str, Any]) -> Account | None:
    """The account of the person the provider names, tied to that name at the first time."""
    stored, issuer = accounts().session, editing().settings.oidc_issuer
    known = stored.scalar(
        select(Account).where(Account.oidc_issuer == issuer, Account.oidc_subject == subject)
    )
    if known is not None:
        return known
    if claims.get("email_verified") is not True:
        return None
    account = people.find(stored, str(claims.get("email", "")))
    if account is None or account.oidc_subject is not None:
        return None
    account.oidc_issuer, account.oidc_subject = issuer, subject
    stored.commit()
    return account


def _failed(error: Exception) -> ResponseReturnValue:
    """Its text may hold what the provider told of a person; the log must not."""
    log.warning("signing in at the provider failed: %s", type(error).__name__)
    return redirect(f"{SIGN_IN}?powod=dostawca", 303)
