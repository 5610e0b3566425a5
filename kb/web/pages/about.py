"""What the service is, and help on searching."""

from flask import Blueprint, render_template

from kb.web.clock import today
from kb.web.edition import current_edition

blueprint = Blueprint("about", __name__)


@blueprint.get("/o-serwisie")
def about() -> str:
    """Where the texts come from and how far they can be relied on."""
    edition = current_edition()
    in_force = edition.library.in_force_on(today())
    words = edition.library.vocabulary
    unsure = [group for group in words.groups.values() if group.do_weryfikacji]
    return render_template(
        "about/about.html", total=len(in_force), levels=words.levels.values(), unsure=unsure
    )


@blueprint.get("/o-serwisie/pomoc")
def search_help() -> str:
    """How to search, with examples that work."""
    return render_template("about/help.html")
