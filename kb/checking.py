"""Everything wrong with a content folder: what `kb check`, the editor and CI all show."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from kb.documents.model import Version
from kb.documents.partial import ReadVersion, is_sure
from kb.documents.problems import Problem, Severity
from kb.documents.redirects import STANDARDS, redirect_problems
from kb.documents.text import polish_date
from kb.documents.yaml_source import Path, field_name
from kb.library import Library
from kb.link_checking import bad_pictures, dead_links, meant, repeated_anchors
from kb.overlay import overlaid


def check(library: Library, day: date) -> tuple[Problem, ...]:
    """Every problem of the content as seen that day, files in order, errors and warnings."""
    found = [*_vocabulary_references(library), *_redirects(library)]
    found += check_versions(library, tuple(library.versions()), day)
    found += check_mistaken(library, library.mistaken, day)
    return tuple(sorted({*library.problems, *found}))


def check_mistaken(library: Library, read: Sequence[ReadVersion], day: date) -> tuple[Problem, ...]:
    """What else is wrong with documents that are left out for the problems told of them."""
    documents = [one.document for one in read if one.document is not None]
    if not documents:
        return ()
    broken = {one.document.path: one.broken for one in read if one.document is not None}
    whole, clashes = overlaid(library, documents)
    ours = tuple(version for version in whole.versions() if version.path in broken)
    return tuple(
        problem
        for problem in (*clashes, *check_versions(whole, ours, day))
        if is_sure(problem, broken.get(PurePosixPath(problem.path), frozenset()))
    )


def check_versions(library: Library, versions: Sequence[Version], day: date) -> tuple[Problem, ...]:
    """What is wrong with these versions of the library beyond what reading each of them told."""
    checks: tuple[Callable[[Library, Sequence[Version]], Iterator[Problem]], ...] = (
        _repeated_codes,
        _dangling_references,
        _missing_attachments,
        dead_links,
        bad_pictures,
        repeated_anchors,
    )
    found = {problem for one in checks for problem in one(library, versions)}
    return tuple(sorted({*found, *_overdue(library, versions, day)}))


def _repeated_codes(library: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    owners: dict[str, set[str]] = defaultdict(set)
    for version in library.versions():
        owners[version.meta.code].add(version.slug)
    for version in versions:
        for owner in sorted(owners[version.meta.code] - {version.slug}):
            yield _problem(
                version,
                ("code",),
                f"kod {version.meta.code} ma już „{owner}”",
                "nadaj następny numer",
            )


def _dangling_references(library: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    for version in versions:
        for name in ("related", "supersedes"):
            for index, slug in enumerate(getattr(version.meta, name)):
                at = (name, index)
                if slug == version.slug:
                    yield _problem(version, at, "standard wskazuje sam na siebie", "usuń tę nazwę")
                elif slug not in library.seen:
                    yield _problem(
                        version, at, f"nie ma standardu „{slug}”", meant(slug, library.seen)
                    )


def _missing_attachments(_: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    for version in versions:
        for index, attachment in enumerate(version.meta.attachments):
            if not (version.folder / attachment.file).is_file():
                yield _problem(
                    version,
                    ("attachments", index, "file"),
                    f"nie ma pliku „{attachment.file}”",
                    "dodaj plik do katalogu standardu albo popraw nazwę",
                )


def _vocabulary_references(library: Library) -> Iterator[Problem]:
    """Rows of the vocabularies that point at rows which are not there."""
    words = library.vocabulary
    references = [
        *(("areas", a.code, a.block, words.blocks) for a in words.areas.values()),
        *(("groups", g.code, g.block, words.blocks) for g in words.groups.values()),
        *(("groups", g.code, area, words.areas) for g in words.groups.values() for area in g.areas),
        *(("sectors", s.slug, s.parent, words.sectors) for s in words.sectors.values() if s.parent),
        *(("topics", t.slug, t.block, words.blocks) for t in words.topics.values()),
        *(("topics", t.slug, t.area, words.areas) for t in words.topics.values()),
        *(
            ("glossary", t.slug, see, words.glossary)
            for t in words.glossary.values()
            for see in t.see
        ),
        *(
            ("glossary", t.slug, t.standard, library.seen)
            for t in words.glossary.values()
            if t.standard
        ),
        *(("best_bets", b.slug, b.standard, library.seen) for b in words.best_bets.values()),
        *(("intents", i.slug, k, words.kinds) for i in words.intents.values() for k in i.kinds),
    ]
    for name, row, value, known in references:
        if value not in known:
            yield Problem(
                f"vocabulary/{name}.yaml",
                1,
                1,
                row,
                f"nieznana wartość „{value}”",
                meant(value, known),
            )
    cited = [("glossary.yaml", t.slug, t.citation) for t in words.glossary.values() if t.citation]
    cited += [("synonyms.yaml", s.slug, c) for s in words.synonyms.values() for c in s.citations]
    for name, row, text in cited:
        parsed = library.citations.parse(text)
        if parsed is None or any(library.citations.missing(c) for c in parsed):
            yield Problem(
                f"vocabulary/{name}",
                1,
                1,
                row,
                f"nie da się odczytać przepisu „{text}”",
                "wpisz przepis z aktu i artykułu, które są w acts.yaml",
            )


def _redirects(library: Library) -> Iterator[Problem]:
    file, words = library.redirect_file, library.vocabulary
    names = {place: getattr(words, place) for place in file.redirects if place != STANDARDS}
    yield from redirect_problems(file, {**names, STANDARDS: library.seen})


def _overdue(library: Library, versions: Sequence[Version], day: date) -> Iterator[Problem]:
    for version in versions:
        if (
            version.meta.review_by < day
            and library.standards[version.slug].in_force_on(day) == version
        ):
            yield _problem(
                version,
                ("review_by",),
                f"przegląd miał być do {polish_date(version.meta.review_by)}",
                "sprawdź stan prawny i wpisz nowe daty",
                severity="warning",
            )


def _problem(
    version: Version, at: Path, message: str, remedy: str, severity: Severity = "error"
) -> Problem:
    """A problem of the value at `at` in the front matter."""
    line, column = version.places.get(at, (1, 1))
    return Problem(str(version.path), line, column, field_name(at), message, remedy, severity)
