"""The home page."""

from flask import Blueprint, render_template

from kb.web.day_view import viewed_day
from kb.web.edition import current_edition

blueprint = Blueprint("home", __name__)

EXAMPLES = ("mały grant", "art. 19a", "ile dni na składanie ofert", "wzór umowy")
"""Queries offered under the search box."""
_LATEST = 5


@blueprint.get("/")
def home() -> str:
    """One search box, two doors, the blocks with their groups, the latest changes."""
    edition, day = current_edition(), viewed_day()
    words = edition.library.vocabulary
    blocks = [
        (block, [group for group in words.groups.values() if group.block == block.slug])
        for block in words.blocks.values()
    ]
    in_force = edition.shown(day).in_force
    latest = sorted(in_force, key=lambda card: card.version.meta.valid_from, reverse=True)
    return render_template(
        "home.html",
        examples=EXAMPLES,
        blocks=[(block, groups) for block, groups in blocks if groups],
        latest=[edition.view(card.version) for card in latest[:_LATEST]],
        total=len(in_force),
    )
