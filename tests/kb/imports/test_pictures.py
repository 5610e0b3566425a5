import pytest

from kb.imports import limits
from kb.imports.pictures import ASK, Pictures, picture_type
from tests.kb.imports.office_files import png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(), "png"),
        (b"\xff\xd8\xff\xe0 zdj\xc4\x99cie", "jpg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        (SVG, "svg"),
        (SVG.replace(b"<path", b"<script>x</script><path"), None),
        (SVG.replace(b"<path", b'<path onload="x"'), None),
        (SVG.replace(b"M0 0", b"M0 0").replace(b"<svg", b"<!DOCTYPE svg><svg"), None),
        (b"\x01\x00\x00\x00 EMF", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_types_are_told_by_content(data: bytes, expected: str | None) -> None:
    assert picture_type(data) == expected


def test_one_picture_shown_twice_is_kept_once() -> None:
    pictures = Pictures({"a": png()}.get)
    assert pictures.take("a", "Mapa", "") == ("ilustracja-1.png", "Mapa")
    assert pictures.take("a", "", "") == ("ilustracja-1.png", ASK)
    assert list(pictures.files) == ["ilustracja-1.png"]


@pytest.mark.parametrize("made_up", ["Obraz 3", "image1.png", "", "Obraz 1"])
def test_descriptions_that_say_nothing_are_asked_for(made_up: str) -> None:
    pictures = Pictures({"a": png()}.get)
    assert pictures.take("a", made_up, "Cel") == ("ilustracja-1.png", ASK)
    assert pictures.remarks[0].place == "Cel"


def test_brackets_of_a_description_do_not_end_it() -> None:
    assert Pictures({"a": png()}.get).take("a", "Etap [1]", "") == (
        "ilustracja-1.png",
        "Etap \\[1\\]",
    )


def test_what_cannot_be_kept_is_told() -> None:
    large = png() + b"\0" * limits.MAX_PICTURE
    pictures = Pictures({"a": b"EMF", "b": large}.get)
    assert [pictures.take(name, "", "") for name in ("a", "b", "c")] == [None, None, None]
    said = [remark.text for remark in pictures.remarks]
    assert "format nie nadaje się" in said[0]
    assert "więcej niż 4 MB" in said[1]
    assert "nie ma jej w pliku" in said[2]
