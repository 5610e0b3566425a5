"""Acts of law and their articles, with the standards that rely on them."""

from collections.abc import Iterable

from flask import Blueprint, abort, render_template

from kb.documents.law import act_url, article_key, article_url
from kb.documents.model import Version
from kb.documents.vocabulary import Act
from kb.web.day_view import viewed_day
from kb.web.edition import Edition, current_edition

blueprint = Blueprint("law", __name__)


@blueprint.get("/prawo")
def acts() -> str:
    """Every act the standards cite."""
    edition = current_edition()
    counts = {place: _standards(versions) for place, versions in edition.reliance.items()}
    rows = edition.library.vocabulary.acts.values()
    return render_template("law/acts.html", acts=rows, counts=counts)


@blueprint.get("/prawo/<slug:slug>")
def act(slug: str) -> str:
    """One act: where it is published, its articles, who relies on it."""
    edition = current_edition()
    found = _act(edition, slug)
    relying = edition.reliance
    numbers = {article.number for article in found.articles}
    cited = (place.partition("/") for place in relying)
    numbers |= {number for act_slug, _, number in cited if act_slug == slug and number}
    articles = [
        (number, found.article(number), _standards(relying.get(f"{slug}/{number}", ())))
        for number in sorted(numbers, key=article_key)
    ]
    return render_template(
        "law/act.html",
        act=found,
        official=act_url(found),
        articles=articles,
        listing=edition.listing(relying.get(slug, ()), viewed_day()),
    )


@blueprint.get("/prawo/<slug:slug>/<article:number>")
def article(slug: str, number: str) -> str:
    """One article of an act, if it is listed or any standard relies on it."""
    edition = current_edition()
    found = _act(edition, slug)
    versions = edition.reliance.get(f"{slug}/{number}", ())
    entry = found.article(number)
    if entry is None and not versions:
        abort(404)
    return render_template(
        "law/article.html",
        act=found,
        number=number,
        article=entry,
        official=article_url(found, number),
        listing=edition.listing(versions, viewed_day()),
    )


def _act(edition: Edition, slug: str) -> Act:
    found = edition.library.vocabulary.acts.get(slug)
    if found is None:
        abort(404)
    return found


def _standards(versions: Iterable[Version]) -> int:
    return len({version.slug for version in versions})
