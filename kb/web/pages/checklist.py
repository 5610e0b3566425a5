"""A standard as a checklist to tick and print; ticks stay in the reader's browser."""

from flask import Blueprint, abort, render_template

from kb.web.asked_version import asked_version
from kb.web.checklist import checklist, has_checklist
from kb.web.edition import current_edition

blueprint = Blueprint("checklist", __name__)


@blueprint.get("/standardy/<slug:slug>/lista")
@blueprint.get("/standardy/<slug:slug>/<day:day>/lista")
def page(slug: str, day: str | None = None) -> str:
    """The checklist of a version."""
    edition = current_edition()
    asked_for = asked_version(edition, slug, day)
    if not has_checklist(asked_for.version):
        abort(404)
    parts = checklist(asked_for.version, edition)
    return render_template(
        "standard/checklist.html",
        view=edition.view(asked_for.version),
        base=asked_for.base,
        parts=parts,
        total=sum(len(part.items) for part in parts),
    )
