"""What comes out of reading a file, as it passes from the sandboxed process to the site."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from kb.imports import limits
from kb.imports.block_text import Block
from kb.imports.errors import ImportRefused, Reason
from kb.imports.remarks import Remark

RESULT = "result.json"
"""The file in which the sandboxed process leaves a reading; pictures lie beside it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, block by block, before it is put into sections.

    `notes` maps the numbers of footnotes (`[^1]` in the text) to Markdown; `pictures` file names
    to their content.
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words alone, a block a line."""
        words = [self.title, *(block.text for block in self.blocks), *self.notes.values()]
        return "\n".join(line for line in words if line.strip())


def words_alone(lines: Iterable[str]) -> Reading:
    """A reading of lines that only search looks at: each once, and no more than are allowed."""
    texts = [text for text in dict.fromkeys(" ".join(line.split()) for line in lines) if text]
    return Reading(blocks=tuple(Block(0, "", text) for text in texts[: limits.MAX_CELLS]))


def reading_json(reading: Reading) -> str:
    """A reading without the content of its pictures."""
    return json.dumps(
        {
            "title": reading.title,
            "blocks": [asdict(block) for block in reading.blocks],
            "notes": dict(reading.notes),
            "remarks": [asdict(remark) for remark in reading.remarks],
            "pictures": list(reading.pictures),
        },
        ensure_ascii=False,
    )


def refusal_json(refusal: ImportRefused) -> str:
    """A refusal that the sandboxed process found out."""
    return json.dumps({"refused": refusal.reason, "message": str(refusal)}, ensure_ascii=False)


def read_result(text: str, picture: Mapping[str, bytes] | None = None) -> Reading:
    """A reading from its JSON, with the content of its pictures by their names.

    Raises:
        ImportRefused: the JSON is a refusal.
    """
    result: dict[str, Any] = json.loads(text)
    if "refused" in result:
        reason: Reason = next(r for r in get_args(Reason) if r == result["refused"])
        raise ImportRefused(reason, result["message"])
    return Reading(
        title=result["title"],
        blocks=tuple(Block(**block) for block in result["blocks"]),
        notes={int(number): text for number, text in result["notes"].items()},
        remarks=tuple(Remark(**remark) for remark in result["remarks"]),
        pictures=picture or {},
    )


def picture_names(text: str) -> tuple[str, ...]:
    """The names of the pictures that a result says to lie beside it."""
    return tuple(json.loads(text).get("pictures", ()))
