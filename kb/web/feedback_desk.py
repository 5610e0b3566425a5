"""What the forms for readers work with: where reports are kept, tokens and limits."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app

from kb.database import Database
from kb.feedback import Feedback
from kb.secret import read_secret
from kb.settings import Settings
from kb.web.form_token import LIFETIME, FormTokens
from kb.web.rate_limit import RateLimit

REPORTS_PER_HOUR = 10
VOTES_PER_HOUR = 60
_EXTENSION = "kb_feedback"


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """Keeps what readers tell and holds off those who tell too much."""

    feedback: Feedback
    tokens: FormTokens
    reports: RateLimit
    votes: RateLimit


def install_feedback(app: Flask, settings: Settings, lifetime: timedelta = LIFETIME) -> None:
    """Let the application take reports; a form lives for `lifetime`.

    Raises:
        SettingsError: the secret that signs forms can be neither made nor read.
    """
    app.extensions[_EXTENSION] = FeedbackDesk(
        feedback=Feedback(Database(settings.database_url)),
        tokens=FormTokens(read_secret(settings.var), lifetime),
        reports=RateLimit(REPORTS_PER_HOUR),
        votes=RateLimit(VOTES_PER_HOUR),
    )


def current_desk() -> FeedbackDesk:
    """The desk of this application."""
    desk: FeedbackDesk = current_app.extensions[_EXTENSION]
    return desk
