"""Commands that make files: `kb templates`."""

import sys
from pathlib import Path

import click

from kb.command_options import standards_option
from kb.documents.text import plural
from kb.errors import ExportError
from kb.exports.templates import build, is_current, read_templates, write
from kb.settings import Settings


@click.command()
@click.option(
    "--check", "check_only", is_flag=True, help="Tylko sprawdź; kod 1, gdy coś nieaktualne."
)
@standards_option
@click.pass_obj
def templates(settings: Settings, check_only: bool, standards: Path | None) -> None:
    """Zbuduj wzory dokumentów (DOCX) z tekstów w katalogach „wzory”."""
    root = standards.resolve() if standards else settings.standards
    found, problems = read_templates(root)
    for problem in problems:
        click.echo(str(problem), err=True)
    try:
        outdated = [
            (template, document)
            for template, document in build(found)
            if not is_current(root, template, document)
        ]
    except ExportError as error:
        raise click.ClickException(str(error)) from error
    for template, document in outdated:
        if not check_only:
            write(root, template, document)
        click.echo(f"{'nieaktualny' if check_only else 'zbudowany'}: {template.document}")
    click.echo(_summary(len(found), len(outdated), check_only))
    if problems or (check_only and outdated):
        sys.exit(1)


def _summary(count: int, outdated: int, check_only: bool) -> str:
    words = plural(count, "wzór", "wzory", "wzorów")
    if not outdated:
        return f"{count} {words}: wszystkie dokumenty są aktualne."
    if check_only:
        return f"{count} {words}, nieaktualne: {outdated} → uruchom „kb templates”."
    return f"{count} {words}, zbudowane na nowo: {outdated}."
