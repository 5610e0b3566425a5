"""The pages a public service owes: accessibility, privacy, contact, and the map of the site."""

from flask import Blueprint, render_template

from kb.documents.text import polish_key
from kb.web.clock import today
from kb.web.edition import current_edition
from kb.web.listing import by_block

blueprint = Blueprint("service", __name__)

STATES = {
    "zgodna": "zgodna",
    "czesciowo-zgodna": "częściowo zgodna",
    "niezgodna": "niezgodna",
}
"""The state of accessibility in the words of the declaration."""


@blueprint.get("/o-serwisie/deklaracja-dostepnosci")
def declaration() -> str:
    """The accessibility declaration, in the order and with the ids of its version 2.0 of 2024."""
    return render_template("about/declaration.html", states=STATES)


@blueprint.get("/o-serwisie/prywatnosc")
def privacy() -> str:
    """What is kept about readers: the items of art. 13 RODO."""
    return render_template("about/privacy.html")


@blueprint.get("/o-serwisie/kontakt")
def contact() -> str:
    """How to reach the operator."""
    return render_template("about/contact.html")


@blueprint.get("/mapa-serwisu")
def site_map() -> str:
    """Every page a reader may look for, in one list."""
    edition = current_edition()
    words = edition.library.vocabulary
    listing = edition.shown(today())
    blocks = by_block(listing.in_force, list(words.blocks.values()), lambda c: c.topics[0].block)
    terms = sorted(words.glossary.values(), key=lambda term: polish_key(term.term))
    return render_template(
        "about/map.html", words=words, listing=listing, blocks=blocks, terms=terms
    )
