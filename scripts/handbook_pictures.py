"""The pictures of the editors' handbook, taken while its scenes are played on a real site.

`python -m scripts.handbook_pictures [--into FOLDER]`; without a folder it renews
`docs/images/redaktor`. The site runs in a process of its own over a new content repository in a
temporary folder, and everything is done through its pages, as editors do it.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from kb.settings import bundled_standards
from scripts.handbook_scenes import play
from scripts.handbook_studio import Studio
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.browser.desk import running_desk

FOLDER = Path(__file__).parents[1] / "docs" / "images" / "redaktor"
MOST_BYTES = 120_000
"""Bytes of one picture: the handbook is read over slow lines too."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, play the scenes, keep the pictures that are not too large."""
    parser = argparse.ArgumentParser(description="Take the pictures of the editors' handbook.")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder for the pictures")
    into: Path = parser.parse_args(arguments).into
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_desk(Path(folder), bundled_standards()) as desk,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, *sandbox]
        )
        studio = Studio(browser, desk)
        play(studio)
        browser.close()
    too_large = {n: len(p) for n, p in studio.pictures.items() if len(p) > MOST_BYTES}
    if too_large:
        sys.exit(f"Larger than {MOST_BYTES} bytes, crop them: {too_large}")
    keep(studio.pictures, into)


def keep(pictures: dict[str, bytes], folder: Path) -> None:
    """Write the pictures; those of an earlier run that are taken no more go away."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        if old.stem not in pictures:
            old.unlink()
    for name, picture in pictures.items():
        (folder / f"{name}.png").write_bytes(picture)
        print(f"{name}.png {len(picture) // 1000} kB")


if __name__ == "__main__":
    main()
