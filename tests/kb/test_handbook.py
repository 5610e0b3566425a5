import re
from pathlib import Path

import pytest

from kb.documents.law import CitationParser
from kb.documents.markdown import Renderer
from kb.editing_vocabulary.choices import VOCABULARIES
from kb.handbook import Handbook, bundled_handbook, read_handbook, read_pictures
from kb.web.desk.editor.form_fields import form_parts

FOLDER = bundled_handbook()
TEMPLATES = Path(__file__).parents[2] / "kb" / "web" / "templates"
MOST_BYTES = 120_000


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return read_handbook(FOLDER, Renderer(CitationParser({})), read_pictures(FOLDER), "/obrazy")


@pytest.fixture(scope="module")
def text() -> str:
    return (FOLDER / "redaktor.md").read_text(encoding="utf-8")


def html_of(handbook: Handbook) -> str:
    return handbook.lead + "".join(chapter.html for chapter in handbook.chapters)


def anchors(handbook: Handbook) -> list[str]:
    chapters = [chapter.anchor for chapter in handbook.chapters]
    return chapters + re.findall(r'<h[34] id="([^"]+)"', html_of(handbook))


def test_the_handbook_has_a_title_and_chapters(handbook: Handbook) -> None:
    assert handbook.title == "Podręcznik redaktora"
    assert ("logowanie-i-konto", "Logowanie i konto") in handbook.contents


def test_every_anchor_stands_once(handbook: Handbook) -> None:
    found = anchors(handbook)
    assert sorted(set(found)) == sorted(found)


def test_every_link_inside_the_handbook_leads_somewhere(handbook: Handbook) -> None:
    links = re.findall(r'href="#([^"]+)"', html_of(handbook))
    assert links
    assert [link for link in links if link not in anchors(handbook)] == []


def test_every_link_to_the_help_leads_somewhere(handbook: Handbook) -> None:
    pages = [file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")]
    named = [name for page in pages for name in re.findall(r"/redakcja/pomoc#([^>]+)\">", page)]
    assert named
    # One that depends on the page names each of its anchors in quotation marks.
    links = [link for name in named for link in re.findall(r'"([a-z-]+)"', name) or [name]]
    assert [link for link in links if link not in anchors(handbook)] == []


def test_every_picture_exists_is_used_described_and_small(text: str) -> None:
    shown = dict(re.findall(r"!\[(.+?)\]\(images/redaktor/([\w-]+\.png)\)", text))
    pictures = read_pictures(FOLDER)
    assert sorted(shown.values()) == sorted(pictures)
    assert [alt for alt in shown if len(alt) < 40] == []
    assert {name: len(data) for name, data in pictures.items() if len(data) > MOST_BYTES} == {}


def test_pictures_are_loaded_late_with_their_sizes(handbook: Handbook) -> None:
    tags = re.findall(r"<img [^>]+>", html_of(handbook))
    assert tags
    pattern = r'<img loading="lazy" width="\d+" height="\d+" src="/obrazy/[\w-]+\.png" alt="[^"]+">'
    assert [tag for tag in tags if not re.fullmatch(pattern, tag)] == []


def test_every_part_of_the_form_is_described(text: str) -> None:
    assert [part.title for part in form_parts() if f"| {part.title} |" not in text] == []


def test_every_vocabulary_is_named(text: str) -> None:
    assert [about.title for about in VOCABULARIES.values() if about.title not in text] == []


def test_every_button_that_the_handbook_names_exists(text: str) -> None:
    folder = TEMPLATES.parent
    sources = [*folder.rglob("*.html"), *folder.rglob("*.py"), *folder.glob("static/js/*/*.js")]
    words = "".join(source.read_text(encoding="utf-8") for source in sources)
    said = re.sub(r"<[^>]+>", "", words)
    named = re.findall(r"(?:[Nn]aciśnij|[Ww]ybierz|[Rr]ozwiń|przycisk\w*) „([^”]+)”", text)
    assert len(named) > 30
    assert [name for name in named if name not in said and name not in words] == []
