"""Every page of the bundled site, found as a robot finds them: by following links."""

import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urljoin

from flask.testing import FlaskClient

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_FILE = re.compile(r"\.[a-z0-9]{2,7}$")
MOST_PAGES = 5_000


def crawl(client: FlaskClient, start: str = "/") -> dict[str, tuple[int, str]]:
    """Path → status and HTML of every page that links lead to from the start.

    Links with parameters lead to views of pages, of which there is no end, and are not followed;
    neither are files.
    """
    found: dict[str, tuple[int, str]] = {}
    waiting = deque([start])
    while waiting and len(found) < MOST_PAGES:
        path = waiting.popleft()
        if path in found:
            continue
        with client.get(path, follow_redirects=True) as answer:
            if answer.mimetype != "text/html":
                continue
            found[path] = (answer.status_code, answer.text)
        waiting.extend(links(path, answer.text))
    return found


def links(path: str, html: str) -> list[str]:
    """The pages of this site that a page links to."""
    targets = (urldefrag(urljoin(path, unescape(href)))[0] for href in _LINK.findall(html))
    return [
        target
        for target in dict.fromkeys(targets)
        if target.startswith("/") and "?" not in target and not _FILE.search(target)
    ]
