"""Whether the service lives, and whether it is ready to answer."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kb.web.edition import current_edition

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/health/ready")
def ready() -> ResponseReturnValue:
    """Standards are published; 503 while there is none."""
    library = current_edition().library
    state = {
        "revision": library.revision,
        "standards": len(library.standards),
        "problems": len(library.problems),
    }
    if not library.standards:
        return {"status": "empty", **state}, 503
    return {"status": "ok", **state}
