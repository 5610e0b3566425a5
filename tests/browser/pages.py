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
