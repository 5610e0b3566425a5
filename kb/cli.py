"""The command line `kb`: its own commands with those of history, templates, reports, accounts."""

import json
import logging
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import click

from indexer.errors import QueryTooLong
from kb.accounts.commands import user
from kb.checking import check as check_library
from kb.command_options import standards_option
from kb.documents.problems import Problem
from kb.documents.schema import json_schema
from kb.documents.text import plural, polish_date
from kb.errors import KnowledgeBaseError
from kb.explaining import reasons_told, told
from kb.exports.commands import templates
from kb.history.commands import init
from kb.history.content import installed, prepared
from kb.library import Library, load_library
from kb.publication import Publisher
from kb.report_commands import report
from kb.search_page import SearchParams
from kb.server import run
from kb.settings import Settings, read_settings
from kb.site_checking import operator_problems


@click.group()
@click.version_option(package_name="baza-standardow", message="%(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Baza Standardów Współpracy: sprawdzanie, wyszukiwanie i strona WWW."""
    try:
        context.obj = installed(read_settings())
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error
    logging.basicConfig(
        level=context.obj.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )


@main.command()
@standards_option
@click.option("--json", "as_json", is_flag=True, help="Wypisz problemy jako JSON.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: adnotacje dla GitHub Actions.",
)
@click.pass_obj
def check(settings: Settings, standards: Path | None, as_json: bool, style: str) -> None:
    """Sprawdź wszystkie standardy i słowniki; wypisz wszystkie problemy naraz."""
    logging.getLogger("kb.library").setLevel(logging.ERROR)  # they are printed below
    library = load_library(standards.resolve() if standards else settings.standards)
    today = date.today()
    problems = (*check_library(library, today), *operator_problems(library.site_file, today))
    if as_json:
        click.echo(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(_github(problem, library) if style == "github" else str(problem))
        click.echo(_summary(library, problems), err=style == "github")
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


@main.command()
@standards_option
@click.pass_obj
def schema(settings: Settings, standards: Path | None) -> None:
    """Wypisz JSON Schema metryki standardu (dla edytorów tekstu)."""
    library = load_library(standards.resolve() if standards else settings.standards)
    click.echo(json.dumps(json_schema(library.vocabulary), ensure_ascii=False, indent=2))


@main.command()
@standards_option
@click.pass_obj
def index(settings: Settings, standards: Path | None) -> None:
    """Zbuduj indeks wyszukiwania albo dopisz do niego zmiany."""
    publication = _publisher(settings, standards).current
    count = sum(1 for _ in publication.library.versions())
    words = plural(count, "wersja", "wersje", "wersji")
    click.echo(f"Indeks gotowy: {count} {words}, rewizja {publication.library.revision}.")


@main.command()
@click.argument("query")
@standards_option
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Stan na dzień RRRR-MM-DD.")
@click.option("--explain", is_flag=True, help="Pokaż, jak odczytano i oceniono zapytanie.")
@click.pass_obj
def search(
    settings: Settings, query: str, standards: Path | None, day: date | None, explain: bool
) -> None:
    """Wyszukaj w standardach i wypisz wyniki."""
    publication = _publisher(settings, standards).current
    today = date(day.year, day.month, day.day) if day else date.today()
    try:
        page = publication.search(SearchParams(text=query), today)
    except QueryTooLong as error:
        raise click.ClickException(
            f"Zapytanie jest za długie ({error.length} znaków). Skróć je do {error.limit} znaków."
        ) from error
    results = plural(page.total, "wynik", "wyniki", "wyników")
    click.echo(f"{page.total} {results} (stan na {polish_date(today)})")
    for hit in page.hits:
        click.echo(f"\n{hit.version.meta.title}  [{hit.score:.2f}]\n  {hit.url}")
        click.echo("  " + "".join(f"*{text}*" if match else text for text, match in hit.excerpt))
    if explain:
        click.echo("\nJak szukaliśmy")
        for name, value in told(page.reading):
            click.echo(f"  {name}: {value}")
        click.echo("\nOcena pierwszych wyników")
        for line in reasons_told(publication.reasons(page, today)):
            click.echo(f"  {line}")


@main.command()
@click.option("--host", help="Adres, na którym strona czeka na połączenia.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Liczba procesów."
)
@standards_option
@click.pass_obj
def serve(
    settings: Settings, host: str | None, port: int | None, workers: int, standards: Path | None
) -> None:
    """Uruchom stronę WWW; bez wskazanego katalogu także redakcję treści."""
    chosen = replace(settings, host=host or settings.host, port=port or settings.port)
    if standards:
        chosen = replace(chosen, standards=standards.resolve(), content=None)
    try:
        run(prepared(chosen), workers)
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error


def _publisher(settings: Settings, standards: Path | None) -> Publisher:
    chosen = replace(settings, standards=standards.resolve()) if standards else settings
    try:
        return Publisher(chosen)
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error


def _summary(library: Library, problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    versions = sum(1 for _ in library.versions())
    return (
        f"Sprawdzono {len(library.standards)} "
        f"{plural(len(library.standards), 'standard', 'standardy', 'standardów')} "
        f"({versions} {plural(versions, 'wersja', 'wersje', 'wersji')}): "
        f"{errors} {plural(errors, 'błąd', 'błędy', 'błędów')}, "
        f"{warnings} {plural(warnings, 'ostrzeżenie', 'ostrzeżenia', 'ostrzeżeń')}."
    )


def _github(problem: Problem, library: Library) -> str:
    """A workflow command of GitHub Actions."""
    text = f"{problem.field}: {problem.message} → {problem.remedy}"
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = library.root.name + "/" + problem.path
    return f"::{problem.severity} file={path},line={problem.line},col={problem.column}::{escaped}"


main.add_command(init)
main.add_command(report)
main.add_command(templates)
main.add_command(user)
