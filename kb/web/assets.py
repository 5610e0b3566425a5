"""Static files under addresses that hold a hash of their content, so that they cache for ever."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, redirect
from flask.typing import ResponseReturnValue

FOLDER = Path(__file__).parent / "static"
YEAR = 31_536_000
"""Seconds for which a browser may keep a static file."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: a few kilobytes, kept in memory."""

    content: bytes
    digest: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """The static files by their names relative to `FOLDER`."""

    files: Mapping[str, Asset]

    def url(self, name: str) -> str:
        """The address of a static file.

        Raises:
            KeyError: there is no such file.
        """
        return f"/static/{self.files[name].digest}/{name}"


def read_assets(folder: Path = FOLDER) -> Assets:
    """Read and hash every file of the folder."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:12]
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            files[path.relative_to(folder).as_posix()] = Asset(content, digest, media_type)
    return Assets(files)


def static_blueprint(assets: Assets) -> Blueprint:
    """Serves the static files; the address of an older content leads to the newest."""
    blueprint = Blueprint("static", __name__)

    @blueprint.get("/static/<digest>/<path:name>")
    def file(digest: str, name: str) -> ResponseReturnValue:
        asset = assets.files.get(name)
        if asset is None:
            abort(404)
        if digest != asset.digest:
            return redirect(assets.url(name), 302)
        response = Response(asset.content, mimetype=asset.media_type)
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
        return response

    return blueprint
