"""The secret of an installation, with which its forms are signed."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from kb.errors import SettingsError

FILE = "secret.key"
_BYTES = 32


def read_secret(var: Path) -> str:
    """The secret in `var`, made at first use: readable by the owner alone, the same ever after.

    Of several processes that make it at once one wins, and all read what it has written.

    Raises:
        SettingsError: the file cannot be made or read, or holds no secret.
    """
    path = var / FILE
    try:
        if not path.exists():
            _make(path)
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: nie można zapisać ani odczytać klucza → {error}") from error
    if len(secret) < 2 * _BYTES:
        raise SettingsError(f"{path}: plik jest uszkodzony → usuń go, powstanie nowy klucz")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
