"""The handbook of the editors as help in their part of the site."""

from functools import cache, lru_cache

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from kb.documents.markdown import Renderer
from kb.handbook import Handbook, bundled_handbook, read_handbook, read_pictures
from kb.web.desk.access import needs
from kb.web.edition import current_edition

blueprint = Blueprint("desk_help", __name__, url_prefix="/redakcja")
_PICTURES = "/redakcja/pomoc/obrazy"

_pictures = cache(lambda: read_pictures(bundled_handbook()))


@blueprint.get("/pomoc")
@needs("autor")
def page() -> ResponseReturnValue:
    """The whole handbook on one page, with its contents beside."""
    return render_template(
        "desk/help/page.html", handbook=_handbook(current_edition().library.renderer)
    )


@blueprint.get("/pomoc/obrazy/<name>")
@needs("autor")
def picture(name: str) -> ResponseReturnValue:
    """A picture of the handbook."""
    content = _pictures().get(name)
    if content is None:
        abort(404)
    return Response(content, mimetype="image/png")


@lru_cache(maxsize=1)
def _handbook(renderer: Renderer) -> Handbook:
    """The handbook with the citations that the published content knows; made anew with it."""
    return read_handbook(bundled_handbook(), renderer, _pictures(), _PICTURES)
