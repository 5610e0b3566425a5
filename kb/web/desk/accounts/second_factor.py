"""Setting up a second factor, new recovery codes, and turning it off."""

from flask import Response, abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from kb.accounts import second_factor
from kb.accounts.limits import CODES_PER_ACCOUNT
from kb.accounts.security import accounts
from kb.web.desk.access import SECOND_FACTOR, lacks_second_factor, needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.notices import notice, show_once, take_notice, take_shown_once
from kb.web.desk.accounts.tries import TOO_MANY, tries
from kb.web.desk.identity import needed_account
from kb.web.desk.services import editing

_SECRET = "totp"  # noqa: S105 – a key of the cookie; what stands there is encrypted
_CODES = "kody"
_WRONG = "Ten kod się nie zgadza. Sprawdź, czy zegar telefonu jest dokładny, i wpisz następny."
_REQUIRED = "Drugi składnik jest w tym serwisie obowiązkowy dla administratorów."


@blueprint.get("/konto/drugi-skladnik")
@needs("autor", second_factor=False)
def second_factor_page() -> ResponseReturnValue:
    """Set up a second factor, or look after the one there is."""
    return _page()


@blueprint.get("/konto/drugi-skladnik/kod.svg")
@needs("autor", second_factor=False)
def second_factor_picture() -> ResponseReturnValue:
    """The QR code for the application."""
    if _SECRET not in session:
        abort(404)
    picture = second_factor.picture(needed_account(), session[_SECRET])
    return Response(picture, mimetype="image/svg+xml")


@blueprint.post("/konto/drugi-skladnik/wlacz")
@needs("autor", second_factor=False)
def turn_on() -> ResponseReturnValue:
    """Turn it on, when a code shows that the application works."""
    account = needed_account()
    if account.has_second_factor or _SECRET not in session:
        return redirect(SECOND_FACTOR, 303)
    codes = second_factor.turn_on(account, session[_SECRET], request.form.get("kod", ""))
    if codes is None:
        return _page({"kod": _WRONG}, 422)
    accounts().session.commit()
    session.pop(_SECRET)
    show_once(_CODES, codes)
    return redirect(SECOND_FACTOR, 303)


@blueprint.post("/konto/drugi-skladnik/kody")
@needs("autor", second_factor=False)
def new_codes() -> ResponseReturnValue:
    """New recovery codes in place of the earlier ones."""
    problem = _code_problem()
    if problem:
        return _page({"kod": problem}, 422)
    show_once(_CODES, second_factor.new_recovery_codes(needed_account()))
    accounts().session.commit()
    return redirect(SECOND_FACTOR, 303)


@blueprint.post("/konto/drugi-skladnik/wylacz")
@needs("autor", second_factor=False)
def turn_off() -> ResponseReturnValue:
    """Turn it off, unless it is required."""
    account = needed_account()
    must = editing().settings.admin_second_factor and account.role == "administrator"
    problem = _REQUIRED if must else _code_problem()
    if problem:
        return _page({"kod2": problem}, 422)
    second_factor.remove(account)
    accounts().session.commit()
    notice("Drugi składnik wyłączony. Do zalogowania wystarczy teraz samo hasło.")
    return redirect(SECOND_FACTOR, 303)


def _code_problem() -> str:
    """What is wrong with the code sent along; whoever found an open browser does not have one."""
    account, stored = needed_account(), accounts().session
    if not account.has_second_factor:
        return _WRONG
    if not tries().allow(CODES_PER_ACCOUNT, "kod", str(account.id)):
        return TOO_MANY
    field = "kod" if "kod" in request.form else "kod2"
    right = second_factor.is_code(stored, account, request.form.get(field, ""))
    stored.commit()
    return "" if right else _WRONG


def _page(errors: dict[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    account = needed_account()
    if account.has_second_factor:
        session.pop(_SECRET, None)
    elif _SECRET not in session:
        session[_SECRET] = second_factor.new_secret()
    page = render_template(
        "desk/accounts/second_factor.html",
        account=account,
        errors=errors or {},
        notice=take_notice(),
        codes=take_shown_once(_CODES),
        codes_left=second_factor.recovery_codes_left(account),
        key="" if account.has_second_factor else second_factor.typed_key(session[_SECRET]),
        required=lacks_second_factor(account),
    )
    return page, status
