"""Every page of the bundled site, in one walk: answered, valid, its own title, no id twice."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kb.publication import Publisher
from kb.settings import Settings, bundled_standards
from tests.browser.a11y import nu_html_errors
from tests.browser.crawl import crawl
from tests.live import application
from tests.shared import NewVar

FEWEST = 400  # standards with their versions, words, provisions and lists
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_CANONICAL = re.compile(r'rel="canonical" href="([^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')

Pages = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Pages:
    var = new_var(tmp_path_factory.mktemp("installation") / "var")
    settings = Settings(standards=bundled_standards(), var=var)
    with application(settings, Publisher(settings)) as app:
        return crawl(app.test_client())


def test_every_link_of_every_page_leads_to_a_page(pages: Pages) -> None:
    assert len(pages) > FEWEST
    assert {path: status for path, (status, _) in pages.items() if status != 200} == {}


def test_every_page_is_valid_html(pages: Pages, tmp_path: Path) -> None:
    for path, (_, html) in pages.items():
        name = re.sub(r"[^\w-]+", "-", path).strip("-") or "home"
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    errors = nu_html_errors(tmp_path)
    assert not errors, "\n\n".join(errors[:20])


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    twice = {
        path: [name for name, count in Counter(_ID.findall(html)).items() if count > 1]
        for path, (_, html) in pages.items()
    }
    assert {path: names for path, names in twice.items() if names} == {}


def test_no_two_pages_share_a_title(pages: Pages) -> None:
    titles: dict[str, set[str]] = {}
    for path, (_, html) in pages.items():
        canonical = _CANONICAL.search(html)
        page = urlsplit(canonical[1]).path if canonical is not None else path
        titles.setdefault(_TITLE.findall(html)[0], set()).add(page)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}
