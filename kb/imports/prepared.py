"""A file made ready for pandoc: what it cannot read put in words it can."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.imports.remarks import Remark

HEADING_STYLE = "KbHeading"
"""The style of headings in a prepared file, followed by their level."""


@dataclass(slots=True)
class Prepared:
    """The parts to pack for pandoc, the title that the file names, and remarks on what changed.

    `descriptions` are alternative texts of pictures, by their targets, that pandoc does not pass.
    """

    parts: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    remarks: list[Remark] = field(default_factory=list)
    descriptions: dict[str, str] = field(default_factory=dict)
