import pytest

from kb.web.assets import FOLDER
from kb.web.contrast import PAIRS, contrast, measure, read_tokens

CSS = (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")
THEMES = {
    "light": [""],
    "dark": ["", "prefers-color-scheme: dark"],
    "high": ["", "prefers-contrast: more"],
    "high dark": [
        "",
        "prefers-color-scheme: dark",
        "prefers-contrast: more",
        "prefers-contrast: more) and (prefers-color-scheme: dark",
    ],
}
ENHANCED = 7.0


def theme(name: str) -> dict[str, str]:
    tokens: dict[str, str] = {}
    for query in THEMES[name]:
        tokens |= read_tokens(CSS, query)
    return tokens


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.47)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == ratio


def test_what_is_no_colour_is_told() -> None:
    with pytest.raises(ValueError, match="rrggbb"):
        contrast("red", "#ffffff")


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_has_enough_contrast(name: str) -> None:
    poor = [
        f"{found.pair.colour} on {found.pair.ground}: {found.ratio}"
        for found in measure(theme(name))
        if not found.passes
    ]
    assert poor == []


@pytest.mark.parametrize("name", ["high", "high dark"])
def test_high_contrast_is_higher_than_asked(name: str) -> None:
    texts = [found for found in measure(theme(name)) if found.pair.least > 4]
    assert [found for found in texts if found.ratio < ENHANCED] == []


def test_every_theme_changes_only_what_the_first_one_has() -> None:
    names = set(read_tokens(CSS))
    for queries in THEMES.values():
        for query in queries:
            assert set(read_tokens(CSS, query)) <= names
    assert {pair.colour for pair in PAIRS} | {pair.ground for pair in PAIRS} <= names
