"""The day a reader looks at the site as of: `?na-dzien=`, kept in the links of the page.

There are no cookies for readers, so the day lives in the addresses alone: every link of a page seen
as of a day leads to pages as of that day. Links marked `data-dzis` lead back to today.
"""

import re
from datetime import date

from flask import Flask, Response, request

from kb.web.addresses import day_of
from kb.web.clock import today

PARAMETER = "na-dzien"
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that the search takes, too."""

_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?)\shref="(?P<path>/[^"?#]*)(?P<query>\?[^"#]*)?(?P<at>#[^"]*)?"'
)
_NOT_A_PAGE = re.compile(r"/(?:static|api|redakcja|health)/|.*\.[a-z0-9]+$")


def typed_day() -> str:
    """What the address asks for, right or wrong."""
    return request.args.get(PARAMETER, "").strip()


def chosen_day() -> date | None:
    """The day asked for; `None` when none is, or it cannot be read."""
    day = day_of(typed_day())
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def day_problem() -> bool:
    """Whether a day is asked for that cannot be read."""
    return bool(typed_day()) and chosen_day() is None


def viewed_day() -> date:
    """The day lists are shown as of: the one asked for, else today."""
    return chosen_day() or today()


def carried(html: str, day: date, *, with_search: bool = True) -> str:
    """Put the day into every link to another page of the site that does not have one."""

    def link(match: re.Match[str]) -> str:
        path, query = match["path"], match["query"] or ""
        if (
            "data-dzis" in match["before"]
            or f"{PARAMETER}=" in query
            or _NOT_A_PAGE.match(path)
            or (path == "/szukaj" and not with_search)
        ):
            return match[0]
        joined = f"{query}&amp;" if query else "?"
        fragment = match["at"] or ""
        return f'<a{match["before"]} href="{path}{joined}{PARAMETER}={day.isoformat()}{fragment}"'

    return _LINK.sub(link, html)


def install_day_view(app: Flask) -> None:
    """Let templates ask for the day, and keep it in the links of every page seen as of it."""
    app.jinja_env.globals.update(chosen_day=chosen_day, day_problem=day_problem)
    app.after_request(_carry)


def _carry(response: Response) -> Response:
    day = chosen_day() if request.args else None
    kept = "ETag" in response.headers  # its links have the day already, and it may be compressed
    if day is None or kept or response.mimetype != "text/html" or response.is_streamed:
        return response
    search = request.blueprint == "search"
    response.set_data(carried(response.get_data(as_text=True), day, with_search=not search))
    return response
