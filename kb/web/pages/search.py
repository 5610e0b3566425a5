"""The search: its page and the twin of the page."""

from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, redirect, render_template
from flask import request as web_request
from flask.typing import ResponseReturnValue

from kb.explaining import told
from kb.law_query import MAX_QUERY
from kb.search_page import (
    ORDERS,
    PAGE_SIZE,
    FacetValue,
    FacetView,
    SearchPage,
    SearchParams,
)
from kb.search_parts import Reasons
from kb.web.clock import today
from kb.web.counted_searches import count_search
from kb.web.edition import current_edition
from kb.web.search_request import SearchRequest, read_search
from kb.web.search_twin import search_twin

blueprint = Blueprint("search", __name__)

MOST_SYNONYMS = 5
"""Synonyms named above the results; all of them stand under "Jak szukaliśmy"."""

_OPEN = ("sektor", "temat", "rodzaj")
"""The filters that stand open; the others open when one of their values is chosen."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of the paging; a `number` of 0 is a gap."""

    number: int
    url: str = ""
    current: bool = False


@blueprint.get("/szukaj")
def search() -> ResponseReturnValue:
    """The form with its filters and results."""
    edition = current_edition()
    asked = read_search(web_request.args, edition.library.vocabulary)
    if asked.too_long or asked.bad_day:
        return _page(asked, None), 400
    found = edition.publication.search(asked.params, today())
    if 0 < found.pages < asked.params.page:
        return redirect(asked.params.on_page(found.pages).url(), 302)
    count_search(found)
    return _page(asked, found)


@blueprint.get("/szukaj.json")
def search_json() -> ResponseReturnValue:
    """The twin of the page of results."""
    edition = current_edition()
    asked = read_search(web_request.args, edition.library.vocabulary)
    if asked.too_long or asked.bad_day:
        return {"error": " ".join(_messages(asked))}, 400
    return search_twin(
        edition.publication.search(asked.params, today()), edition.library.vocabulary
    )


def _page(asked: SearchRequest, found: SearchPage | None) -> str:
    params = asked.params
    return render_template(
        "search/page.html",
        asked=asked,
        params=params,
        found=found,
        messages=_messages(asked),
        orders=ORDERS,
        open_facets=_OPEN,
        facet_groups=facet_groups,
        page_size=PAGE_SIZE,
        feed=replace(params, page=1, order="trafnosc").url("/szukaj.atom"),
        chosen=_chosen(found) if found is not None else [],
        without_filters=replace(params, filters={}, day=None, page=1).url(),
        literally=replace(params, literal=True, page=1).url(),
        loosely=replace(params, literal=False, page=1).url(),
        today_url=replace(params, day=None, page=1).url(),
        pages=page_links(params, found.pages) if found is not None else [],
        max_query=MAX_QUERY,
        most_synonyms=MOST_SYNONYMS,
        short_text=current_edition().text,
        read=list(told(found.reading)) if found is not None else [],
        reasons=_reasons(found),
        vocabulary=current_edition().library.vocabulary,
    )


def _reasons(found: SearchPage | None) -> tuple[Reasons, ...]:
    """Why the first hits come first, where they were put in order by what they hold."""
    if found is None or found.params.order != "trafnosc":
        return ()
    return current_edition().publication.reasons(found, today())


def _chosen(found: SearchPage) -> list[tuple[FacetView, FacetValue, str]]:
    """The removable tags: what the reader has chosen, not what is set without asking."""
    filters = found.params.filters
    return [
        (facet, value, url)
        for facet, value, url in found.chosen
        if value.value in filters.get(facet.name, ())
    ]


def facet_groups(facet: FacetView) -> list[tuple[str, list[FacetValue]]]:
    """The values of a filter under their headings, in display order."""
    return [(group, list(values)) for group, values in groupby(facet.values, lambda v: v.group)]


def _messages(asked: SearchRequest) -> list[str]:
    messages = []
    if asked.too_long:
        messages.append(
            f"Zapytanie jest za długie: może mieć najwyżej {MAX_QUERY} znaków. "
            "Skróć je do kilku najważniejszych słów."
        )
    if asked.bad_day:
        messages.append(
            f"Nie ma takiego dnia: „{asked.typed_day}”. "
            "Wpisz datę od 1990 do 2100 roku, np. 2026-08-31."
        )
    return messages


def page_links(params: SearchParams, pages: int) -> list[PageLink]:
    """The first and last page, and those around the current one, with gaps between."""
    wanted = sorted({1, pages, *range(params.page - 1, params.page + 2)} & set(range(1, pages + 1)))
    links: list[PageLink] = []
    for number in wanted:
        if links and number - links[-1].number > 1:
            links.append(PageLink(0))
        links.append(PageLink(number, params.on_page(number).url(), number == params.page))
    return links
