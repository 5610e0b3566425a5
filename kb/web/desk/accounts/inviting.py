"""Inviting somebody to edit, and handing over one-time links."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kb.accounts import links, people
from kb.accounts.mail import MailError, log_failure, send
from kb.accounts.messages import invitation_message, new_password_message
from kb.accounts.people import AccountRefused
from kb.accounts.roles import LABELS, role_of
from kb.accounts.security import accounts
from kb.accounts.tables import Account
from kb.web.absolute import absolute
from kb.web.desk.access import needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.accounts.notices import notice, show_once
from kb.web.desk.identity import now
from kb.web.desk.recording import record
from kb.web.desk.services import editing

ALL = "/redakcja/konta"
LINK = "link"
"""The kind of secret that the page of an account shows once."""


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
    hand_over_link(stored, account)
    record("account.invite", account.name)
    return redirect(f"{ALL}/{account.id}", 303)


def hand_over_link(stored: Session, account: Account) -> None:
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
    show_once(LINK, address)


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
