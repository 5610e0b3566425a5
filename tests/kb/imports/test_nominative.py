import pytest

from kb.imports.nominative import nominative


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ogłoszenia wyników", "ogłoszenie wyników"),
        ("wpływu oferty", "wpływ oferty"),
        ("upływem terminu składania ofert", "upływ terminu składania ofert"),
        ("doręczenia wezwania", "doręczenie wezwania"),
        ("ukazania się ogłoszenia", "ukazanie się ogłoszenia"),
        ("pisemnego wezwania", "pisemne wezwanie"),
        ("ostatecznej decyzji", "ostateczna decyzja"),
        ("xyzzy qwerty", "xyzzy qwerty"),
        ("", ""),
    ],
)
def test_the_first_noun_goes_to_the_nominative(phrase: str, expected: str) -> None:
    assert nominative(phrase) == expected
