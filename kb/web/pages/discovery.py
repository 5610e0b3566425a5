"""What programs ask of a site: its map, its rules for robots, its search for browsers."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from flask import Blueprint, Response

from kb.news import modified_on
from kb.web.absolute import absolute
from kb.web.addresses import provision_url, standard_url, version_url
from kb.web.clock import today
from kb.web.edition import Edition, current_edition
from kb.web.xml import add, answer

blueprint = Blueprint("discovery", __name__)

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
MAX_URLS = 50_000
"""Addresses that one site map may hold."""
_PAGES = (
    *("/", "/standardy", "/tematy", "/grupy", "/sektory", "/rodzaje", "/prawo", "/slownik"),
    *("/terminy", "/co-nowego", "/mapa-serwisu", "/o-serwisie", "/o-serwisie/pomoc"),
    *("/o-serwisie/kontakt", "/o-serwisie/prywatnosc", "/o-serwisie/deklaracja-dostepnosci"),
)
_ROBOTS = """\
User-agent: *
Disallow: /szukaj?
Disallow: /szukaj.json
Disallow: /szukaj.atom
Disallow: /szukaj.csv
Disallow: /szukaj.docx
Disallow: /teczka
Disallow: /redakcja/
Disallow: /api/

Sitemap: {sitemap}
"""


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Every public page with the day it last changed, as far as that is known."""
    root = Element("urlset", {"xmlns": SITEMAP})
    for path, modified in list(_places(current_edition(), today()))[:MAX_URLS]:
        url = add(root, "url")
        add(url, "loc", absolute(path))
        if modified is not None:
            add(url, "lastmod", modified.isoformat())
    return answer(root, "application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be read but endless combinations of filters and what is not for readers."""
    return Response(_ROBOTS.format(sitemap=absolute("/sitemap.xml")), mimetype="text/plain")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The search as a browser takes it into its address bar (OpenSearch 1.1)."""
    name = current_edition().library.site.name
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    add(root, "ShortName", "Standardy")
    add(root, "LongName", name[:48])
    add(root, "Description", "Szukaj standardów i procedur współpracy")
    add(root, "Language", "pl")
    add(root, "InputEncoding", "UTF-8")
    template = absolute("/szukaj") + "?q={searchTerms}"
    add(root, "Url", type="text/html", method="get", template=template)
    return answer(root, "application/opensearchdescription+xml")


def _places(edition: Edition, day: date) -> Iterator[tuple[str, date | None]]:
    words = edition.library.vocabulary
    yield from ((path, None) for path in _PAGES)
    for standard in edition.library.standards.values():
        shown = standard.shown_on(day)
        yield standard_url(standard.slug), modified_on(shown, day)
        for version in standard.versions:
            if version is not shown:
                yield version_url(version), modified_on(version, day)
    yield from ((f"/grupy/{code}", None) for code in words.groups)
    yield from ((f"/tematy/{slug}", None) for slug in words.topics)
    yield from ((f"/sektory/{slug}", None) for slug in words.sectors)
    yield from ((f"/rodzaje/{slug}", None) for slug in words.kinds)
    for act in words.acts.values():
        yield provision_url(act), act.checked
        for article in act.articles:
            yield provision_url(act, article.number), act.checked
    yield from ((f"/slownik/{slug}", None) for slug in words.glossary)
