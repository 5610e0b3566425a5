"""One's own account: name, password, sessions and rescued texts."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.accounts import people, rescue, sessions
from kb.accounts.limits import PASSWORDS_PER_ACCOUNT, PASSWORDS_PER_ADDRESS
from kb.accounts.passwords import is_password, set_password
from kb.accounts.people import AccountRefused
from kb.accounts.roles import LABELS
from kb.accounts.second_factor import recovery_codes_left
from kb.accounts.security import accounts
from kb.web.desk import identity
from kb.web.desk.access import SIGN_IN, needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.new_password import new_password_errors
from kb.web.desk.accounts.notices import notice, take_notice
from kb.web.desk.accounts.tries import TOO_MANY, may_try
from kb.web.desk.identity import needed_account, now, session_id
from kb.web.desk.moments import polish_moment

OWN = "/redakcja/konto"


@blueprint.get("/konto")
@needs("autor", second_factor=False)
def own_account() -> ResponseReturnValue:
    """Everything about one's own account."""
    return _page()


@blueprint.post("/konto/nazwa")
@needs("autor")
def rename() -> ResponseReturnValue:
    """Change the name that stands in the history from now on."""
    try:
        needed_account().name = people.clean_name(request.form.get("nazwa", ""))
    except AccountRefused as error:
        return _page({"nazwa": str(error)}, 422)
    accounts().session.commit()
    notice("Imię i nazwisko zmienione.")
    return redirect(OWN, 303)


@blueprint.post("/konto/haslo")
@needs("autor", second_factor=False)
def change_password() -> ResponseReturnValue:
    """Change the password, and end the sessions of other browsers."""
    account, stored = needed_account(), accounts().session
    errors = new_password_errors(account)
    if account.password is not None:
        if not may_try((PASSWORDS_PER_ACCOUNT, account.email), PASSWORDS_PER_ADDRESS, "haslo"):
            errors = {"stare": TOO_MANY}
        elif not is_password(account, request.form.get("stare", "")):
            errors = {"stare": "To nie jest obecne hasło.", **errors}
    if errors:
        return _page(errors, 422)
    set_password(account, request.form["haslo"])
    sessions.end_all(stored, account.id, but=session_id())
    stored.commit()
    notice("Hasło zmienione. W innych przeglądarkach nastąpiło wylogowanie.")
    return redirect(OWN, 303)


@blueprint.post("/konto/sesje/zakoncz")
@needs("autor", second_factor=False)
def end_session() -> ResponseReturnValue:
    """End one session, or all of them, this one too."""
    account, stored = needed_account(), accounts().session
    chosen = request.form.get("sesja", "")
    if chosen:
        sessions.end_named(stored, account.id, chosen)
        stored.commit()
        notice("Sesja zakończona.")
        return redirect(f"{OWN}#sesje", 303)
    sessions.end_all(stored, account.id)
    stored.commit()
    identity.sign_out()
    return redirect(f"{SIGN_IN}?powod=wylogowano", 303)


def _page(errors: dict[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    account, stored = needed_account(), accounts().session
    page = render_template(
        "desk/accounts/own.html",
        account=account,
        role_label=LABELS[account.role],
        errors=errors or {},
        name=request.form.get("nazwa", account.name),
        notice=take_notice(),
        codes_left=recovery_codes_left(account),
        sessions=sessions.alive(stored, account.id, now()),
        session_name=sessions.name,
        here=session_id(),
        rescued=rescue.all_rescued(stored, account.id),
        moment=polish_moment,
    )
    return page, status
