"""What the operator of an installation must still tell or do, as warnings of `kb check`. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from kb.documents.problems import Problem
from kb.documents.site import FILE, SiteFile, description_of


def operator_problems(file: SiteFile, day: date) -> tuple[Problem, ...]:
    """Gaps in `site.yaml` that a public body must fill, one warning for each part of the file."""
    if file.problems:
        return ()
    return (*_gaps(file), *_review(file, day))


def _gaps(file: SiteFile) -> Iterator[Problem]:
    for section, keys in groupby(sorted(file.site.missing, key=_section), key=_section):
        names = ", ".join(f"{key.rpartition('.')[2]} ({description_of(key)})" for key in keys)
        line, column = file.places.get((section,), (1, 1))
        yield Problem(
            FILE,
            line,
            column,
            section or "plik",
            f"podmiot publiczny musi podać jeszcze: {names}",
            "uzupełnij dane albo zostaw puste, jeśli serwis prowadzi kto inny",
            "warning",
        )


def _section(key: str) -> str:
    return key.rpartition(".")[0]


def _review(file: SiteFile, day: date) -> Iterator[Problem]:
    """The declaration is reviewed each year by 31 March."""
    reviewed = file.site.accessibility.reviewed
    due = day.year if day > date(day.year, 3, 31) else day.year - 1
    if reviewed is not None and reviewed.year < due:
        line, column = file.places.get(("accessibility", "reviewed"), (1, 1))
        yield Problem(
            FILE,
            line,
            column,
            "accessibility.reviewed",
            f"przegląd deklaracji dostępności miał być do 31 marca {due} r.",
            "sprawdź serwis i wpisz datę przeglądu",
            "warning",
        )
