import pytest

from kb.documents.problems import Problem
from kb.web.desk.editor.form_problems import (
    by_name,
    control_name,
    in_words_of_the_form,
    told,
)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("title", "title"),
        ("steps[2].who", "steps.1.who"),
        ("duties.office[1].text", "duties.office.0.text"),
        ("sectors[1]", "sectors.0"),
        ("treść „Cel”", "body"),
        ("treść", "body"),
        ("plik", ""),
    ],
)
def test_a_field_of_a_problem_names_its_control(field: str, name: str) -> None:
    assert control_name(field) == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("dopisz title: …", "dopisz pole „Tytuł”"),
        ('dopisz term: "7 dni"', "dopisz pole „Okres”"),
        ("krok ma i deadline, i when", "krok ma i „Termin z listy”, i „Termin słowami”"),
        ("dopisz termin do „deadlines”", "dopisz termin do „Terminy”"),
        (
            "wpisz datę późniejszą niż legal_state",
            "wpisz datę późniejszą niż „Stan prawny na dzień”",
        ),
        ("w acts.yaml nie ma art. 9 UDPP", "w słowniku aktów nie ma art. 9 UDPP"),
        ("wpisz np. „maly-grant”", "wpisz np. „maly-grant”"),
    ],
)
def test_keys_are_said_as_labels(words: str, said: str) -> None:
    assert in_words_of_the_form(words) == said


def test_a_problem_stands_at_its_control_or_the_nearest_around_it() -> None:
    problems = [
        Problem("x.md", 1, 1, "steps[2].who", "brak wymaganego pola", "dopisz who: …"),
        Problem("x.md", 1, 1, "sectors[1]", "nieznana wartość „x”", "wpisz „jst”"),
        Problem("x.md", 1, 1, "plik", "zły plik", "popraw", "warning"),
    ]
    first, second, third = told(problems, {"steps.1.who", "steps.1", "sectors"})
    assert (first.name, first.place, first.remedy) == (
        "steps.1.who",
        "Kroki, 2: Kto",
        "dopisz pole „Kto”",
    )
    assert (second.name, second.place) == ("sectors", "Kogo dotyczy, 1")
    assert (third.name, third.place, third.warning) == ("", "Cały dokument", True)


@pytest.mark.parametrize(("last", "mild"), [("warning", True), ("error", False)])
def test_the_rest_beside_a_control_is_mild_only_if_all_of_it_is(last: str, mild: bool) -> None:
    severities = ["error", "warning", "warning", "warning", last]
    problems = [Problem("p", 1, 1, "title", "", "", severity) for severity in severities]
    *_, rest = by_name(told(problems, {"title"}))["title"]
    assert (rest.message, rest.warning) == ("i jeszcze 3", mild)
