"""The command that makes a content repository: `kb init`."""

from pathlib import Path

import click

from kb.command_options import standards_option
from kb.errors import KnowledgeBaseError
from kb.history.history import History
from kb.settings import Settings, bundled_standards


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@standards_option
@click.pass_obj
def init(_settings: Settings, folder: Path, standards: Path | None) -> None:
    """Załóż w katalogu FOLDER repozytorium treści z historią, do redagowania."""
    root = folder.resolve()
    try:
        history = History.create(root, standards.resolve() if standards else bundled_standards())
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Repozytorium treści gotowe: {history.root}")
    click.echo(f"Aby je redagować: KB_CONTENT={history.root} kb serve")
