"""Signed tokens of forms: stateless proof that a form came from this site not too long ago."""

from datetime import timedelta
from typing import Literal

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

LIFETIME = timedelta(hours=24)
"""How long a form may stay open; WCAG 2.2.1 asks nothing of limits longer than 20 hours."""

Verdict = Literal["good", "expired", "foreign"]


class FormTokens:
    """Issues and checks the tokens of one installation."""

    def __init__(self, secret: str, lifetime: timedelta = LIFETIME) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="kb.form")
        self._seconds = int(lifetime.total_seconds())

    def issue(self, form: str) -> str:
        """A token for the form of that name."""
        return self._signer.dumps(form)

    def check(self, token: str, form: str) -> Verdict:
        """Whether the token is ours, meant for this form, and not too old."""
        try:
            named = self._signer.loads(token, max_age=self._seconds)
        except SignatureExpired:
            return "expired"
        except BadSignature:
            return "foreign"
        return "good" if named == form else "foreign"
