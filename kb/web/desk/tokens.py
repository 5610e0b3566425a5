"""Tokens of the editors' forms: which account a form was made for, signed."""

from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

LIFETIME = timedelta(hours=24)
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class DeskToken:
    """A token that is ours: made for an account, or for somebody not signed in."""

    account_id: int | None
    expired: bool


class DeskTokens:
    """Issues and reads the tokens of one installation."""

    def __init__(self, secret: str, lifetime: timedelta = LIFETIME) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="kb.desk")
        self._seconds = int(lifetime.total_seconds())

    def issue(self, account_id: int | None) -> str:
        """A token for the forms of an account, or of nobody."""
        return self._signer.dumps(account_id or _NOBODY)

    def read(self, token: str) -> DeskToken | None:
        """Whom a token was made for; `None` when it is not ours."""
        try:
            named, expired = self._signer.loads(token, max_age=self._seconds), False
        except SignatureExpired as error:
            named, expired = self._signer.load_payload(error.payload or b""), True
        except BadSignature:
            return None
        return DeskToken(named or None, expired)
