"""Sends letters by the mail server that the settings name, if they name one (RFC 5321).

`smtp://user:password@host:587` turns to TLS as soon as the server offers it, `smtps://…` begins
with it. A password is never sent in the clear, except to this very machine.
"""

import logging
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from kb.accounts.messages import Message
from kb.errors import KnowledgeBaseError
from kb.settings import Settings

log = logging.getLogger(__name__)
_WAIT = 10.0
"""Seconds that the mail server may take for each answer."""
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailError(KnowledgeBaseError):
    """A letter could not be sent."""


def send(settings: Settings, to: str, message: Message) -> None:
    """Send a letter and wait until the server has taken it.

    Raises:
        MailError: the server did not take it.
    """
    letter = EmailMessage()
    letter["From"] = Address("Baza Standardów Współpracy", addr_spec=settings.mail_from)
    letter["To"] = to
    letter["Subject"] = message.subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=settings.mail_from.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    try:
        with _server(urlsplit(settings.mail)) as server:
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"Serwer poczty nie przyjął listu: {type(error).__name__}") from error


def log_failure(error: MailError) -> None:
    """Note that a letter could not be sent; neither to whom nor what is in it."""
    log.error("a letter could not be sent: %s", type(error.__cause__).__name__)


def _server(address: SplitResult) -> smtplib.SMTP:
    host, context = address.hostname or "", ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, address.port or 465, timeout=_WAIT, context=context
        )
        is_safe = True
    else:
        server = smtplib.SMTP(host, address.port or 25, timeout=_WAIT)
        server.ehlo()
        is_safe = bool(server.has_extn("starttls"))
        if is_safe:
            server.starttls(context=context)
            server.ehlo()
    if address.username:
        if not is_safe and host not in _THIS_MACHINE:
            server.close()
            raise smtplib.SMTPNotSupportedError("no TLS, the password is not sent")
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
