import io
import zipfile
from pathlib import Path

import pytest

from kb.imports import limits
from kb.imports.errors import ImportRefused
from kb.imports.sniffing import sniff
from tests.kb.imports.office_files import docx, paragraph

FILES = Path(__file__).parent / "files"
LETTER = docx(paragraph("Tekst."))


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(ImportRefused) as refused:
        sniff(data)
    return refused.value.reason, str(refused.value)


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_formats_are_told_by_content() -> None:
    assert sniff(LETTER) == "docx"
    assert sniff((FILES / "procedura.odt").read_bytes()) == "odt"
    assert sniff((FILES / "pismo.pdf").read_bytes()) == "pdf"


@pytest.mark.parametrize("name", ["haslo.docx", "haslo.odt"])
def test_files_with_a_password_are_refused(name: str) -> None:
    reason, message = refusal((FILES / name).read_bytes())
    assert reason == "encrypted"
    assert "zdejmij hasło" in message


def test_the_old_format_is_refused_with_advice() -> None:
    reason, message = refusal((FILES / "procedura.doc").read_bytes())
    assert reason == "legacy"
    assert "„Zapisz jako” i format DOCX" in message


def test_macros_are_refused_however_the_file_is_called() -> None:
    hidden = docx(paragraph("Tekst."), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    declared = docx(paragraph("Tekst."), main_type="document.macroEnabled.main+xml")
    for data in (hidden, declared):
        reason, message = refusal(data)
        assert reason == "macros"
        assert "bez makr" in message


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    ratio = docx(paragraph("Tekst."), more={"word/media/a.bin": b"\0" * 30_000_000})
    assert len(ratio) < 100_000
    many = archive(**{f"word/{n}.xml": b"" for n in range(limits.MAX_ENTRIES + 1)})
    for data in (ratio, many):
        assert refusal(data)[0] == "zip-bomb"


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    bomb = archive(**{"[Content_Types].xml": b"wordprocessingml.document.main+xml" + b" " * 10**6})
    small, true = (40).to_bytes(4, "little"), (10**6 + 34).to_bytes(4, "little")
    assert refusal(bomb.replace(true, small))[0] == "damaged"


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_cut_file_is_damaged(cut: float) -> None:
    assert refusal(LETTER[: int(len(LETTER) * cut)])[0] == "damaged"


def test_other_files_are_refused() -> None:
    assert refusal(b"")[0] == "empty"
    assert refusal(b"<html>list</html>")[0] == "unknown"
    assert refusal(archive(**{"list.txt": b"x"}))[0] == "unknown"
    assert refusal(b"x" * (limits.MAX_FILE + 1))[0] == "too-large"
