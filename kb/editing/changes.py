"""Whole moves in the life of a standard, as the files a draft has to change. Pure.

Each takes the texts of all versions of a standard by path, and keeps every untouched word of them.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import PurePosixPath

from kb.documents.text import polish_date
from kb.editing.document import EditedDocument, document_text, read_document, with_data
from kb.editing.guidance import guidance
from kb.errors import KnowledgeBaseError

Texts = Mapping[PurePosixPath, str]
"""The texts of the versions of one standard by their paths."""

Changes = Mapping[PurePosixPath, bytes | None]
"""Path → new content of the file; `None` deletes it: what `History.save` takes."""


class ImpossibleChange(KnowledgeBaseError):
    """The move makes no sense for this standard; the message says why and what to do."""


def new_version(versions: Texts, valid_from: date) -> Changes:
    """A new version from that day, which begins as a copy of the one in force before it.

    The previous version ends the day before: by itself, and in its front matter where that said
    otherwise. What changed is left for the author to write.

    Raises:
        ImpossibleChange: there is a version from that day, or none before it.
        Damaged: the version before cannot be read.
    """
    by_day = _by_day(versions)
    if valid_from in by_day:
        day = polish_date(valid_from)
        raise ImpossibleChange(f"Wersja od {day} już jest → popraw ją albo wybierz inny dzień.")
    earlier = [day for day in by_day if day < valid_from]
    if not earlier:
        raise ImpossibleChange(
            f"Przed {polish_date(valid_from)} nie ma żadnej wersji → wybierz późniejszy dzień."
        )
    path = by_day[max(earlier)]
    before = read_document(versions[path], path)
    copy = with_data(
        before,
        valid_from=valid_from.isoformat(),
        valid_to=None,
        withdrawn=None,
        change_note=guidance("co się zmienia w tej wersji i dlaczego"),
    )
    new_path = path.with_name(f"{valid_from.isoformat()}.md")
    changes: dict[PurePosixPath, bytes | None] = {new_path: _content(copy, versions[path])}
    last = (valid_from - timedelta(days=1)).isoformat()
    if str(before.data.get("valid_to") or "") > last:
        closed = with_data(before, valid_to=last, withdrawn=None)
        changes[path] = _content(closed, versions[path])
    return changes


def withdrawal(versions: Texts, last_day: date, reason: str) -> Changes:
    """The standard is in force up to and including `last_day`, and no longer.

    Raises:
        ImpossibleChange: there is no reason, it is not in force that day, or a later version is.
        Damaged: the version cannot be read.
    """
    if not reason.strip():
        raise ImpossibleChange("Nie podano powodu wycofania → napisz go jednym zdaniem.")
    by_day = _by_day(versions)
    if not any(day <= last_day for day in by_day):
        raise ImpossibleChange(
            f"Standard nie obowiązuje jeszcze {polish_date(last_day)} → wybierz późniejszy dzień."
        )
    newest = max(by_day)
    if newest > last_day:
        raise ImpossibleChange(
            f"Od {polish_date(newest)} ma obowiązywać nowa wersja → wybierz dzień, w którym już "
            "obowiązuje."
        )
    path = by_day[newest]
    document = read_document(versions[path], path)
    reason = " ".join(reason.split())
    changed = with_data(document, valid_to=last_day.isoformat(), withdrawn=reason)
    return {path: _content(changed, versions[path])}


def restoration(versions: Texts) -> Changes:
    """The standard is in force again, as if it had never been withdrawn.

    Raises:
        ImpossibleChange: it is not withdrawn.
        Damaged: its newest version cannot be read.
    """
    by_day = _by_day(versions)
    path = by_day[max(by_day)]
    document = read_document(versions[path], path)
    if "withdrawn" not in document.data:
        raise ImpossibleChange("Ten standard nie jest wycofany → nie ma czego przywracać.")
    changed = with_data(document, valid_to=None, withdrawn=None)
    return {path: _content(changed, versions[path])}


def reverted(
    now: Mapping[PurePosixPath, bytes], then: Mapping[PurePosixPath, bytes]
) -> dict[PurePosixPath, bytes | None]:
    """The files as they were `then`, where they differ from what they are `now`.

    Both hold the same part of the content at two moments; a file that was not there is taken away.
    """
    added = {path: None for path in now if path not in then}
    changed = {path: content for path, content in then.items() if now.get(path) != content}
    return {**added, **changed}


def _by_day(versions: Texts) -> dict[date, PurePosixPath]:
    """The versions by their first days; files named otherwise are none."""
    found = {}
    for path in versions:
        with suppress(ValueError):
            found[date.fromisoformat(path.stem)] = path
    return found


def _content(document: EditedDocument, before: str) -> bytes:
    return document_text(document, before).encode()
