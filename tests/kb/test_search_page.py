from datetime import date

from kb.search_page import SearchParams


def test_the_address_is_canonical_whatever_the_order_of_filters() -> None:
    one = SearchParams("mały grant", {"temat": ("male-granty",), "sektor": ("ngo",)})
    other = SearchParams("mały grant", {"sektor": ("ngo",), "temat": ("male-granty",)})
    assert one.url() == other.url()
    assert one.url() == "/szukaj?q=ma%C5%82y+grant&sektor=ngo&temat=male-granty"


def test_only_what_is_not_the_default_stands_in_the_address() -> None:
    assert SearchParams().url() == "/szukaj"
    params = SearchParams("a", {}, date(2026, 8, 31), "data", 3, literal=True)
    assert params.url() == ("/szukaj?q=a&na-dzien=2026-08-31&kolejnosc=data&doslownie=1&strona=3")


def test_removing_a_filter_leads_to_the_first_page() -> None:
    params = SearchParams("a", {"temat": ("x", "y")}, page=4)
    assert params.without("temat", "x").url() == "/szukaj?q=a&temat=y"
