"""The command line of reports: `kb report review`, `kb report searches`."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kb.command_options import standards_option
from kb.database import Database
from kb.documents.site import load_site
from kb.documents.text import plural
from kb.feedback import Feedback, retention_start
from kb.feedback_report import feedback_data, feedback_lines
from kb.library import load_library
from kb.reports import DUE_SOON, Reason, ReviewRow
from kb.reports import review as review_library
from kb.search_log import asked_queries
from kb.search_report import report_data, report_lines
from kb.settings import Settings

_HEADINGS: Mapping[Reason, str] = {
    "overdue": "PRZEGLĄD PO TERMINIE",
    "due_soon": f"PRZEGLĄD W CIĄGU {DUE_SOON.days} DNI",
    "to_verify": "DO WERYFIKACJI",
}


@click.group()
def report() -> None:
    """Raporty dla osób, które opiekują się treścią."""


@report.command()
@standards_option
@click.option("--json", "as_json", is_flag=True, help="Wypisz raport jako JSON.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Stan na dzień RRRR-MM-DD.")
@click.pass_obj
def review(settings: Settings, standards: Path | None, as_json: bool, day: datetime | None) -> None:
    """Wypisz, co trzeba sprawdzić w źródle i które przeglądy się zbliżają."""
    logging.getLogger("kb.library").setLevel(logging.ERROR)  # problems belong to `kb check`
    library = load_library(standards.resolve() if standards else settings.standards)
    rows = review_library(library, day.date() if day else date.today())
    if as_json:
        click.echo(
            json.dumps([_machine_readable(row) for row in rows], ensure_ascii=False, indent=2)
        )
        return
    for line in _lines(rows):
        click.echo(line)
    click.echo(_summary(rows))


@report.command()
@click.option("--json", "as_json", is_flag=True, help="Wypisz raport jako JSON.")
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    default=90,
    show_default=True,
    help="Ile ostatnich dni objąć raportem.",
)
@click.pass_obj
def searches(settings: Settings, as_json: bool, days: int) -> None:
    """Wypisz, o co pytano najczęściej i co nie dało wyników."""
    since = date.today() - timedelta(days=days - 1)
    try:
        rows = asked_queries(settings.database_url, since)
    except SQLAlchemyError as error:
        raise _unreadable(error) from error
    if as_json:
        click.echo(json.dumps(report_data(rows, since), ensure_ascii=False, indent=2))
        return
    for line in report_lines(rows, since):
        click.echo(line)


@report.command()
@standards_option
@click.option("--json", "as_json", is_flag=True, help="Wypisz raport jako JSON.")
@click.pass_obj
def feedback(settings: Settings, standards: Path | None, as_json: bool) -> None:
    """Wypisz zgłoszenia i głosy czytelników; usuń adresy, których termin minął."""
    site = load_site(standards.resolve() if standards else settings.standards).site
    settings.var.mkdir(parents=True, exist_ok=True)
    kept = Feedback(Database(settings.database_url))
    try:
        kept.forget_addresses(retention_start(date.today(), site.data_protection.months))
        reports, tallies = kept.reports(), kept.tallies()
    except SQLAlchemyError as error:
        raise _unreadable(error) from error
    if as_json:
        click.echo(json.dumps(feedback_data(reports, tallies), ensure_ascii=False, indent=2))
        return
    for line in feedback_lines(reports, tallies):
        click.echo(line)


def _unreadable(error: SQLAlchemyError) -> click.ClickException:
    """What the reader is told when the database of the installation does not answer."""
    return click.ClickException(
        f"Nie można odczytać bazy danych: {error} → sprawdź KB_DATABASE albo KB_VAR"
    )


def _machine_readable(row: ReviewRow) -> dict[str, str | None]:
    return {**asdict(row), "due": row.due.isoformat() if row.due else None}


def _lines(rows: tuple[ReviewRow, ...]) -> Iterator[str]:
    """The rows under their reason, then under their document or vocabulary row."""
    for reason, group in groupby(rows, key=lambda row: row.reason):
        yield _HEADINGS[reason]
        for (title, path, owner), items in groupby(
            group, key=lambda row: (row.title, row.path, row.owner)
        ):
            yield f"\n{title} ({path}) – {owner}"
            for row in items:
                yield f"  • {row.what}"
                yield f"    {row.why}"
        yield ""


def _summary(rows: tuple[ReviewRow, ...]) -> str:
    doubts = sum(row.reason == "to_verify" for row in rows)
    late = sum(row.reason == "overdue" for row in rows)
    soon = sum(row.reason == "due_soon" for row in rows)
    reviews = late + soon
    return (
        f"Razem: {doubts} {plural(doubts, 'rzecz', 'rzeczy', 'rzeczy')} do weryfikacji, "
        f"{reviews} {plural(reviews, 'przegląd', 'przeglądy', 'przeglądów')} "
        f"(w tym {late} po terminie)."
    )
