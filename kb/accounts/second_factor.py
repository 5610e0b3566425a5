"""The second factor: codes from an application (RFC 6238) and recovery codes. Callers commit."""

import io

import qrcode
from qrcode.image.svg import SvgPathImage
from sqlalchemy import update
from sqlalchemy.orm import Session

from kb.accounts.security import accounts
from kb.accounts.tables import Account

_WINDOW = 30
"""Seconds by which the clock of a telephone may be wrong."""
_DIGITS = 6
_METHOD = "authenticator"


def new_secret() -> str:
    """A secret to share with an application, encrypted as it is stored."""
    return accounts().security.totp_factory.generate_totp_secret()


def typed_key(secret: str) -> str:
    """The secret for typing, in groups of letters and digits."""
    return accounts().security.totp_factory.get_totp_pretty_key(secret)


def picture(account: Account, secret: str) -> bytes:
    """The secret as a QR code (SVG) for the camera of a telephone."""
    address = accounts().security.totp_factory.get_totp_uri(account.email, secret)
    code = qrcode.QRCode(image_factory=SvgPathImage, box_size=12, border=4)
    code.add_data(address)
    file = io.BytesIO()
    code.make_image().save(file)
    return file.getvalue()


def turn_on(account: Account, secret: str, code: str) -> list[str] | None:
    """Ask for codes from now on, if the code proves that the application knows the secret.

    Returns:
        The recovery codes, which are shown once; `None` when the code is wrong.
    """
    if not _is_code(account, secret, code):
        return None
    account.tf_primary_method, account.tf_totp_secret = _METHOD, secret
    return new_recovery_codes(account)


def new_recovery_codes(account: Account) -> list[str]:
    """New recovery codes in place of the earlier ones."""
    return list(accounts().security.mf_recovery_codes_util.create_recovery_codes(account))


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes have not been used."""
    return len(account.mf_recovery_codes or ())


def remove(account: Account) -> None:
    """Ask for no more codes."""
    account.tf_primary_method = account.tf_totp_secret = account.tf_last_counter = None
    account.mf_recovery_codes = None


def is_code(session: Session, account: Account, typed: str) -> bool:
    """Whether that is the code of now, or a recovery code; each is good once."""
    _claim(session, account)
    code = "".join(typed.split()).lower()
    if account.tf_totp_secret is not None and _is_code(account, account.tf_totp_secret, code):
        return True
    util = accounts().security.mf_recovery_codes_util
    return util.check_recovery_code(account, code) and util.delete_recovery_code(account, code)


def _claim(session: Session, account: Account) -> None:
    """Let nobody else check a code of the account until this one is committed."""
    session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(tf_last_counter=Account.tf_last_counter)
    )
    session.refresh(account)


def _is_code(account: Account, secret: str, typed: str) -> bool:
    code = "".join(typed.split())
    if not (code.isascii() and code.isdigit() and len(code) == _DIGITS):
        return False
    return accounts().security.totp_factory.verify_totp(code, secret, account, window=_WINDOW)
