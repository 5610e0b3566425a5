import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.cli import main
from kb.documents.model import FrontMatter
from kb.settings import ENVIRONMENT, Settings

ROOT = Path(__file__).parents[1]
OPERATOR = ROOT / "docs" / "operator.md"
EDITOR = ROOT / "docs" / "redaktor.md"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "standards" / "README.md"]
)


def commands(group: click.Command, words: tuple[str, ...] = ("kb",)) -> Iterator[tuple[str, ...]]:
    """Every command and option, each as the words a person types."""
    for parameter in group.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            for option in (*parameter.opts, *parameter.secondary_opts):
                yield (*words, option)
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            if not command.hidden:
                yield (*words, name)
                yield from commands(command, (*words, name))


def section(text: str, command: str) -> str:
    """The part of the handbook under the heading that names the command, subsections too."""
    heading = re.search(rf"^(#+) `{re.escape(command)}`", text, re.MULTILINE)
    if heading is None:
        return ""
    rest = text[heading.end() :]
    following = re.search(rf"^#{{1,{len(heading[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def test_every_command_and_option_is_in_the_operators_handbook() -> None:
    text = OPERATOR.read_text(encoding="utf-8")
    missing = []
    for *words, last in commands(main):
        if last.startswith("-"):
            described = section(text, " ".join(words)) if len(words) > 1 else text
            found = re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-])", described) is not None
        else:
            found = section(text, " ".join([*words, last])) != ""
        if not found:
            missing.append(" ".join([*words, last]))
    assert missing == []


def test_the_operators_handbook_names_no_command_that_does_not_exist() -> None:
    known = {" ".join(words) for words in commands(main)}
    headings = re.findall(r"^#+ `(kb [a-z ]+)`", OPERATOR.read_text(encoding="utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading not in known] == []


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_operators_handbook(field: str) -> None:
    assert f"| `{ENVIRONMENT[field]}` |" in OPERATOR.read_text(encoding="utf-8")


def test_the_operators_handbook_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"\bKB_[A-Z_]+", OPERATOR.read_text(encoding="utf-8")))
    assert named == set(ENVIRONMENT.values())


def test_every_field_of_the_front_matter_is_in_the_editors_handbook() -> None:
    text = EDITOR.read_text(encoding="utf-8")
    rows = {name: bool(star) for name, star in re.findall(r"^\| `(\w+)`( \*)? \|", text, re.M)}
    required = {name: field.is_required() for name, field in FrontMatter.model_fields.items()}
    assert rows == required


@pytest.mark.parametrize(
    "document", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES]
)
def test_every_relative_link_and_picture_leads_somewhere(document: Path) -> None:
    links = relative_links(document)
    dead = [link for link in links if not leads_somewhere(document, link)]
    assert dead == []


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in relative_links(index)}
    pages = set((ROOT / "docs").rglob("*.md")) - {index}
    assert pages <= linked


def tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))


def relative_links(page: Path) -> list[str]:
    """Targets of links and pictures without a scheme, e.g. "docs/operator.md#settings"."""
    inside = [child for token in tokens(page) for child in token.children or []]
    targets = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in inside]
    return [target for target in targets if target and not re.match(r"[a-z]+:", target)]


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, fragment = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not fragment or fragment in anchors(target)


def anchors(page: Path) -> set[str]:
    """Anchors of headings as code hosts make them: lower case, no punctuation, dashes."""
    stream = tokens(page)
    headings = [
        following.content for token, following in pairwise(stream) if token.type == "heading_open"
    ]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}
