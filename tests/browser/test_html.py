import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.a11y import nu_html_errors
from tests.browser.pages import PAGES, path_of
from tests.browser.server import fetch


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """Kind of page → its HTML as the server sends it."""
    return {kind: fetch(f"{site}{path_of(kind, site)}")[1] for kind in PAGES}


def test_every_kind_of_page_is_valid_html(pages: dict[str, str], tmp_path: Path) -> None:
    for kind, html in pages.items():
        (tmp_path / f"{kind.replace(' ', '-')}.html").write_text(html, encoding="utf-8")
    errors = nu_html_errors(tmp_path)
    assert not errors, "\n\n".join(errors)


def test_every_kind_of_page_says_it_is_polish(pages: dict[str, str]) -> None:
    not_polish = [kind for kind, html in pages.items() if '<html lang="pl"' not in html]
    assert not_polish == []


def test_every_kind_of_page_has_a_title_of_its_own(pages: dict[str, str]) -> None:
    titles = {
        kind: re.findall(r"<title>(.*?)</title>", html, re.DOTALL) for kind, html in pages.items()
    }
    assert all(len(found) == 1 for found in titles.values()), titles
    assert len({found[0] for found in titles.values()}) == len(PAGES), titles


def test_headings_begin_with_one_h1_and_skip_no_level(pages: dict[str, str]) -> None:
    levels = {
        kind: [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        for kind, html in pages.items()
    }
    wrong = {
        kind: found
        for kind, found in levels.items()
        if found[:1] != [1] or found.count(1) != 1 or any(b - a > 1 for a, b in pairwise(found))
    }
    assert wrong == {}
