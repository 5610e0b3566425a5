"""What readers told, as the command line prints it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.documents.text import plural, polish_date
from kb.feedback import KINDS, Report, Tally

_REASON = "Komentarz do pytania, czy strona pomogła"


def feedback_data(reports: Sequence[Report], tallies: Sequence[Tally]) -> Mapping[str, Any]:
    """For programs: `reports`, the newest first, and `helped`, by standard."""
    return {
        "reports": [
            {
                "day": report.day.isoformat(),
                "standard": report.slug,
                "version": report.version.isoformat(),
                "kind": report.kind,
                "text": report.text,
                "email": report.email,
            }
            for report in reports
        ],
        "helped": [
            {"standard": tally.slug, "yes": tally.helped, "no": tally.not_helped}
            for tally in tallies
        ],
    }


def feedback_lines(reports: Sequence[Report], tallies: Sequence[Tally]) -> Iterator[str]:
    """For people: the reports, then the votes, then how many there are."""
    if reports:
        yield "ZGŁOSZENIA"
    for report in reports:
        yield f"\n{polish_date(report.day)} – {report.slug} (wersja od {report.version})"
        yield f"  {KINDS.get(report.kind, _REASON)}"
        yield from (f"    {line}" for line in report.text.splitlines())
        if report.email:
            yield f"  Odpowiedz na: {report.email}"
    if tallies:
        yield "\nCZY STRONA POMOGŁA"
    for tally in tallies:
        yield f"  {tally.slug}: tak {tally.helped}, nie {tally.not_helped}"
    votes = sum(tally.helped + tally.not_helped for tally in tallies)
    yield (
        f"Razem: {len(reports)} "
        f"{plural(len(reports), 'zgłoszenie', 'zgłoszenia', 'zgłoszeń')}, "
        f"{votes} {plural(votes, 'głos', 'głosy', 'głosów')}."
    )
