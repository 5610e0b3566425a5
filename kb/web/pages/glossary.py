"""The glossary."""

from itertools import groupby

from flask import Blueprint, abort, render_template

from kb.documents.text import polish_key
from kb.documents.vocabulary import Term
from kb.web.clock import today
from kb.web.edition import current_edition

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/slownik")
def terms() -> str:
    """Every term under its letter."""
    edition = current_edition()
    ordered = sorted(edition.library.vocabulary.glossary.values(), key=_order)
    letters = [
        (letter, [(term, edition.text(term.definition)) for term in group])
        for letter, group in groupby(ordered, key=lambda term: term.term[0].upper())
    ]
    return render_template("glossary/terms.html", letters=letters)


@blueprint.get("/slownik/<slug:slug>")
def term(slug: str) -> str:
    """One term."""
    edition = current_edition()
    glossary = edition.library.vocabulary.glossary
    found = glossary.get(slug)
    if found is None:
        abort(404)
    version = edition.library.shown(found.standard, today()) if found.standard else None
    return render_template(
        "glossary/term.html",
        term=found,
        definition=edition.text(found.definition),
        description=edition.library.renderer.plain(found.definition),
        citation=edition.text(found.citation) if found.citation else None,
        see=[glossary[other] for other in found.see if other in glossary],
        standard=edition.card(version) if version is not None else None,
    )


def _order(term: Term) -> str:
    return polish_key(term.term)
