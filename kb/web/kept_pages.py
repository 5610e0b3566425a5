"""Pages of published content, kept finished until the publication or the day changes.

Only what depends on nothing but the address is kept: no cookies, no form, no search. The pages of
an edition go with it, so nothing has to be invalidated.
"""

import gzip
import hashlib
import time
from math import inf

from flask import Flask, Response, g, request

from kb.web.clock import today
from kb.web.edition import current_edition
from kb.web.page_cache import KeptPage, Key, PageCache

MOST_KEY = 300
"""Characters of an address that may be kept; longer ones are nobody's real page."""

PUBLISHED = frozenset(
    {"home", "standards", "comparison", "browse", "law", "glossary", "about", "style_guide"}
)
"""Blueprints whose pages hold nothing but published content."""
ARGUMENTS = frozenset({"na-dzien", "od", "do"})
"""Parameters that published pages answer to; with any other a page is made anew."""

BRIEFLY = 60.0
"""Seconds for which a page is kept that will change without a publication."""

_LEVEL = 9
_MEDIA_TYPES = frozenset({"text/html", "application/json"})
_MADE_ANEW = frozenset({"Content-Length", "ETag"})


def install_kept_pages(app: Flask) -> None:
    """Answer from kept pages and keep what can be kept.

    Must be called after the hooks that finish a response are set (they run after this one) and
    before those that change its text.
    """
    app.before_request(_from_cache)
    app.after_request(_keep)


def keep_briefly() -> None:
    """Make the page of this request anew in a minute: it will change without a publication."""
    g.page_fresh_until = time.monotonic() + BRIEFLY


def _key() -> Key | None:
    """The key of the page asked for; `None` when it must be made anew."""
    if (
        request.method not in ("GET", "HEAD")
        or request.blueprint not in PUBLISHED
        or request.cookies
        or not ARGUMENTS.issuperset(request.args)
        or len(request.full_path) > MOST_KEY
    ):
        return None
    return today(), request.host_url, request.full_path


def _from_cache() -> Response | None:
    key = _key()
    if key is None:
        return None
    pages = current_edition().pages
    found = pages.get(key)
    if found is None or found.fresh_until < time.monotonic():
        g.page_to_keep = (pages, key)
        return None
    return _response(found)


def _keep(response: Response) -> Response:
    wanted: tuple[PageCache, Key] | None = g.pop("page_to_keep", None)
    if (
        wanted is None
        or response.status_code != 200
        or response.mimetype not in _MEDIA_TYPES
        or response.is_streamed
        or response.cache_control.no_store
        or "Set-Cookie" in response.headers
    ):
        return response
    body = response.get_data()
    page = KeptPage(
        gzip.compress(body, _LEVEL, mtime=0),
        tuple(pair for pair in response.headers if pair[0] not in _MADE_ANEW),
        hashlib.sha256(body).hexdigest()[:32],
        g.pop("page_fresh_until", inf),
    )
    pages, key = wanted
    pages.put(key, page)
    return _response(page)


def _response(page: KeptPage) -> Response:
    zipped = request.accept_encodings["gzip"] > 0
    body = page.compressed if zipped else gzip.decompress(page.compressed)
    response = Response(body, headers=dict(page.headers))
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(page.etag, weak=True)
    return response
