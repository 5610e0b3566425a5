"""An `ExportDocument` → pandoc: what all formats made by it have in common."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from kb.exports.document import ExportDocument
from kb.exports.markdown import READER, blocks, bullets, heading
from kb.exports.pandoc import run_pandoc
from kb.exports.pictures import with_contents

NOTICE_STYLE = "Uwaga redakcyjna"
"""The paragraph style of the notice under the title."""


def source(document: ExportDocument, *, titled: bool, contents: bool = True) -> str:
    """The Markdown of the whole file.

    `titled` puts the title into the text, for formats that do not print it from the metadata;
    `contents` the list of chapters, for formats that have none of their own.
    """
    title = heading(1, document.title) if titled and not document.chapters else ""
    notice = f'::: {{.uwaga custom-style="{NOTICE_STYLE}"}}\n\n{document.notice}\n\n:::'
    listed = contents and document.chapters
    chapters = bullets(f"[{label}](#{anchor})" for anchor, label in document.chapters)
    contents_list = blocks(("**Spis treści**", chapters)) if listed else ""
    return blocks((title, notice, contents_list, document.body)) + "\n"


def convert(
    document: ExportDocument,
    target: str,
    markdown: str,
    arguments: Sequence[str] = (),
    reference: bytes | None = None,
) -> bytes:
    """What pandoc makes of `markdown` with the metadata of the document.

    `reference` is a document whose styles the result takes.

    Raises:
        ExportError: pandoc is not installed, refused the text or took too long.
    """
    common = [
        f"--from={READER}",
        f"--to={target}",
        "--columns=1",  # every table as wide as the page, columns as wide as their dashes say
        f"--metadata=title:{document.title}",
        f"--metadata=description:{document.description}",
        "--metadata=lang:pl-PL",
        *arguments,
    ]
    if target != "typst":  # which is given the files
        markdown = with_contents(markdown, document.pictures)
    if reference is None:
        return run_pandoc([*common, "--output=-"], markdown)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference"
        path.write_bytes(reference)
        return run_pandoc([*common, f"--reference-doc={path}", "--output=-"], markdown)
