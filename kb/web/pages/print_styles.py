"""What paper needs and a fixed style sheet cannot know: the address at the foot of each page.

Inline styles are forbidden, so each page links to a small sheet of its own: the margin boxes of
CSS Paged Media with the address and the page number, and the host that paths of links stand under.
"""

from flask import Blueprint, Response, abort

from kb.documents.text import polish_date
from kb.web.absolute import absolute
from kb.web.addresses import day_of, version_url
from kb.web.edition import current_edition

blueprint = Blueprint("print_styles", __name__)

_FONT = "font: 8pt system-ui, sans-serif; vertical-align: top; padding-top: 4mm;"


@blueprint.get("/static/druk.css")
def site_sheet() -> Response:
    """Any page: the name and address of the site."""
    site = absolute("").removesuffix("/")
    return _sheet(f"{current_edition().library.site.name}, {site}")


@blueprint.get("/static/druk/<slug:slug>/<day:day>.css")
def version_sheet(slug: str, day: str) -> Response:
    """A version of a standard: its code, the version and its address for ever."""
    standard = current_edition().library.standards.get(slug)
    valid_from = day_of(day)
    version = standard.version(valid_from) if standard and valid_from else None
    if version is None:
        abort(404)
    label = f"wersja od {polish_date(version.meta.valid_from)} r."
    return _sheet(f"{version.meta.code}, {label}, {absolute(version_url(version))}")


def _sheet(footer: str) -> Response:
    site = _string(absolute("").removesuffix("/"))
    style = (
        f":root {{ --site: {site}; }}\n"
        "@page {\n"
        f"  @bottom-left {{ content: {_string(footer)}; width: 82%; text-align: left; {_FONT} }}\n"
        '  @bottom-right { content: "strona " counter(page) " z " counter(pages); '
        f"text-align: right; white-space: nowrap; {_FONT} }}\n"
        "}\n"
    )
    return Response(style, mimetype="text/css")


def _string(text: str) -> str:
    """A CSS string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
