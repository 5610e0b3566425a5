"""The sandboxed process: reads the file `input` of its folder, leaves a result beside it.

`python -I -m kb.imports.worker FORMAT PANDOC`; started by `kb.imports.converting` alone.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kb.exports.archive import pack
from kb.imports import limits
from kb.imports.block_text import BlockWriter
from kb.imports.docx import prepare_docx
from kb.imports.errors import ImportRefused
from kb.imports.odt import prepare_odt
from kb.imports.packages import Package
from kb.imports.pictures import Pictures
from kb.imports.prepared import Prepared
from kb.imports.reading import RESULT, Reading, reading_json, refusal_json
from kb.imports.sheets import read_sheets
from kb.imports.slides import read_slides

INPUT = "input"
_PANDOC_FAILED = (
    "Nie udało się odczytać tekstu: dokument jest uszkodzony albo zbyt złożony. Otwórz go "
    "w edytorze, zapisz jeszcze raz jako DOCX i wyślij nowy plik."
)


def main(arguments: list[str]) -> None:
    """Read the file of the format named first with the pandoc named second."""
    format_name, pandoc = arguments
    folder = Path.cwd()
    try:
        reading = read_file((folder / INPUT).read_bytes(), format_name, pandoc)
        for name, content in reading.pictures.items():
            (folder / name).write_bytes(content)
        result = reading_json(reading)
    except ImportRefused as refusal:
        result = refusal_json(refusal)
    (folder / RESULT).write_text(result, encoding="utf-8")


def read_file(data: bytes, format_name: str, pandoc: str) -> Reading:
    """Read a file of a known format.

    Raises:
        ImportRefused: it cannot be read, or holds no text.
    """
    if format_name == "pdf":
        from kb.imports.pdf import read_pdf  # half of the start, which no other format needs

        return read_pdf(data)
    package = Package(data)
    if format_name in ("xlsx", "ods"):
        return read_sheets(package, format_name)
    if format_name in ("pptx", "odp"):
        return read_slides(package, format_name)
    if format_name == "odt":
        return _converted(package, prepare_odt(package), "odt", "", pandoc)
    return _converted(package, prepare_docx(package), "docx", "word/", pandoc)


def _converted(
    package: Package, prepared: Prepared, format_name: str, media: str, pandoc: str
) -> Reading:
    pictures = Pictures(_loader(package, media), prepared.descriptions)
    writer = BlockWriter(pictures.take)
    writer.write(_tree(pack(prepared.parts), format_name, pandoc))
    return Reading(
        title=prepared.title,
        blocks=tuple(writer.blocks),
        notes=writer.notes,
        remarks=(*prepared.remarks, *writer.remarks, *pictures.remarks),
        pictures=pictures.files,
    )


def _loader(package: Package, media: str) -> Callable[[str], bytes | None]:
    def load(target: str) -> bytes | None:
        name = media + target.removeprefix("./")
        return package.read(name, limits.MAX_OUTPUT) if name in package.names else None

    return load


def _tree(prepared: bytes, format_name: str, pandoc: str) -> list[dict[str, object]]:
    """The document tree that pandoc makes of a prepared file."""
    source, tree = Path(f"prepared.{format_name}"), Path("tree.json")
    source.write_bytes(prepared)
    done = subprocess.run(  # noqa: S603 - pandoc, no shell; limits are inherited
        [
            *(pandoc, "--sandbox", "--from", format_name, "--to", "json"),
            *("--output", str(tree), str(source)),
            *("+RTS", f"-M{limits.PANDOC_HEAP}M", "-RTS"),
        ],
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise ImportRefused("damaged", _PANDOC_FAILED)
    blocks: list[dict[str, object]] = json.loads(tree.read_bytes())["blocks"]
    return blocks


if __name__ == "__main__":
    main(sys.argv[1:])
