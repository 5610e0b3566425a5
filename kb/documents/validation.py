"""Data read from YAML → a pydantic model, or every problem at once, in Polish with its place."""

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.documents.problems import Problem, choose_one_of, nearest
from kb.documents.yaml_source import Path, YamlMistake, YamlSource, field_name

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], source: YamlSource, path: str, at: Path = ()
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Validate `source.data`, or the part of it at `at`, of the file `path`.

    Returns the object (or `None`) and the problems, one for each mistake.
    """
    data: Any = source.data
    for part in at:
        data = data[part]
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        mistakes = error.errors()
        misspelt = {_meant_key(details, model) for details in mistakes}
        return None, tuple(
            _problem(details, model, source, path, at)
            for details in mistakes
            if details["type"] != "missing" or tuple(details["loc"]) not in misspelt
        )


def yaml_problem(mistake: YamlMistake, path: str) -> Problem:
    """A mistake of YAML itself as a problem of the file."""
    return Problem(
        path, mistake.line, mistake.column, mistake.field, mistake.message, mistake.remedy
    )


def _problem(
    details: ErrorDetails, model: type[BaseModel], source: YamlSource, path: str, at: Path
) -> Problem:
    location = tuple(details["loc"])
    line, column = source.place((*at, *location))
    message, remedy = _explain(details, model, location)
    return Problem(path, line, column, field_name(location), message, remedy)


def _explain(
    details: ErrorDetails, model: type[BaseModel], location: Sequence[str | int]
) -> tuple[str, str]:
    """What is wrong and what to write instead, for one error of pydantic."""
    kind, context = details["type"], details.get("ctx", {})
    value = details.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(str(location[-1]), _keys_of(model, location[:-1]))
    if kind == "missing":
        return "brak wymaganego pola", f"dopisz {location[-1]}: …"
    if kind == "literal_error":
        known = [
            part.strip("' ") for part in str(context["expected"]).replace(" or ", ",").split(",")
        ]
        return f"nieznana wartość „{value}”", choose_one_of(str(value), known)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return (
            f"oczekiwano par „klucz: wartość”, a jest {_shape(value)}",
            "sprawdź wcięcia i klucze",
        )
    if value is None:
        return "pole jest puste", "wpisz wartość albo usuń cały wiersz"
    if kind.startswith("date"):
        return f"„{value}” nie jest datą z kalendarza", "wpisz datę jako RRRR-MM-DD, np. 2026-09-01"
    if kind == "string_type":
        return f"oczekiwano tekstu, a jest {_shape(value)}", f'ujmij wartość w cudzysłów: "{value}"'
    if kind == "string_too_short":
        return "pole jest puste", "wpisz tekst albo usuń cały wiersz"
    if kind == "string_too_long":
        return "tekst jest za długi", f"skróć do {context['max_length']} znaków"
    if kind == "string_pattern_mismatch":
        return f"„{value}” ma niedozwoloną postać", _pattern_remedy(str(context["pattern"]))
    if kind == "too_short":
        return "za mało wartości", f"podaj co najmniej {context['min_length']}"
    if kind == "too_long":
        return "za dużo wartości", f"zostaw najwyżej {context['max_length']}"
    if kind == "tuple_type":
        return f"oczekiwano listy, a jest {_shape(value)}", "wpisz kolejne wartości od myślnika"
    if kind.startswith(("greater_than", "less_than")):
        limit = next(iter(context.values()))
        return f"liczba {value} jest poza zakresem", f"granica to {limit}"
    if kind.startswith("float"):
        return f"„{value}” nie jest liczbą", "wpisz liczbę z kropką, np. 1.5"
    if kind.startswith("int"):
        return f"„{value}” nie jest liczbą całkowitą", "wpisz liczbę bez cudzysłowu, np. 7"
    return f"niedozwolona wartość „{value}”", "zobacz opis pola w podręczniku redaktora"


def _meant_key(details: ErrorDetails, model: type[BaseModel]) -> Path | None:
    """Where the key would stand that a misspelt one was meant to be."""
    if details["type"] != "extra_forbidden":
        return None
    *parents, key = details["loc"]
    meant = nearest(str(key), _keys_of(model, parents))
    return (*parents, meant) if meant is not None else None


def _unknown_key(key: str, known: Sequence[str]) -> tuple[str, str]:
    meant = nearest(key, known)
    if meant is not None:
        return f"nieznany klucz „{key}”", f"wpisz „{meant}”"
    return f"nieznany klucz „{key}”", "usuń go albo wybierz: " + ", ".join(known)


def _keys_of(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys that the model at `location` inside `model` knows."""
    inner = model_at(model, location)
    return list(inner.model_fields) if inner is not None else []


def model_at(model: type[BaseModel], location: Sequence[str | int]) -> type[BaseModel] | None:
    """The model of the part that stands at `location` inside `model`, if it has one."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            inner = model_in(model.model_fields[part].annotation)
            if inner is None:
                return None
            model = inner
    return model


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field's annotation names, alone or within a tuple or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _shape(value: object) -> str:
    if isinstance(value, bool):
        return f"wartość logiczna {str(value).lower()}"
    if isinstance(value, int | float):
        return f"liczba {value}"
    if isinstance(value, list | tuple):
        return "lista"
    if isinstance(value, dict):
        return "zestaw kluczy"
    if value is None:
        return "pusto"
    return f"„{value}”"


def _pattern_remedy(pattern: str) -> str:
    if pattern.startswith("^(P[1-3]"):
        return "wpisz kod obszaru i numer, np. P2O1-03"
    if pattern.startswith("^(0[1-9]|1"):
        return "wpisz miesiąc i dzień jako MM-DD, np. 11-30"
    if "._-" in pattern:
        return "nazwa pliku: małe litery bez ogonków, cyfry, kropki i myślniki, np. wzor.docx"
    if pattern.startswith("^https?:"):
        return "wpisz pełny adres strony, np. https://example.pl"
    if "@" in pattern:
        return "wpisz adres e-mail, np. kontakt@example.pl"
    return "małe litery bez ogonków, cyfry i pojedyncze myślniki, np. maly-grant"
