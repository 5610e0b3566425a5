"""Old addresses of standards, which lead to the new ones for ever: `redirects.yaml`."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kb.documents.loading import read_text
from kb.documents.model import Part, Slug
from kb.documents.problems import Problem, nearest
from kb.documents.validation import validate, yaml_problem
from kb.documents.yaml_source import read_yaml

FILE = "redirects.yaml"


class Redirect(Part):
    """A standard that has got another name."""

    old: Slug
    new: Slug


class RedirectFile(NamedTuple):
    """Old slug → new slug, the line of each row, and the mistakes."""

    redirects: Mapping[str, str]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]


NO_REDIRECTS = RedirectFile({}, {}, ())
"""No standard has changed its name."""


def load_redirects(root: Path) -> RedirectFile:
    """Read `redirects.yaml`; rows with mistakes are left out and told."""
    if not (root / FILE).is_file():
        return NO_REDIRECTS
    text, problems = read_text(root, PurePosixPath(FILE))
    source = read_yaml(text)
    problems += tuple(yaml_problem(mistake, FILE) for mistake in source.mistakes)
    items = source.data.get("items") if isinstance(source.data, dict) else None
    if not isinstance(items, list):
        broken = Problem(
            FILE, 1, 1, "items", "brak listy „items”", "wpisz „items: []” albo wiersze"
        )
        return RedirectFile({}, {}, problems or (broken,))
    redirects: dict[str, str] = {}
    lines: dict[str, int] = {}
    for index in range(len(items)):
        row, mistakes = validate(Redirect, source, FILE, ("items", index))
        problems += mistakes
        if row is None:
            continue
        line = source.place(("items", index))[0]
        if row.old in redirects:
            problems += (_problem(line, row.old, "ta nazwa stoi drugi raz", "zostaw jeden wiersz"),)
            continue
        redirects[row.old], lines[row.old] = row.new, line
    return RedirectFile(redirects, lines, problems)


def target(slug: str, redirects: Mapping[str, str]) -> str | None:
    """Where an old slug leads in the end; `None` when it is not redirected or goes in a circle."""
    seen: set[str] = set()
    while slug in redirects and slug not in seen:
        seen.add(slug)
        slug = redirects[slug]
    return slug if seen and slug not in seen else None


def redirect_problems(
    redirects: Mapping[str, str], lines: Mapping[str, int], slugs: Collection[str]
) -> Iterator[Problem]:
    """Redirects that hide a standard, lead nowhere, or go in a circle."""
    for old in redirects:
        line = lines.get(old, 1)
        if old in slugs:
            yield _problem(line, old, "standard o tej nazwie istnieje", "usuń ten wiersz")
            continue
        end = target(old, redirects)
        if end is None:
            yield _problem(line, old, "przekierowania prowadzą w kółko", "popraw jedno z nich")
        elif end not in slugs:
            meant = nearest(end, slugs)
            remedy = f"wpisz „{meant}”" if meant is not None else "popraw nazwę po „new”"
            yield _problem(line, old, f"nie ma standardu „{end}”", remedy)


def _problem(line: int, field: str, message: str, remedy: str) -> Problem:
    return Problem(FILE, line, 1, field, message, remedy)
