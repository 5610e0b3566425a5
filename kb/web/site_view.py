"""What every page knows of the installation: its operator, and how to tell machines about it."""

from flask import Flask

from kb.documents.site import Site
from kb.web import structured_data
from kb.web.edition import current_edition


def install_site_view(app: Flask) -> None:
    """Give templates the site and the makers of structured data."""
    app.jinja_env.globals.update(structured=structured_data)
    app.context_processor(_site)


def _site() -> dict[str, Site]:
    return {"site": current_edition().library.site}
