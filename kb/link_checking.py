"""Links, anchors and pictures of documents: whether each leads somewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from kb.documents.links import anchors
from kb.documents.model import Version
from kb.documents.pictures import picture_mistake
from kb.documents.problems import Problem, choose_one_of, nearest
from kb.documents.writings import Writing, writings
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


class Anchors:
    """The places that can be linked to, of one library; read when they are asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, frozenset[str]] = {}

    def of(self, slug: str) -> frozenset[str]:
        """The anchors of all versions of a standard."""
        if slug not in self._known:
            versions = self._library.standards[slug].versions
            renderer = self._library.renderer
            self._known[slug] = frozenset(a for v in versions for a in anchors(v, renderer))
        return self._known[slug]


def dead_links(library: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    """Links of these versions that lead nowhere."""
    known = Anchors(library)
    for version in versions:
        for writing in writings(version):
            for link in library.renderer.links(writing.markdown):
                wrong = _dead(link.href, version, known, library)
                if wrong is not None:
                    yield _problem(version, writing, link.line, wrong)


def bad_pictures(library: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    """Pictures of these versions that cannot be shown."""
    for version in versions:
        for writing in writings(version):
            for picture in library.renderer.pictures(writing.markdown):
                wrong = picture_mistake(picture, in_body=writing.in_body)
                if wrong is not None:
                    yield _problem(version, writing, picture.line, wrong)


def _problem(version: Version, writing: Writing, line: int, wrong: tuple[str, str]) -> Problem:
    """What is wrong, and its remedy, in a line of the writing counted from its own first one."""
    return Problem(str(version.path), writing.line + line, writing.column, writing.field, *wrong)


def repeated_anchors(library: Library, versions: Sequence[Version]) -> Iterator[Problem]:
    """Headings of a version that give the same address."""
    for version in versions:
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


def _dead(href: str, version: Version, known: Anchors, library: Library) -> tuple[str, str] | None:
    if href.startswith("#"):
        here = known.of(version.slug)
        return None if href[1:] in here else _no_anchor(href[1:], here)
    if not href.startswith("/"):
        outside = re.match(r"(https?:|mailto:|tel:)", href) is not None
        if outside or _is_file(version.folder / href):
            return None
        return f"nie ma pliku „{href}”", "dodaj plik do katalogu standardu albo popraw nazwę"
    match = _ADDRESS.fullmatch(href)
    if match is None:
        return _dead_page(href, library)
    slug, anchor = match["slug"], match["anchor"]
    if slug not in library.seen:
        return f"nie ma standardu „{slug}”", meant(slug, library.seen)
    if match["day"] and slug in library.standards:
        days = {version.meta.valid_from.isoformat() for version in library.standards[slug].versions}
        if match["day"] not in days:
            return f"„{slug}” nie ma wersji z {match['day']}", "popraw datę albo usuń ją z adresu"
    if anchor and slug in library.standards and anchor not in known.of(slug):
        return _no_anchor(anchor, known.of(slug))
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such a name cannot be, e.g. it is too long
        return False


def _dead_page(href: str, library: Library) -> tuple[str, str] | None:
    """An address of a list, an act or another page of the site."""
    parts = PurePosixPath(href.split("?")[0].split("#")[0]).parts[1:]
    if not parts or parts[0] in ("szukaj", "o-serwisie", "terminy") or len(parts) == 1:
        return None
    if parts[0] in _LISTS:
        values = getattr(library.vocabulary, _LISTS[parts[0]])
        return None if parts[1] in values else (f"nie ma strony „{href}”", meant(parts[1], values))
    act = library.vocabulary.acts.get(parts[1]) if parts[0] == "prawo" else None
    if act is not None and (len(parts) == 2 or act.article(parts[2]) is not None):
        return None
    return f"nie ma strony „{href}”", "popraw adres"


def _no_anchor(anchor: str, known: frozenset[str]) -> tuple[str, str]:
    return f"nie ma miejsca „#{anchor}”", meant(anchor, known)


def meant(value: str, known: Iterable[str]) -> str:
    """The near miss alone: lists of slugs are too long to print."""
    names = list(known)
    if nearest(value, names) is None:
        return "popraw nazwę albo usuń odsyłacz"
    return choose_one_of(value, names)
