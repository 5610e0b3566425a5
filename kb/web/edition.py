"""`Edition`: one publication prepared for pages; what is costly is made once and kept."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from threading import Lock

from flask import Flask, current_app
from markupsafe import Markup

from kb.catalog import Catalog
from kb.documents.model import Version
from kb.library import Library
from kb.publication import Publication, Publisher
from kb.web.explaining import explained
from kb.web.listing import Card, Listing, card
from kb.web.page_cache import PageCache
from kb.web.reliance import Reliance, reliance
from kb.web.rendering import standard_view
from kb.web.standard_view import StandardView

_EXTENSION = "kb_editions"
_MOST_DAYS = 16
"""Days for which the listing of all standards is kept."""


class Edition:
    """The library of one publication with the views of its documents, each made once."""

    def __init__(self, publication: Publication, previous: "Edition | None" = None) -> None:
        self.publication = publication
        self._catalog = Catalog(publication.library)
        self.pages = PageCache()
        self._views: dict[str, StandardView] = {}
        self._cards: dict[str, Card] = {}
        if previous is not None:
            self._take_over(previous)
        self._texts: dict[str, Markup] = {}
        self._shown: dict[date, Listing] = {}

    @property
    def library(self) -> Library:
        """The published standards and vocabularies."""
        return self.publication.library

    def _take_over(self, previous: "Edition") -> None:
        """Keep what was made of versions that are still the same, with the same words."""
        if previous.library.vocabulary != self.library.vocabulary:
            return
        before = {version.id: version for version in previous.library.versions()}
        for version in self.library.versions():
            if before.get(version.id) is version:
                if version.id in previous._views:
                    self._views[version.id] = previous._views[version.id]
                if version.id in previous._cards:
                    self._cards[version.id] = previous._cards[version.id]

    def view(self, version: Version) -> StandardView:
        """Everything the page of a version shows whatever the day."""
        found = self._views.get(version.id)
        if found is None:
            library = self.library
            found = self._views[version.id] = explained(
                standard_view(version, library),
                self.publication.terms,
                library.vocabulary.acts,
                library.renderer,
            )
        return found

    def card(self, version: Version) -> Card:
        """A version as one entry of a list."""
        found = self._cards.get(version.id)
        if found is None:
            sectors = self._catalog.sectors(version.meta.sectors)
            found = self._cards[version.id] = card(version, self.library, sectors)
        return found

    def text(self, markdown: str) -> Markup:
        """A short text of a vocabulary as HTML."""
        found = self._texts.get(markdown)
        if found is None:
            html = self.library.renderer.inline(markdown)
            found = self._texts[markdown] = Markup(html)  # noqa: S704 – sanitised by the renderer
        return found

    def shown(self, day: date) -> Listing:
        """Every standard in the version to show that day; kept for the days last asked for."""
        found = self._shown.get(day)
        if found is None:
            versions = (standard.shown_on(day) for standard in self.library.standards.values())
            found = self.listing(versions, day)
            if len(self._shown) >= _MOST_DAYS:
                self._shown = {}
            self._shown[day] = found
        return found

    def listing(self, versions: Iterable[Version], day: date) -> Listing:
        """Versions by the Polish alphabet of their titles, parted by their status that day."""
        cards = sorted((self.card(version) for version in versions), key=lambda c: c.sort_key)
        return Listing.of(cards, day)

    @cached_property
    def reliance(self) -> Reliance:
        """Which versions rely on which act and article."""
        return reliance(self.library)


class Editions:
    """Holds the edition of the publication that is current; a new one keeps what is still true."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._lock = Lock()
        self._edition = Edition(publisher.current)

    @property
    def current(self) -> Edition:
        """The edition of what is published now."""
        publication = self._publisher.current
        with self._lock:
            if self._edition.publication is not publication:
                self._edition = Edition(publication, self._edition)
            return self._edition


def install(app: Flask, publisher: Publisher) -> None:
    """Let the application answer from what `publisher` publishes, at each request the newest."""
    app.extensions[_EXTENSION] = Editions(publisher)
    app.before_request(publisher.catch_up)


def current_edition() -> Edition:
    """The edition this request is answered from."""
    editions: Editions = current_app.extensions[_EXTENSION]
    return editions.current
