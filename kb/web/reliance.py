"""Which versions rely on which provisions of law. Pure."""

from collections import defaultdict
from collections.abc import Mapping

from kb.catalog import Catalog
from kb.documents.model import Version
from kb.library import Library

Reliance = Mapping[str, tuple[Version, ...]]
"""An act (`udpp`) or one of its articles (`udpp/19a`) → the versions that cite it."""


def reliance(library: Library) -> Reliance:
    """Read every citation of every version."""
    catalog = Catalog(library)
    found: dict[str, list[Version]] = defaultdict(list)
    for version in library.versions():
        for provision in catalog.law(version):
            found[provision].append(version)
    return {provision: tuple(versions) for provision, versions in found.items()}
