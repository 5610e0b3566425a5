"""Pictures in the text of a document: what is wrong with one. Pure."""

import re

from kb.documents.markdown import Picture

SHOWN = ("png", "jpg", "jpeg", "webp", "svg")
"""Extensions of files that browsers show as pictures."""

_OWN_FILE = re.compile(rf"[a-z0-9][a-z0-9._-]*\.(?:{'|'.join(SHOWN)})")
_FILE_NAME = re.compile(r"\S+\.[A-Za-z]{3,4}")


def picture_mistake(picture: Picture, *, in_body: bool) -> tuple[str, str] | None:
    """What is wrong with a picture and what to write instead, whether or not its file is there."""
    if not in_body:
        return "obrazek poza treścią", "przenieś go do jednej z sekcji treści"
    if not _OWN_FILE.fullmatch(picture.file):
        remedy = "wgraj obrazek PNG lub JPEG do plików standardu i wpisz samą jego nazwę"
        return f"„{picture.file}” nie jest obrazkiem tego standardu", remedy
    if not picture.alt or _FILE_NAME.fullmatch(picture.alt):
        remedy = f"opisz, co na nim widać: ![opis]({picture.file})"
        return f"obrazek „{picture.file}” nie ma opisu dla osób, które go nie widzą", remedy
    return None
