"""A small folder of real content to make repositories from, and persons who work on it."""

import shutil
from pathlib import Path, PurePosixPath

from kb.history.model import Person
from kb.settings import bundled_standards

STANDARDS = (
    "p2o1/maly-grant",
    "p2o1/konkurs-maly-grant-art-12",
    "p2o1/otwarty-konkurs-ofert",
    "p2o1/wklad-wlasny",
    "p1o4/rada-pozytku-powolanie",
    "p1o2/punkt-kontaktowy",
)

GRANT = PurePosixPath("p2o1/maly-grant/2026-09-01.md")
SHARE = PurePosixPath("p2o1/wklad-wlasny/2026-01-15.md")

AUTHOR = Person("konto-1", "Anna Nowak")
SECOND = Person("konto-2", "Łukasz Żółć")
REVIEWER = Person("konto-3", "Celina Bąk")


def small_seed(folder: Path) -> Path:
    """Copy all vocabularies and six bundled standards into `folder`; the folder."""
    bundled = bundled_standards()
    folder.mkdir(parents=True)
    for name in ("site.yaml", "redirects.yaml"):
        shutil.copy(bundled / name, folder / name)
    for name in ("vocabulary", *STANDARDS):
        shutil.copytree(bundled / name, folder / name)
    return folder
