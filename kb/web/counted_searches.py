"""Counting what is searched for; see `kb.search_log` for what is never kept."""

from flask import Flask, current_app

from kb.search_counter import SearchCounter
from kb.search_page import SearchPage
from kb.web.clock import today

_EXTENSION = "kb_searches"


def install_counting(app: Flask, database_url: str) -> None:
    """Let the application count searches into the database of the installation."""
    app.extensions[_EXTENSION] = SearchCounter(database_url)


def searches(app: Flask) -> SearchCounter:
    """The counter of the application."""
    counter: SearchCounter = app.extensions[_EXTENSION]
    return counter


def count_search(found: SearchPage) -> None:
    """Count a search as it was first asked: its later pages, filters and orders are not new ones.

    One that found something only after its spelling was corrected found nothing.
    """
    params = found.params
    is_first = params.page == 1 and not params.filters and not params.literal
    if not is_first or params.day is not None or params.order != "trafnosc":
        return
    corrected = found.did_you_mean is not None and found.did_you_mean.applied
    total = 0 if corrected else found.total
    searches(current_app).record(params.text, today(), total)
