"""Options that several commands take."""

from pathlib import Path

import click

standards_option = click.option(
    "--standards",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Katalog standardów zamiast własnej treści serwisu albo dołączonej do programu.",
)
