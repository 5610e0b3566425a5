"""What every page knows of the installation: its operator, and how to tell machines about it."""

from flask import Flask, g

from kb.documents.site import NO_SITE, Site
from kb.web import structured_data
from kb.web.edition import current_edition


def install_site_view(app: Flask) -> None:
    """Give templates the site and the makers of structured data."""
    app.jinja_env.globals.update(structured=structured_data)
    app.context_processor(_site)


def without_library() -> None:
    """From here on this request asks nothing of the library, which may be what failed."""
    g.without_library = True


def _site() -> dict[str, Site]:
    if g.get("without_library", False):
        return {"site": NO_SITE.site}
    return {"site": current_edition().library.site}
