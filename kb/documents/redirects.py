"""Old addresses, which lead to the new ones for ever: `redirects.yaml`."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from kb.documents.loading import read_text
from kb.documents.model import Part
from kb.documents.problems import Problem, nearest
from kb.documents.validation import validate, yaml_problem
from kb.documents.yaml_source import read_yaml

FILE = "redirects.yaml"

STANDARDS = "standards"
"""The list of a row that names none."""

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=80)]
MovedList = Literal["topics", "sectors", "kinds", "groups", "fields", "glossary", "acts"]


class Redirect(Part):
    """A standard that has got another name, or a value of a vocabulary."""

    vocabulary: MovedList | None = Field(None, alias="list")
    old: Name
    new: Name


class RedirectFile(NamedTuple):
    """For each list its old names → new names, the line of each row, and the mistakes.

    Lists are `standards` and the vocabularies whose values stand in addresses.
    """

    redirects: Mapping[str, Mapping[str, str]]
    lines: Mapping[tuple[str, str], int]
    problems: tuple[Problem, ...]

    def target(self, name: str, of: str = STANDARDS) -> str | None:
        """Where an old name of a list leads in the end, if anywhere."""
        return target(name, self.redirects.get(of, {}))


NO_REDIRECTS = RedirectFile({}, {}, ())
"""Nothing has changed its name."""


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
    redirects: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], int] = {}
    for index in range(len(items)):
        row, mistakes = validate(Redirect, source, FILE, ("items", index))
        problems += mistakes
        if row is None:
            continue
        line = source.place(("items", index))[0]
        place = row.vocabulary or STANDARDS
        if (place, row.old) in lines:
            problems += (_problem(line, row.old, "ta nazwa stoi drugi raz", "zostaw jeden wiersz"),)
            continue
        redirects.setdefault(place, {})[row.old] = row.new
        lines[place, row.old] = line
    return RedirectFile(redirects, lines, problems)


def target(slug: str, redirects: Mapping[str, str]) -> str | None:
    """Where an old slug leads in the end; `None` when it is not redirected or goes in a circle."""
    seen: set[str] = set()
    while slug in redirects and slug not in seen:
        seen.add(slug)
        slug = redirects[slug]
    return slug if seen and slug not in seen else None


def redirect_problems(
    file: RedirectFile, names: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Redirects that hide what exists, lead nowhere, or go in a circle.

    `names` are those that each list has now.
    """
    for place, redirects in file.redirects.items():
        known = names[place]
        is_standard = place == STANDARDS
        for old in redirects:
            line = file.lines[place, old]
            end = file.target(old, place)
            if old in known:
                what = "standard o tej nazwie" if is_standard else "wartość o tej nazwie"
                yield _problem(line, old, f"{what} istnieje", "usuń ten wiersz")
            elif end is None:
                yield _problem(line, old, "przekierowania prowadzą w kółko", "popraw jedno z nich")
            elif end not in known:
                meant = nearest(end, known)
                remedy = f"wpisz „{meant}”" if meant is not None else "popraw nazwę po „new”"
                what = "standardu" if is_standard else "wartości"
                yield _problem(line, old, f"nie ma {what} „{end}”", remedy)


def _problem(line: int, field: str, message: str, remedy: str) -> Problem:
    return Problem(FILE, line, 1, field, message, remedy)
