from datetime import date
from typing import Any

import pytest

from kb.checking import check
from kb.library import load_library
from tests.kb.attachments.samples import png
from tests.kb.conftest import MINIMAL


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("![](sala.png)", "nie ma opisu"),
        ("![sala.png](sala.png)", "nie ma opisu"),
        ("![Sala](https://inna.example/sala.png)", "nie jest obrazkiem tego standardu"),
        ("![Sala](wzor.docx)", "nie jest obrazkiem tego standardu"),
        ("![Sala](nie-ma.png)", "nie ma pliku"),
        ("![Sala na dwadzieścia osób](sala.png)", None),
    ],
)
def test_a_picture_needs_a_file_and_a_description(
    content: Any, markdown: str, told: str | None
) -> None:
    content.write("p2o2/sala/2026-01-15.md", f"{MINIMAL}\n{markdown}\n")
    for name in ("sala.png", "wzor.docx"):
        content.path(f"p2o2/sala/{name}").write_bytes(png())
    problems = check(load_library(content.root), date(2026, 11, 22))
    mine = [problem for problem in problems if problem.path.startswith("p2o2/sala")]
    if told is None:
        assert mine == []
    else:
        (problem,) = mine
        assert (problem.line, problem.field) == (21, "treść „Cel”")
        assert told in problem.message


def test_a_picture_in_a_field_of_the_front_matter_is_told(content: Any) -> None:
    text = MINIMAL.replace("Urząd użycza sali.", "Urząd użycza sali. ![Sala](sala.png)")
    content.write("p2o2/sala/2026-01-15.md", text)
    content.path("p2o2/sala/sala.png").write_bytes(png())
    problems = check(load_library(content.root), date(2026, 11, 22))
    assert [p.field for p in problems if "poza treścią" in p.message] == ["summary"]
