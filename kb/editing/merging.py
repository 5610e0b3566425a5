"""Two texts of one document, edited apart → one proposal and what nobody can decide. Pure.

Front matter is merged field by field, rows of lists by what they are rather than where they stand,
the body section by section and line by line. Nothing that somebody wrote is dropped unseen: where
both changed the same place, a `Conflict` holds both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal

from kb.documents.body import split_sections
from kb.editing.document import EditedDocument
from kb.editing.line_merging import Stretch, stretches
from kb.editing.row_alignment import Trio, in_order, orders, trios

Choice = Literal["mine", "theirs"]
_MINE, _THEIRS = attrgetter("mine"), attrgetter("theirs")
_BODY = "treść"
_TITLE, _TEXT = "title", "text"
"""The fields of a section of the body, as a row."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed differently.

    `field` names it as `kb check` names fields, and is the same whenever the same three documents
    are merged: by it a choice is made. `base`, `mine` and `theirs` are values of the front matter,
    texts of the body, or whole sections of it as `{"title": …, "text": …}`; `None` where there is
    nothing. `order` tells that both put the same rows in another order.
    """

    field: str
    base: Any
    mine: Any
    theirs: Any
    order: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The proposal and the conflicts in it, in the order of the document."""

    document: EditedDocument
    conflicts: tuple[Conflict, ...]


def merge(
    base: EditedDocument,
    mine: EditedDocument,
    theirs: EditedDocument,
    choices: Mapping[str, Choice] | None = None,
) -> Merged:
    """Join two documents that grew out of `base`.

    `choices` settles conflicts by their fields. Without one the proposal holds mine; what one side
    deleted and the other changed, it keeps; where both added to the body, it holds both.
    """
    merger = _Merger(choices or {})
    data = merger.mapping("", base.data, mine.data, theirs.data)
    body = merger.body(base.body, mine.body, theirs.body)
    return Merged(replace(mine, data=data, body=body), tuple(merger.conflicts))


class _Merger:
    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self._choices = choices
        self.conflicts: list[Conflict] = []

    def mapping(
        self,
        field: str,
        base: Mapping[str, Any],
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> dict[str, Any]:
        merged = {}
        for key in dict.fromkeys((*mine, *theirs)):
            at = f"{field}.{key}" if field else key
            value = self.value(at, base.get(key), mine.get(key), theirs.get(key))
            if value is not None or (key in mine and key in theirs):
                merged[key] = value
        return merged

    def value(self, field: str, base: Any, mine: Any, theirs: Any) -> Any:
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            return self.mapping(field, base if isinstance(base, Mapping) else {}, mine, theirs)
        if isinstance(mine, list) and isinstance(theirs, list):
            return self.rows(field, base if isinstance(base, list) else [], mine, theirs)
        return self._decide(field, base, mine, theirs, theirs if mine is None else mine)

    def rows(self, field: str, base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
        found = trios(base, mine, theirs)
        values = {row: self._row(field, row, base, mine, theirs) for row in found}
        kept = [row for row in found if values[row] is not None]
        in_mine, in_theirs = orders(found)
        mine_first = in_mine != sorted(in_mine)
        if mine_first and in_theirs not in (sorted(in_theirs), in_mine):
            self.conflicts.append(Conflict(field, None, mine, theirs, order=True))
            mine_first = self._choices.get(field) != "theirs"
        sides = (_MINE, _THEIRS) if mine_first else (_THEIRS, _MINE)
        return [values[row] for row in in_order(kept, *sides)]

    def body(self, base: str, mine: str, theirs: str) -> str:
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        sides = [_sections(text) for text in (base, mine, theirs)]
        if None in sides:
            return self._lines(_BODY, base, mine, theirs)
        rows = self.rows(_BODY, *(side or [] for side in sides))
        return "\n".join(f"## {row[_TITLE]}\n{row[_TEXT]}\n" for row in rows)

    def _row(
        self, field: str, row: Trio, base: list[Any], mine: list[Any], theirs: list[Any]
    ) -> Any:
        """The merged row; `None` when it was deleted."""
        was = base[row.base] if row.base is not None else None
        ours = mine[row.mine] if row.mine is not None else None
        other = theirs[row.theirs] if row.theirs is not None else None
        if ours is not None and other is not None:
            if field == _BODY:
                text = self._lines(
                    _section(ours), was[_TEXT] if was else "", ours[_TEXT], other[_TEXT]
                )
                return {_TITLE: ours[_TITLE], _TEXT: text}
            return self.value(f"{field}[{(row.mine or 0) + 1}]", was, ours, other)
        left = ours if ours is not None else other
        if was is None:
            return left
        if left == was:
            return None
        name = _section(was) if field == _BODY else f"{field}[{(row.base or 0) + 1}]"
        return self._decide(name, was, ours, other, left)

    def _lines(self, field: str, base: str, mine: str, theirs: str) -> str:
        merged: list[str] = []
        number = 0
        for stretch in stretches(base.split("\n"), mine.split("\n"), theirs.split("\n")):
            settled = stretch.settled
            if settled is None:
                number += 1
                at = field if number == 1 else f"{field} ({number})"
                settled = self._stretch(at, stretch)
            merged += settled
        return "\n".join(merged)

    def _stretch(self, field: str, stretch: Stretch) -> tuple[str, ...]:
        base, mine, theirs = (
            "\n".join(lines) for lines in (stretch.base, stretch.mine, stretch.theirs)
        )
        proposal = mine or theirs
        if not base:
            apart = stretch.mine[-1:] != ("",) and stretch.theirs[:1] != ("",)
            between = [""] if apart else []
            proposal = "\n".join((*stretch.mine, *between, *stretch.theirs))
        decided: str = self._decide(field, base, mine, theirs, proposal)
        return tuple(decided.split("\n")) if decided else ()

    def _decide(self, field: str, base: Any, mine: Any, theirs: Any, proposal: Any) -> Any:
        self.conflicts.append(Conflict(field, base, mine, theirs))
        choice = self._choices.get(field)
        if choice is None:
            return proposal
        return mine if choice == "mine" else theirs


def _sections(body: str) -> list[dict[str, str]] | None:
    """The body as rows of title and text; `None` when it is not made of different sections."""
    titles = [line.removeprefix("##").strip() for line in body.split("\n") if line.startswith("##")]
    sections, problems = split_sections(body, "", 1, titles)
    if problems:
        return None
    return [{_TITLE: section.title, _TEXT: section.markdown} for section in sections]


def _section(row: Mapping[str, str]) -> str:
    return f"treść „{row[_TITLE]}”"
