"""One page of every kind the site has."""

import re

from tests.browser.server import fetch

# The standard with two versions in time: every kind of page about standards exists for it.
STANDARD = "/standardy/maly-grant"
ARCHIVED = "archived version"

PAGES = {
    "home": "/",
    "results": "/szukaj?q=maly+grant",
    "no results": "/szukaj?q=qqqq",
    "only mentions": "/szukaj?q=pozwolenie+na+budow%C4%99",
    "hidden by filters": "/szukaj?q=regranting+xyzzy&sektor=pes&na-dzien=1995-01-01",
    "glossary card": "/szukaj?q=co+to+jest+wolontariat",
    "act card": "/szukaj?q=art.+5a+usg",
    "all standards": "/szukaj",
    "standard": STANDARD,
    ARCHIVED: "",  # its address is read from the site, see `path_of`
    "group": "/grupy/P2O1",
    "topic": "/tematy/male-granty",
    "sector": "/sektory/ngo",
    "kind": "/rodzaje/procedura",
    "act": "/prawo/udpp",
    "article": "/prawo/udpp/19a",
    "glossary": "/slownik",
    "help": "/o-serwisie/pomoc",
    "about": "/o-serwisie",
    "accessibility declaration": "/o-serwisie/deklaracja-dostepnosci",
    "privacy": "/o-serwisie/prywatnosc",
    "contact": "/o-serwisie/kontakt",
    "site map": "/mapa-serwisu",
    "news": "/co-nowego",
    "report form": "/standardy/maly-grant/zglos",
    "report sent": "/standardy/maly-grant/zglos/wyslano",
    "vote counted": "/standardy/maly-grant/ocena?glos=nie",
    "calculator": f"{STANDARD}/terminy",
    "calculated dates": f"{STANDARD}/terminy?zdarzenie=wplyw-oferty&data=2026-08-21",
    "calculator with an error": f"{STANDARD}/terminy?zdarzenie=wplyw-oferty&data=jutro",
    "dates of the year": "/terminy",
    "checklist": f"{STANDARD}/lista",
    "comparison": f"{STANDARD}/porownanie",
    "comparison with an error": f"{STANDARD}/porownanie?od=kiedys",
    "as of a day": "/tematy/male-granty?na-dzien=2026-08-31",
    "style guide": "/o-serwisie/wzornik",
    "binder": "/teczka?s=maly-grant&s=wklad-wlasny&s=nie-ma&q=konkurs",
    "empty binder": "/teczka",
    "not found": "/nie-ma-takiej-strony",
}


def path_of(kind: str, site: str) -> str:
    """The path of the page of this kind on the site at this address."""
    return archived_path(site) if kind == ARCHIVED else PAGES[kind]


def archived_path(site: str) -> str:
    """The oldest version that the page of the standard in force links to.

    Raises LookupError when it links to none.
    """
    _, html = fetch(f"{site}{STANDARD}")
    versions = sorted(re.findall(rf'href="({STANDARD}/\d{{4}}-\d\d-\d\d)"', html))
    if not versions:
        raise LookupError(f"{STANDARD} links to no version of its own")
    return str(versions[0])
