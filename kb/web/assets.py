"""Static files under addresses that hold a hash of their content, so that they cache for ever."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, redirect, send_from_directory
from flask.typing import ResponseReturnValue

FOLDER = Path(__file__).parent / "static"
YEAR = 31_536_000
"""Seconds for which a browser may keep a static file."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The static files that exist: name relative to `FOLDER` → hash of the content."""

    digests: Mapping[str, str]

    def url(self, name: str) -> str:
        """The address of a static file.

        Raises:
            KeyError: there is no such file.
        """
        return f"/static/{self.digests[name]}/{name}"


def read_assets(folder: Path = FOLDER) -> Assets:
    """Hash every file of the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Assets(
        {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in files
        }
    )


def static_blueprint(assets: Assets) -> Blueprint:
    """Serves the static files; the address of an older content leads to the newest."""
    blueprint = Blueprint("static", __name__)

    @blueprint.get("/static/<digest>/<path:name>")
    def file(digest: str, name: str) -> ResponseReturnValue:
        if name not in assets.digests:
            abort(404)
        if digest != assets.digests[name]:
            return redirect(assets.url(name), 302)
        response = send_from_directory(FOLDER, name, max_age=YEAR)
        response.cache_control.public = True
        response.cache_control.immutable = True
        return response

    return blueprint
