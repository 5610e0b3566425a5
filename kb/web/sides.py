"""Choosing the side, office or organisation, whose steps or dates a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.documents.vocabulary import Party, Side
from kb.web.standard_view import StepView


@dataclass(frozen=True, slots=True)
class SideLink:
    """One choice of side as a link; `value` is what stands in the address, empty for all."""

    value: str
    label: str
    url: str
    current: bool


_SIDES: dict[str, tuple[str, Side | None]] = {
    "": ("wszystkie", None),
    "urzad": ("urzędu", "office"),
    "organizacja": ("organizacji", "organisation"),
}


def read_side(value: str) -> str:
    """The value of the address if it names a side, else the one for all."""
    return value if value in _SIDES else ""


def on_side(party: Party, value: str) -> bool:
    """Whether what the party does is shown under that choice; what both do always is."""
    side = _SIDES[value][1]
    return side is None or party.side in (side, "both")


def two_sided(steps: Iterable[StepView]) -> bool:
    """Whether some steps are the office's alone, and some the organisation's."""
    return {"office", "organisation"} <= {step.who.side for step in steps}


def side_links(path: str, parameter: str, chosen: str, fragment: str = "") -> tuple[SideLink, ...]:
    """The choices as links to `path`, which the chosen one is shown as current among."""
    return tuple(
        SideLink(
            value,
            label,
            f"{path}?{parameter}={value}{fragment}" if value else f"{path}{fragment}",
            value == chosen,
        )
        for value, (label, _) in _SIDES.items()
    )
