"""The addresses of the pages of the vocabularies. Pure."""

from urllib.parse import quote

from kb.documents.text import slugify
from kb.editing_vocabulary.uses import User

ROOT = "/redakcja/slowniki"


def rows_url(name: str) -> str:
    """The rows of a vocabulary."""
    return f"{ROOT}/{name}"


def row_url(name: str, key: str) -> str:
    """The form of a row."""
    return f"{rows_url(name)}/{quote(key, safe='')}"


def action_url(name: str, action: str, key: str) -> str:
    """What is done with a row: `usun`, `nazwa` or `przesun`."""
    return f"{rows_url(name)}/{action}/{quote(key, safe='')}"


def row_anchor(key: str) -> str:
    """The id of a row in the list."""
    return f"wiersz-{slugify(key)}"


def user_url(user: User) -> str:
    """Where a person sees what uses a value."""
    if user.since is not None:
        return f"/standardy/{user.key}/{user.since.isoformat()}"
    return row_url(user.list, user.key)
