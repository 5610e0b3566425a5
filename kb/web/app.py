"""`create_app`: the site as a Flask application."""

from flask import Flask, Response, request
from jinja2 import StrictUndefined
from werkzeug.routing import BaseConverter

from kb.documents.law import eli_url, isap_url, journal_label
from kb.documents.text import no_break_spaces, plural, polish_date
from kb.publication import Publisher
from kb.settings import Settings, read_settings
from kb.web.addresses import standard_url, version_url
from kb.web.assets import read_assets, static_blueprint
from kb.web.edition import install
from kb.web.error_pages import register_error_pages
from kb.web.headers import cacheable, compressed, secure
from kb.web.listing import validity
from kb.web.pages import about, browse, glossary, health, home, law, search, standards

_MAX_REQUEST = 1_000_000
"""Bytes of a request; readers send addresses and nothing else."""


class _Slug(BaseConverter):
    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


class _Day(BaseConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


class _Code(BaseConverter):
    regex = "[A-Z0-9]{1,8}"


class _Article(BaseConverter):
    regex = r"\d+(?:\(\d+\))?[a-z]{0,3}"


def create_app(settings: Settings | None = None, publisher: Publisher | None = None) -> Flask:
    """The site over what `publisher` publishes.

    Without settings they are read from the environment; without a publisher one is made, which
    builds the index if it must and watches the content for changes.

    Raises:
        SettingsError: a setting cannot be used.
        ContentError: there is no content folder.
        IndexerError: the index can neither be opened nor built.
    """
    settings = settings if settings is not None else read_settings()
    if publisher is None:
        publisher = Publisher(settings)
        publisher.watch()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_MAX_REQUEST,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        TODAY=None,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    converters: dict[str, type[BaseConverter]] = {
        "slug": _Slug,
        "day": _Day,
        "code": _Code,
        "article": _Article,
    }
    app.url_map.converters.update(converters)
    assets = read_assets()
    app.register_blueprint(static_blueprint(assets))
    for part in (home, standards, search, browse, law, glossary, about, health):
        app.register_blueprint(part.blueprint)
    install(app, publisher)
    register_error_pages(app)
    _prepare_templates(app, settings.base_url)
    app.jinja_env.globals["asset"] = assets.url
    app.after_request(_finish)
    return app


def _prepare_templates(app: Flask, base_url: str) -> None:
    def absolute(path: str) -> str:
        """The address of a page for other sites."""
        return (base_url or request.host_url.rstrip("/")) + path

    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters["day"] = polish_date
    environment.filters["typeset"] = no_break_spaces
    environment.globals.update(
        absolute=absolute,
        plural=plural,
        journal_label=journal_label,
        eli_url=eli_url,
        isap_url=isap_url,
        validity=validity,
        standard_url=standard_url,
        version_url=version_url,
    )


def _finish(response: Response) -> Response:
    return compressed(cacheable(secure(response)))
