import re

import pytest

from kb.attachments.names import free_name, safe_name, title_from
from kb.documents.model import Attachment


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Wzór umowy (2).docx", "wzor-umowy-2.docx"),
        ("C:\\Users\\Ala\\Żółty plik.DOC", "zolty-plik.docx"),
        ("../../etc/passwd", "passwd.docx"),
        ("..", "plik.docx"),
        ("", "plik.docx"),
        (".docx", "docx.docx"),
        ("ąęść.docx.exe", "aesc-docx.docx"),
        ("2026-01-15.docx", "plik-2026-01-15.docx"),
        ("文档.docx", "plik.docx"),
        ("a\0b\nc.docx", "a-b-c.docx"),
        ("x" * 300, f"{'x' * 60}.docx"),
    ],
)
def test_a_name_is_safe_whatever_was_sent(sent: str, name: str) -> None:
    made = safe_name(sent, "docx")
    assert made == name
    assert Attachment(file=made, title="x").file == name
    assert re.fullmatch(r"[a-z0-9-]+\.docx", made)


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("wzor.pdf", {"inny.pdf"}) == "wzor.pdf"
    assert free_name("wzor.pdf", {"wzor.pdf", "wzor-2.pdf"}) == "wzor-3.pdf"


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("wzór_umowy  2026.docx", "Wzór umowy 2026"),
        ("C:\\pliki\\karta.pdf", "Karta"),
        ("", "Załącznik"),
        ("\u202eexe.docx", "Exe"),
    ],
)
def test_a_title_to_begin_with_comes_from_the_name(sent: str, title: str) -> None:
    assert title_from(sent) == title
