"""Everything wrong with a content folder: what `kb check`, the editor and CI all show."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kb.documents.links import anchors
from kb.documents.model import Version
from kb.documents.pictures import picture_mistake
from kb.documents.problems import Problem, Severity, choose_one_of, nearest
from kb.documents.redirects import redirect_problems
from kb.documents.text import polish_date
from kb.documents.yaml_source import Path, field_name
from kb.library import Library

_ADDRESS = re.compile(
    r"/standardy/(?P<slug>[^/#?]+)(?:/(?P<day>\d{4}-\d{2}-\d{2}))?/?(?:#(?P<anchor>.+))?"
)
_LISTS = {
    "grupy": "groups",
    "tematy": "topics",
    "sektory": "sectors",
    "rodzaje": "kinds",
    "slownik": "glossary",
}


class _Writing(NamedTuple):
    """A Markdown text of a document: what it is called and where it begins."""

    field: str
    line: int
    column: int
    markdown: str
    in_body: bool = False


def check(library: Library, day: date) -> tuple[Problem, ...]:
    """Every problem of the content as seen that day, files in order, errors and warnings."""
    checks: tuple[Callable[[Library], Iterator[Problem]], ...] = (
        _repeated_codes,
        _dangling_references,
        _dead_links,
        _pictures,
        _repeated_anchors,
        _missing_attachments,
        _vocabulary_references,
        _redirects,
    )
    found = [problem for one in checks for problem in one(library)]
    return tuple(sorted({*library.problems, *found, *_overdue(library, day)}))


def _repeated_codes(library: Library) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for version in library.versions():
        owner = owners.setdefault(version.meta.code, version.slug)
        if owner != version.slug:
            yield _problem(
                version,
                ("code",),
                f"kod {version.meta.code} ma już „{owner}”",
                "nadaj następny numer",
            )


def _dangling_references(library: Library) -> Iterator[Problem]:
    for version in library.versions():
        for name in ("related", "supersedes"):
            for index, slug in enumerate(getattr(version.meta, name)):
                at = (name, index)
                if slug == version.slug:
                    yield _problem(version, at, "standard wskazuje sam na siebie", "usuń tę nazwę")
                elif slug not in library.seen:
                    yield _problem(
                        version, at, f"nie ma standardu „{slug}”", _meant(slug, library.seen)
                    )


def _dead_links(library: Library) -> Iterator[Problem]:
    known = {v.slug: set[str]() for v in library.versions()}
    for version in library.versions():
        known[version.slug] |= set(anchors(version, library.renderer))
    for version in library.versions():
        for writing in _writings(version):
            for link in library.renderer.links(writing.markdown):
                wrong = _dead(link.href, version, known, library)
                if wrong is not None:
                    line = writing.line + link.line
                    path = str(version.path)
                    yield Problem(path, line, writing.column, writing.field, *wrong)


def _pictures(library: Library) -> Iterator[Problem]:
    for version in library.versions():
        for writing in _writings(version):
            for picture in library.renderer.pictures(writing.markdown):
                wrong = picture_mistake(picture, in_body=writing.in_body)
                if wrong is not None:
                    line = writing.line + picture.line
                    path = str(version.path)
                    yield Problem(path, line, writing.column, writing.field, *wrong)


def _dead(
    href: str, version: Version, known: dict[str, set[str]], library: Library
) -> tuple[str, str] | None:
    if href.startswith("#"):
        here = known[version.slug]
        return None if href[1:] in here else _no_anchor(href[1:], here)
    if not href.startswith("/"):
        outside = re.match(r"(https?:|mailto:|tel:)", href) is not None
        if outside or (library.root / version.path.parent / href).is_file():
            return None
        return f"nie ma pliku „{href}”", "dodaj plik do katalogu standardu albo popraw nazwę"
    match = _ADDRESS.fullmatch(href)
    if match is None:
        return _dead_page(href, library)
    slug, anchor = match["slug"], match["anchor"]
    if slug not in library.seen:
        return f"nie ma standardu „{slug}”", _meant(slug, library.seen)
    if match["day"] and slug in library.standards:
        day = date.fromisoformat(match["day"])
        if library.standards[slug].version(day) is None:
            return f"„{slug}” nie ma wersji z {match['day']}", "popraw datę albo usuń ją z adresu"
    if anchor and slug in known and anchor not in known[slug]:
        return _no_anchor(anchor, known[slug])
    return None


def _dead_page(href: str, library: Library) -> tuple[str, str] | None:
    """An address of a list, an act or another page of the site."""
    parts = PurePosixPath(href.split("?")[0].split("#")[0]).parts[1:]
    if not parts or parts[0] in ("szukaj", "o-serwisie", "terminy") or len(parts) == 1:
        return None
    if parts[0] in _LISTS:
        values = getattr(library.vocabulary, _LISTS[parts[0]])
        return None if parts[1] in values else (f"nie ma strony „{href}”", _meant(parts[1], values))
    act = library.vocabulary.acts.get(parts[1]) if parts[0] == "prawo" else None
    if act is not None and (len(parts) == 2 or act.article(parts[2]) is not None):
        return None
    return f"nie ma strony „{href}”", "popraw adres"


def _no_anchor(anchor: str, known: set[str]) -> tuple[str, str]:
    return f"nie ma miejsca „#{anchor}”", _meant(anchor, known)


def _repeated_anchors(library: Library) -> Iterator[Problem]:
    for version in library.versions():
        for anchor, count in Counter(anchors(version, library.renderer)).items():
            if count > 1:
                line = next((s.line for s in version.sections if s.slug == anchor), 1)
                yield Problem(
                    str(version.path),
                    line,
                    1,
                    "treść",
                    f"dwa nagłówki dają ten sam adres „#{anchor}”",
                    "zmień brzmienie jednego z nich",
                )


def _missing_attachments(library: Library) -> Iterator[Problem]:
    for version in library.versions():
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
                _meant(value, known),
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
    file = library.redirect_file
    yield from redirect_problems(file.redirects, file.lines, library.seen)


def _overdue(library: Library, day: date) -> Iterator[Problem]:
    for version in library.in_force_on(day):
        if version.meta.review_by < day:
            yield _problem(
                version,
                ("review_by",),
                f"przegląd miał być do {polish_date(version.meta.review_by)}",
                "sprawdź stan prawny i wpisz nowe daty",
                severity="warning",
            )


def _writings(version: Version) -> Iterator[_Writing]:
    """Every text of a document in which Markdown is read."""
    meta = version.meta
    lists = {
        ("rules",): (meta.rules, ("text",)),
        ("steps",): (meta.steps, ("action", "document", "when")),
        ("duties", "office"): (meta.duties.office, ("text",)),
        ("duties", "organisation"): (meta.duties.organisation, ("text",)),
        ("questions",): (meta.questions, ("answer",)),
    }
    yield _writing(version, ("summary",), meta.summary)
    for name, (rows, keys) in lists.items():
        for index, row in enumerate(rows):
            for key in keys:
                if getattr(row, key):
                    yield _writing(version, (*name, index, key), getattr(row, key))
    for section in version.sections:
        place = f"treść „{section.title}”"
        yield _Writing(place, section.line + 1, 1, section.markdown, in_body=True)


def _writing(version: Version, at: Path, markdown: str) -> _Writing:
    return _Writing(field_name(at), *version.places.get(at, (1, 1)), markdown)


def _meant(value: str, known: Iterable[str]) -> str:
    """The near miss alone: lists of slugs are too long to print."""
    names = list(known)
    if nearest(value, names) is None:
        return "popraw nazwę albo usuń odsyłacz"
    return choose_one_of(value, names)


def _problem(
    version: Version, at: Path, message: str, remedy: str, severity: Severity = "error"
) -> Problem:
    """A problem of the value at `at` in the front matter."""
    line, column = version.places.get(at, (1, 1))
    return Problem(str(version.path), line, column, field_name(at), message, remedy, severity)
