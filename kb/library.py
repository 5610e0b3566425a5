"""`Library`: an immutable snapshot of everything published, swapped whole, never changed."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath

from kb.documents.law import CitationParser
from kb.documents.loading import (
    content_digest,
    load_version,
    load_vocabulary,
    version_paths,
)
from kb.documents.markdown import Renderer
from kb.documents.model import Standard, Version
from kb.documents.problems import Problem
from kb.documents.redirects import NO_REDIRECTS, RedirectFile, load_redirects
from kb.documents.redirects import target as redirect_target
from kb.documents.site import NO_SITE, Site, SiteFile, load_site
from kb.documents.text import polish_key
from kb.documents.vocabulary import Vocabulary

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Library:
    """Every standard that could be read, by slug, and the problems of those that could not.

    `revision` changes whenever any file of the content does. `seen` are the slugs of all folders,
    the unreadable ones too.
    """

    root: Path
    revision: str
    vocabulary: Vocabulary
    standards: Mapping[str, Standard]
    problems: tuple[Problem, ...] = ()
    seen: frozenset[str] = field(default_factory=frozenset)
    site_file: SiteFile = NO_SITE
    redirect_file: RedirectFile = NO_REDIRECTS

    @property
    def site(self) -> Site:
        """Who runs this installation."""
        return self.site_file.site

    def moved_to(self, slug: str) -> str | None:
        """The slug that an old one leads to for ever, if it does."""
        if slug in self.standards:
            return None
        return redirect_target(slug, self.redirect_file.redirects)

    @cached_property
    def citations(self) -> CitationParser:
        """Finds citations of the acts in the vocabulary."""
        return CitationParser(self.vocabulary.acts)

    @cached_property
    def renderer(self) -> Renderer:
        """The one renderer of Markdown, with links to the acts of the vocabulary."""
        return Renderer(self.citations)

    def versions(self) -> Iterator[Version]:
        """All versions of all standards."""
        for standard in self.standards.values():
            yield from standard.versions

    def in_force_on(self, day: date) -> list[Version]:
        """The versions in force that day, by Polish alphabet of their titles."""
        found = (standard.in_force_on(day) for standard in self.standards.values())
        return sorted((v for v in found if v is not None), key=lambda v: polish_key(v.meta.title))

    def shown(self, slug: str, day: date) -> Version | None:
        """The version of a standard to show that day."""
        standard = self.standards.get(slug)
        return standard.shown_on(day) if standard is not None else None


def load_library(root: Path, previous: Library | None = None) -> Library:
    """Read the content folder; files that have not changed are taken over from `previous`."""
    vocabulary, problems = load_vocabulary(root)
    paths = version_paths(root)
    revision = _revision(root, paths)
    known: Mapping[PurePosixPath, Version] = {}
    if previous is not None and previous.vocabulary == vocabulary:
        if previous.revision == revision:
            return previous
        known = {version.path: version for version in previous.versions()}
    citations = CitationParser(vocabulary.acts)
    versions: dict[str, list[Version]] = defaultdict(list)
    site_file, redirect_file = load_site(root), load_redirects(root)
    found = [*problems, *site_file.problems, *redirect_file.problems]
    for path in paths:
        version = _unchanged(root, known.get(path))
        if version is None:
            version, mistakes = load_version(root, path, vocabulary, citations)
            found += mistakes
        if version is not None:
            versions[version.slug].append(version)
    standards = {}
    for slug, group in sorted(versions.items()):
        standards[slug], clashes = _standard(slug, group)
        found += clashes
    for problem in found:
        log.warning("content problem: %s", problem)
    seen = frozenset(path.parent.name for path in paths)
    return Library(
        root,
        revision,
        vocabulary,
        standards,
        tuple(sorted(found)),
        seen,
        site_file,
        redirect_file,
    )


def _revision(root: Path, paths: list[PurePosixPath]) -> str:
    digest = hashlib.sha256()
    for path in (*sorted((root / "vocabulary").glob("*.yaml")), *sorted(root.glob("*.yaml"))):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for relative in paths:
        digest.update(f"{relative}\0{content_digest(root, relative)}".encode())
    return digest.hexdigest()[:16]


def _unchanged(root: Path, version: Version | None) -> Version | None:
    """The version of the previous snapshot, if its files still hold the same bytes."""
    if version is None or content_digest(root, version.path) != version.digest:
        return None
    return replace(version, until=version.meta.valid_to)


def _standard(slug: str, group: list[Version]) -> tuple[Standard, list[Problem]]:
    """Order the versions of a standard and end each where the next begins.

    A slug that stands in two group folders is served from the first of them.
    """
    home = min(version.path.parent for version in group)
    problems = [
        Problem(
            str(version.path),
            1,
            1,
            "plik",
            f"nazwę „{slug}” ma już katalog {home}",
            "nadaj katalogowi inną nazwę",
        )
        for version in group
        if version.path.parent != home
    ]
    ours = sorted(
        (v for v in group if v.path.parent == home), key=lambda version: version.meta.valid_from
    )
    ended = []
    for index, version in enumerate(ours):
        until = version.meta.valid_to
        if index + 1 < len(ours):
            last = ours[index + 1].meta.valid_from - timedelta(days=1)
            if until is not None and until > last:
                problems.append(
                    Problem(
                        str(version.path),
                        1,
                        1,
                        "valid_to",
                        f"obowiązuje do {until}, a następna wersja zaczyna się wcześniej",
                        f"wpisz valid_to: {last} albo popraw datę następnej wersji",
                    )
                )
            until = min(until or last, last)
        ended.append(replace(version, until=until))
    return Standard(slug, tuple(ended)), problems
