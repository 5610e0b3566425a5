"""Browsing by group, topic, sector and kind."""

from collections import Counter
from collections.abc import Callable, Iterable

from flask import Blueprint, abort, render_template

from kb.documents.vocabulary import Block, Topic
from kb.web.day_view import viewed_day
from kb.web.edition import Edition, current_edition
from kb.web.listing import Card, Listing, by_block

blueprint = Blueprint("browse", __name__)


@blueprint.get("/grupy")
def groups() -> str:
    """The working groups under their blocks."""
    edition = current_edition()
    words = edition.library.vocabulary
    blocks = [
        (block, [g for g in words.groups.values() if g.block == block.slug])
        for block in words.blocks.values()
    ]
    counts = _counts(edition, lambda card: [card.group.code])
    return render_template("browse/groups.html", blocks=blocks, counts=counts)


@blueprint.get("/grupy/<code:code>")
def group(code: str) -> str:
    """One working group with its areas."""
    edition = current_edition()
    words = edition.library.vocabulary
    found = words.groups.get(code)
    if found is None:
        abort(404)
    listing = _listing(edition, lambda card: card.group.code == code)
    return render_template(
        "browse/group.html",
        group=found,
        block=words.blocks[found.block],
        areas=[words.areas[area] for area in found.areas],
        listing=listing,
    )


@blueprint.get("/tematy")
def topics() -> str:
    """The topics under their blocks."""
    edition = current_edition()
    words = edition.library.vocabulary
    blocks = [
        (block, [t for t in words.topics.values() if t.block == block.slug])
        for block in words.blocks.values()
    ]
    counts = _counts(edition, lambda card: card.version.meta.topics)
    return render_template("browse/topics.html", blocks=blocks, counts=counts)


@blueprint.get("/tematy/<slug:slug>")
def topic(slug: str) -> str:
    """One topic."""
    edition = current_edition()
    words = edition.library.vocabulary
    found = words.topics.get(slug)
    if found is None:
        abort(404)
    listing = _listing(edition, lambda card: slug in card.version.meta.topics)
    neighbours = [t for t in words.topics.values() if t.block == found.block and t is not found]
    return render_template(
        "browse/topic.html",
        topic=found,
        block=words.blocks[found.block],
        group=words.group_of(found.area),
        listing=listing,
        neighbours=neighbours,
    )


@blueprint.get("/sektory")
def sectors() -> str:
    """Whom the standards concern."""
    edition = current_edition()
    words = edition.library.vocabulary
    counts = _counts(edition, lambda card: card.sectors)
    rows = [
        (sector, [words.sectors[child] for child in words.children(sector.slug)])
        for sector in words.sectors.values()
        if sector.parent is None
    ]
    return render_template("browse/sectors.html", sectors=rows, counts=counts)


@blueprint.get("/sektory/<slug:slug>")
def sector(slug: str) -> str:
    """One sector; a parent shows what its children do, too."""
    edition = current_edition()
    words = edition.library.vocabulary
    found = words.sectors.get(slug)
    if found is None:
        abort(404)
    listing = _listing(edition, lambda card: slug in card.sectors)
    return render_template(
        "browse/sector.html",
        sector=found,
        parent=words.sectors[found.parent] if found.parent else None,
        children=[words.sectors[child] for child in words.children(slug)],
        listing=listing,
        blocks=_by_topic_block(edition, listing),
        topics=_topics(edition, listing),
    )


@blueprint.get("/rodzaje")
def kinds() -> str:
    """The kinds of document."""
    edition = current_edition()
    counts = _counts(edition, lambda card: [card.kind.slug])
    rows = edition.library.vocabulary.kinds.values()
    return render_template("browse/kinds.html", kinds=rows, counts=counts)


@blueprint.get("/rodzaje/<slug:slug>")
def kind(slug: str) -> str:
    """One kind of document."""
    edition = current_edition()
    found = edition.library.vocabulary.kinds.get(slug)
    if found is None:
        abort(404)
    listing = _listing(edition, lambda card: card.kind.slug == slug)
    blocks = _by_topic_block(edition, listing)
    return render_template("browse/kind.html", kind=found, listing=listing, blocks=blocks)


def _listing(edition: Edition, keep: Callable[[Card], bool]) -> Listing:
    return edition.shown(viewed_day()).only(keep)


def _counts(edition: Edition, values: Callable[[Card], Iterable[str]]) -> Counter[str]:
    """How many standards in force today have each value."""
    cards = edition.shown(viewed_day()).in_force
    return Counter(value for card in cards for value in set(values(card)))


def _by_topic_block(edition: Edition, listing: Listing) -> list[tuple[Block, list[Card]]]:
    blocks = list(edition.library.vocabulary.blocks.values())
    return by_block(listing.in_force, blocks, lambda card: card.topics[0].block)


def _topics(edition: Edition, listing: Listing) -> list[tuple[Topic, int]]:
    """The topics of a list's entries with their counts, in the order of the vocabulary."""
    counts = Counter(slug for card in listing.in_force for slug in card.version.meta.topics)
    topics = edition.library.vocabulary.topics.values()
    return [(topic, counts[topic.slug]) for topic in topics if counts[topic.slug]]
