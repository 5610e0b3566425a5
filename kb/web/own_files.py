"""Sending a file that somebody uploaded: it may be read, nothing in it may run."""

import re
from hashlib import sha256
from io import BytesIO

from flask import Response, send_file

from kb.attachments.kinds import Kind

_LONGEST_NAME = 100
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_NOTHING = "default-src 'none'; sandbox"
_VIEWER = "default-src 'none'; style-src 'unsafe-inline'"
"""For the PDF viewers of browsers, which run nothing in the name of the site; of those with
`sandbox`, some older ones refuse to open the file at all."""


def send_own_file(content: bytes, kind: Kind, title: str) -> Response:
    """The file with its registered type; browsers show pictures and PDF, and save the others.

    It is saved under its title, as a person would have called it.
    """
    response = send_file(
        BytesIO(content),
        mimetype=kind.media_type,
        as_attachment=not kind.inline,
        download_name=saved_as(title, kind.extension),
        etag=sha256(content).hexdigest()[:32],
    )
    is_pdf = kind.media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = _VIEWER if is_pdf else _NOTHING
    return response


def saved_as(title: str, extension: str) -> str:
    """A file name that every system takes, Polish letters and all."""
    name = " ".join(_UNSAFE.sub(" ", title).split())[:_LONGEST_NAME].strip(" .")
    return f"{name or 'plik'}.{extension}"
