"""Small, checked changes of the XML parts that pandoc writes."""

import re
from datetime import date
from html import escape

from kb.errors import ExportError

_MOMENT = re.compile(rb">(?:1970|20\d\d)-\d{2}-\d{2}T[\d:]{8}Z<")


def escape_text(text: str) -> str:
    """Text as it stands between two tags."""
    return escape(text, quote=False)


def replace_once(parts: dict[str, bytes], name: str, pattern: str, replacement: str) -> None:
    """Replace the first place in a part that matches.

    Raises:
        ExportError: nothing matches: this is not what the known release of pandoc writes.
    """
    text, count = re.subn(
        pattern, lambda _: replacement, parts[name].decode(), count=1, flags=re.DOTALL
    )
    if not count:
        raise ExportError(f"nieznany układ pliku z pandoca: {name} → zainstaluj pandoc 3.9")
    parts[name] = text.encode()


def date_properties(parts: dict[str, bytes], name: str, day: date) -> None:
    """Put the day of the document in place of the times of making, which pandoc does not know."""
    parts[name] = _MOMENT.sub(f">{day.isoformat()}T00:00:00Z<".encode(), parts[name])
