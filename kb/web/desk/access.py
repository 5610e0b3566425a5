"""Who is signed in and what they may do: what every page of the editors asks.

Views say what they need by `needs`; templates have `signed_in`, `has_role`, `current_person` and
`desk_token`. Every request that changes something carries the token (`kb.web.desk.guard`).
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.accounts.roles import Role, covers
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.history.model import Person
from kb.web.desk.identity import DESK, current_account, needed_account
from kb.web.desk.services import editing
from kb.web.desk.tokens import DeskTokens

SIGN_IN = f"{DESK}/logowanie"
SECOND_FACTOR = f"{DESK}/konto/drugi-skladnik"
_SIGN_IN_AGAIN = (
    "Sesja wygasła. Zaloguj się w innej karcie, a potem zapisz jeszcze raz: tekst jest nadal tutaj."
)
_NO_ROLE = "Twoja rola nie pozwala na tę czynność. O wyższą rolę poproś administratora serwisu."

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def signed_in() -> bool:
    """Whether somebody is signed in."""
    return current_account() is not None


def current_person() -> Person:
    """Who is signed in, as the history of the content names them.

    Raises:
        RuntimeError: nobody is; the view lacks `needs`.
    """
    return person_of(needed_account())


def person_of(account: Account) -> Person:
    """An account as the history of the content names it: no e-mail address."""
    return Person(f"konto-{account.id}", account.name)


def has_role(role: Role) -> bool:
    """Whether whoever is signed in may do what needs the role."""
    account = current_account()
    return account is not None and covers(account.role, role)


def desk_token() -> str:
    """The token for a form: of the account signed in, or of nobody; good for a day.

    It does not depend on the session, so a form outlives it.
    """
    account = current_account()
    return desk_tokens().issue(account.id if account else None)


def desk_tokens() -> DeskTokens:
    """Issues and reads the tokens of this application."""
    return DeskTokens(accounts().secret)


def needs(role: Role, *, second_factor: bool = True) -> Callable[[View[P]], View[P]]:
    """Let only those see a view who hold the role; stands under the decorator of the route.

    Others sign in first and come back, or are told that their role does not suffice; a script gets
    401 or 403 with `{"message": …}`. `second_factor=False` marks pages that must open to an
    administrator who has yet to set up the second factor the installation asks for.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            account = current_account()
            if account is None:
                return to_sign_in()
            if second_factor and lacks_second_factor(account):
                return redirect(f"{SECOND_FACTOR}?wymagany=tak", 303)
            if not covers(account.role, role):
                return refused(role)
            return view(*args, **kwargs)

        return guarded

    return decorate


def takes_up_to(size: int) -> Callable[[View[P]], View[P]]:
    """Let a view take requests of up to `size` bytes, more than others under `/redakcja`.

    Stands under the decorator of the route, before or after `needs`.
    """

    def decorate(view: View[P]) -> View[P]:
        view.desk_limit = size  # type: ignore[attr-defined]
        return view

    return decorate


def lacks_second_factor(account: Account) -> bool:
    """Whether the account must set up a second factor before anything else."""
    must = editing().settings.admin_second_factor
    return must and account.role == "administrator" and not account.has_second_factor


def wants_json() -> bool:
    """Whether a script asks, not a person."""
    accepted = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return "X-Token" in request.headers or accepted == "application/json"


def to_sign_in(next_path: str = "", reason: str = "") -> ResponseReturnValue:
    """Lead to the sign-in page and back; a script gets 401."""
    if wants_json():
        return jsonify(message=_SIGN_IN_AGAIN), 401
    path = next_path or (request.full_path.rstrip("?") if request.method == "GET" else DESK)
    return redirect(f"{SIGN_IN}?{urlencode({'next': path, 'powod': reason})}", 303)


def refused(role: Role) -> ResponseReturnValue:
    """Say that the page or action needs a higher role; a script gets 403."""
    if wants_json():
        return jsonify(message=_NO_ROLE), 403
    return render_template("desk/accounts/refused.html", role=role), 403
