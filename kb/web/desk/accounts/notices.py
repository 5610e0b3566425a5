"""What a page says once about what was just done, carried over a redirect in the cookie."""

from typing import Any

from flask import session

_NOTICE, _SHOWN_ONCE = "komunikat", "jednorazowe"


def notice(text: str) -> None:
    """Say this on the next page."""
    session[_NOTICE] = text


def take_notice() -> str:
    """What is to be said on this page, if anything."""
    return str(session.pop(_NOTICE, ""))


def show_once(kind: str, value: Any) -> None:
    """Show a secret on the next page of its kind, and never again."""
    session[_SHOWN_ONCE] = [kind, value]


def take_shown_once(kind: str) -> Any:
    """The secret of that kind to show now, `None` if there is none."""
    found, value = session.pop(_SHOWN_ONCE, ("", None))
    return value if found == kind else None
