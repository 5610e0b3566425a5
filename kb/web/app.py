"""`create_app`: the site as a Flask application."""

from flask import Flask, Response
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from kb.documents.law import eli_url, isap_url, journal_label, sejm_api_url
from kb.documents.text import no_break_spaces, plural, typeset_date
from kb.exports.worker import start as make_files
from kb.history.content import prepared
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings, read_settings
from kb.web.absolute import absolute
from kb.web.addresses import comparison_url, standard_url, version_url
from kb.web.assets import read_assets, static_blueprint
from kb.web.converters import CONVERTERS
from kb.web.counted_searches import install_counting
from kb.web.day_view import install_day_view
from kb.web.desk.install import install_desk
from kb.web.downloads import install_exports
from kb.web.edition import install
from kb.web.error_pages import register_error_pages
from kb.web.feedback_desk import install_feedback
from kb.web.headers import cacheable, compressed, secure
from kb.web.kept_pages import install_kept_pages
from kb.web.listing import validity
from kb.web.moved import install_moved
from kb.web.pages import (
    about,
    binder,
    browse,
    checklist,
    comparison,
    deadlines,
    discovery,
    feedback,
    glossary,
    health,
    home,
    law,
    news,
    print_styles,
    result_lists,
    search,
    service,
    standards,
    style_guide,
    suggestions,
    yearly,
)
from kb.web.sides import on_side
from kb.web.site_view import install_site_view
from kb.web.warming import start as make_ready

_MAX_REQUEST = 1_000_000
"""Bytes of a request; readers send addresses and nothing else."""
_PAGES = (
    home,
    standards,
    comparison,
    search,
    browse,
    law,
    glossary,
    about,
    health,
    deadlines,
    yearly,
    checklist,
    suggestions,
    style_guide,
    service,
    news,
    discovery,
    feedback,
    result_lists,
    binder,
    print_styles,
)


def create_app(settings: Settings | None = None, publisher: Publisher | None = None) -> Flask:
    """The site over what `publisher` publishes.

    Without settings they are read from the environment and the content repository is prepared;
    without a publisher one is made, which builds the index if it must and watches the content for
    changes. Where the content may be edited, there is `/redakcja`.

    Raises:
        SettingsError: a setting cannot be used.
        HistoryError: the content repository cannot be made, opened or written.
        ContentError: there is no content folder.
        IndexerError: the index can neither be opened nor built.
    """
    settings = settings if settings is not None else prepared(read_settings())
    watched = publisher is None
    if publisher is None:
        publisher = Publisher(settings)
        publisher.watch()
    app = _configured(settings)
    assets = read_assets()
    app.register_blueprint(static_blueprint(assets))
    for part in _PAGES:
        app.register_blueprint(part.blueprint)
    install(app, publisher)
    exports = install_exports(app, settings)
    install_counting(app, settings.database_url)
    install_feedback(app, settings)
    install_moved(app)
    if settings.editable:
        install_desk(app, settings, publisher, History(settings.standards))
    install_site_view(app)
    register_error_pages(app)
    _prepare_templates(app)
    app.jinja_env.globals["asset"] = assets.url
    app.after_request(_finish)
    install_kept_pages(app)
    install_day_view(app)
    if watched and settings.prepare_files:
        make_files(exports, lambda: publisher.current.library)
        make_ready(app)
    return app


def _configured(settings: Settings) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_MAX_REQUEST,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        TODAY=None,
        BASE_URL=settings.base_url,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.converters.update(CONVERTERS)
    return app


def _prepare_templates(app: Flask) -> None:
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters["day"] = typeset_date
    environment.filters["typeset"] = no_break_spaces
    environment.globals.update(
        absolute=absolute,
        plural=plural,
        journal_label=journal_label,
        eli_url=eli_url,
        isap_url=isap_url,
        sejm_api_url=sejm_api_url,
        validity=validity,
        standard_url=standard_url,
        version_url=version_url,
        on_side=on_side,
        comparison_url=comparison_url,
    )


def _finish(response: Response) -> Response:
    return compressed(cacheable(secure(response)))
