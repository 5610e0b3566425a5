"""Problems of a document → the fields of the form they belong to. Pure.

The words are those of `kb check`; names of keys and files are said as people say them.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.documents.problems import Problem
from kb.web.desk.editor.form_data import BODY
from kb.web.desk.editor.labels import LABELS, label_of

_ITEM = re.compile(r"\[(\d+)\]")
_KEY_TO_WRITE = re.compile(r"\b([a-z_]+): (?:…|\"[^\"]*\")")
_ENGLISH = sorted((key for key in LABELS if key not in ("note", "text")), key=len, reverse=True)
_KEY = re.compile(rf"(?<![\w„/.-])(„)?({'|'.join(_ENGLISH)})(”)?(?![\w/.-])")
MOST_BESIDE = 3
"""Problems told beside one control; the summary tells all."""
_FILES = {"do vocabulary/acts.yaml": "do słownika aktów", "w acts.yaml": "w słowniku aktów"}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as the form tells it: beside the control `name`, and in the summary under `place`.

    `name` is empty when no field is meant but the document as a whole.
    """

    name: str
    place: str
    message: str
    remedy: str
    warning: bool = False


def told(problems: Iterable[Problem], names: Collection[str]) -> tuple[Told, ...]:
    """The problems in their order; `names` are the controls and rows that the form has."""
    return tuple(
        Told(
            name=_nearest(control_name(problem.field), names),
            place=place_of(problem.field),
            message=in_words_of_the_form(problem.message),
            remedy=in_words_of_the_form(problem.remedy),
            warning=problem.severity == "warning",
        )
        for problem in problems
    )


def by_name(problems: Iterable[Told]) -> Mapping[str, Sequence[Told]]:
    """What stands beside each control: its problems, of many only the first and their number."""
    found: dict[str, list[Told]] = {}
    for problem in problems:
        found.setdefault(problem.name, []).append(problem)
    return {name: _condensed(name, told) for name, told in found.items()}


def _condensed(name: str, problems: list[Told]) -> list[Told]:
    if len(problems) <= MOST_BESIDE:
        return problems
    shown, left = problems[: MOST_BESIDE - 1], problems[MOST_BESIDE - 1 :]
    mild = all(problem.warning for problem in left)
    more = Told(name, "", f"i jeszcze {len(left)}", "cała lista stoi na początku strony", mild)
    return [*shown, more]


def control_name(field: str) -> str:
    """`steps[2].who` → `steps.1.who`; the body and its sections → `body`; the file → nothing."""
    if field.startswith("treść"):
        return BODY
    if field == "plik":
        return ""
    return _ITEM.sub(lambda match: f".{int(match[1]) - 1}", field)


def in_words_of_the_form(words: str) -> str:
    """The same sentence with keys of the file replaced by the labels of their fields."""
    for file, said in _FILES.items():
        words = words.replace(file, said)
    words = _KEY_TO_WRITE.sub(lambda match: f"pole {_quoted(match[1])}", words)
    return _KEY.sub(lambda match: _quoted(match[2]), words)


def _quoted(key: str) -> str:
    return f"„{label_of(key)}”"


def _nearest(name: str, names: Collection[str]) -> str:
    """The control itself, or the nearest thing around it that the form has."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name


def place_of(field: str) -> str:
    """`steps[2].who` → `Kroki, 2: Kto`."""
    if field == "plik":
        return "Cały dokument"
    if field.startswith("treść"):
        return field[:1].upper() + field[1:]
    parts = []
    for part in field.split("."):
        key, _, number = part.partition("[")
        parts.append(label_of(key) + (f", {number.rstrip(']')}" if number else ""))
    return ": ".join(parts)
