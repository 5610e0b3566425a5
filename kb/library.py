"""`Library`: an immutable snapshot of everything published, swapped whole, never changed."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath

from kb.documents.attached import content_digest
from kb.documents.law import CitationParser
from kb.documents.loading import load_version, load_vocabulary, version_paths
from kb.documents.markdown import Renderer
from kb.documents.model import Standard, Version
from kb.documents.partial import ReadVersion
from kb.documents.problems import Problem
from kb.documents.redirects import NO_REDIRECTS, STANDARDS, RedirectFile, load_redirects
from kb.documents.site import NO_SITE, Site, SiteFile, load_site
from kb.documents.stamps import NO_STAMPS, Stamps, read_stamps
from kb.documents.text import polish_key
from kb.documents.vocabulary import Vocabulary

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Library:
    """Every standard that could be read, by slug, and the problems of those that could not.

    `revision` changes whenever any file of the content does. `mistaken` are the documents left out
    for their problems, as far as they could be read. `seen` are the slugs of all folders, the
    unreadable ones too. `stamps` are those of the files just before they were read.
    """

    root: Path
    revision: str
    vocabulary: Vocabulary
    standards: Mapping[str, Standard]
    problems: tuple[Problem, ...] = ()
    mistaken: tuple[ReadVersion, ...] = ()
    seen: frozenset[str] = field(default_factory=frozenset)
    site_file: SiteFile = NO_SITE
    redirect_file: RedirectFile = NO_REDIRECTS
    stamps: Stamps = field(default=NO_STAMPS, compare=False, repr=False)

    @property
    def site(self) -> Site:
        """Who runs this installation."""
        return self.site_file.site

    def moved_to(self, name: str, of: str = STANDARDS) -> str | None:
        """What an old name of a standard, or of a value of a vocabulary, leads to for ever."""
        known = self.standards if of == STANDARDS else getattr(self.vocabulary, of)
        return None if name in known else self.redirect_file.target(name, of)

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


def load_library(
    root: Path, previous: Library | None = None, stamps: Stamps | None = None
) -> Library:
    """Read the content folder; what has not changed is taken over from `previous`.

    `stamps` are those of the folder, when they have just been read.
    """
    stamps = stamps or read_stamps(root)
    vocabulary, problems = _vocabulary(root, stamps, previous)
    paths = version_paths(stamps)
    site_file, redirect_file = load_site(root), load_redirects(root)
    found = [*problems, *site_file.problems, *redirect_file.problems]
    slugs: dict[str, list[PurePosixPath]] = defaultdict(list)
    for path in paths:
        slugs[path.parent.name].append(path)
    kept = _Kept(root, stamps, vocabulary, previous)
    citations = CitationParser(vocabulary.acts)
    standards: dict[str, Standard] = {}
    mistaken: list[ReadVersion] = []
    for slug, files in sorted(slugs.items()):
        standard = kept.standard(slug, files)
        if standard is None:
            read = [load_version(root, path, vocabulary, citations) for path in files]
            mistaken += [one for one in read if one.problems]
            standard, mistakes = _standard_read(slug, read)
            found += mistakes
        if standard is not None:
            standards[slug] = standard
    revision = _revision(root, paths, standards)
    if previous is not None and previous.revision == revision:
        return previous
    for problem in found:
        log.warning("content problem: %s", problem)
    return Library(
        root,
        revision,
        vocabulary,
        standards,
        tuple(sorted(found)),
        tuple(mistaken),
        frozenset(slugs),
        site_file,
        redirect_file,
        stamps,
    )


def _vocabulary(
    root: Path, stamps: Stamps, previous: Library | None
) -> tuple[Vocabulary, tuple[Problem, ...]]:
    folder = PurePosixPath("vocabulary")
    if (
        previous is not None
        and stamps.same(folder, previous.stamps)
        and not any(PurePosixPath(p.path).parent == folder for p in previous.problems)
    ):
        return previous.vocabulary, ()
    return load_vocabulary(root)


class _Kept:
    """What of the previous library is still true: standards whose files have not changed."""

    def __init__(
        self, root: Path, stamps: Stamps, vocabulary: Vocabulary, previous: Library | None
    ) -> None:
        self._root = root
        self._stamps = stamps
        decides = previous is not None and previous.vocabulary.filing == vocabulary.filing
        self._previous = previous if decides else None
        problems = previous.problems if previous is not None else ()
        self._mistaken = {PurePosixPath(problem.path).parent for problem in problems}

    def standard(self, slug: str, files: list[PurePosixPath]) -> Standard | None:
        """The standard as it was read before, if it was read whole and nothing changed since."""
        standard = self._previous.standards.get(slug) if self._previous is not None else None
        if standard is None or self._mistaken & {file.parent for file in files}:
            return None
        return standard if self._looks_unchanged(files) or self._reads(standard, files) else None

    def _looks_unchanged(self, files: list[PurePosixPath]) -> bool:
        earlier = self._previous.stamps if self._previous is not None else NO_STAMPS
        return all(self._stamps.same(folder, earlier) for folder in {f.parent for f in files})

    def _reads(self, standard: Standard, files: list[PurePosixPath]) -> bool:
        """Whether the files hold what the standard was made of."""
        digests = {version.path: version.digest for version in standard.versions}
        return digests.keys() == set(files) and all(
            content_digest(self._root, path) == digest for path, digest in digests.items()
        )


def _standard_read(slug: str, read: Sequence[ReadVersion]) -> tuple[Standard | None, list[Problem]]:
    """One standard of what its files gave; `None` when no version of it is right."""
    problems = [problem for one in read for problem in one.problems]
    versions = [one.version for one in read if one.version is not None]
    if not versions:
        return None, problems
    standard, clashes = standard_of(slug, versions)
    return standard, [*problems, *clashes]


def _revision(root: Path, paths: list[PurePosixPath], standards: Mapping[str, Standard]) -> str:
    digest = hashlib.sha256()
    for path in (*sorted((root / "vocabulary").glob("*.yaml")), *sorted(root.glob("*.yaml"))):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    digests = {v.path: v.digest for standard in standards.values() for v in standard.versions}
    for relative in paths:
        known = digests.get(relative) or content_digest(root, relative)
        digest.update(f"{relative}\0{known}".encode())
    return digest.hexdigest()[:16]


def standard_of(slug: str, group: list[Version]) -> tuple[Standard, list[Problem]]:
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
                        *version.places.get(("valid_to",), (1, 1)),
                        "valid_to",
                        f"obowiązuje do {until}, a następna wersja zaczyna się wcześniej",
                        f"wpisz valid_to: {last} albo popraw datę następnej wersji",
                    )
                )
            until = min(until or last, last)
        ended.append(replace(version, until=until))
    return Standard(slug, tuple(ended)), problems
