from datetime import date

from kb.web.page_cache import KeptPage, PageCache

TODAY = date(2026, 11, 22)


def page(size: int) -> KeptPage:
    return KeptPage(b"x" * size, (("Content-Type", "text/html"),), "tag")


def test_pages_are_kept_by_day_site_and_address() -> None:
    pages = PageCache()
    pages.put((TODAY, "http://a/", "/x"), page(1))
    assert pages.get((TODAY, "http://a/", "/x")) == page(1)
    assert pages.get((date(2026, 11, 23), "http://a/", "/x")) is None
    assert pages.get((TODAY, "http://b/", "/x")) is None


def test_the_page_not_asked_for_longest_goes_first() -> None:
    pages = PageCache(most_bytes=10)
    for path in ("/a", "/b"):
        pages.put((TODAY, "", path), page(4))
    pages.get((TODAY, "", "/a"))
    pages.put((TODAY, "", "/c"), page(4))
    assert pages.get((TODAY, "", "/b")) is None
    assert pages.get((TODAY, "", "/a")) is not None
    assert len(pages) == 2


def test_a_page_put_again_counts_once() -> None:
    pages = PageCache(most_bytes=10)
    for _ in range(5):
        pages.put((TODAY, "", "/a"), page(8))
    assert len(pages) == 1


def test_a_page_larger_than_all_room_is_not_kept() -> None:
    pages = PageCache(most_bytes=10)
    pages.put((TODAY, "", "/a"), page(11))
    assert len(pages) == 0
