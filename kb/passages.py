"""The places in a document that an answer can lead to: rules, steps, deadlines, answers. Pure."""

from collections.abc import Iterator

from indexer.excerpts import Passage
from kb.documents.citing import duties
from kb.documents.markdown import Renderer
from kb.documents.model import Deadline, Version

SECTION_KINDS = {
    "tresc-wzoru": "template",
    "porownanie": "comparison",
    "lista-kontrolna": "checklist",
}
"""Sections that answer a kind of question of their own; the others are plain text."""


def passages(version: Version, renderer: Renderer) -> Iterator[Passage]:
    """Every passage of a version under its anchor, in the order of the page.

    The summary comes first, so that a document found without any words opens with it.
    """
    meta, plain = version.meta, renderer.plain
    deadlines = {deadline.id: deadline for deadline in meta.deadlines}
    yield Passage("w-skrocie", "W skrócie", plain(meta.summary), "summary", 0.9)
    for section in version.sections:
        kind = SECTION_KINDS.get(section.slug, "body")
        yield Passage(section.slug, section.title, plain(section.markdown), kind)
    if meta.steps:
        steps = " ".join(plain(step.action) for step in meta.steps)
        yield Passage("kroki", "Kroki", steps, "procedure", 0.6)
    for number, rule in enumerate(meta.rules, start=1):
        text = _with_basis(plain(rule.text), rule.basis)
        yield Passage(f"zasada-{number}", "Zasady", text, "rule")
    for number, step in enumerate(meta.steps, start=1):
        when = deadlines[step.deadline].rule if step.deadline in deadlines else step.when
        text = plain(step.action) + (f" Termin: {plain(when)}." if when else "")
        document = f" Dokument: {plain(step.document)}." if step.document else ""
        yield Passage(f"krok-{number}", f"Krok {number}", text + document, "step")
    for deadline in meta.deadlines:
        binding = 1.0 if deadline.level == "ustawowy" else 0.9
        told = _told(deadline)
        yield Passage(f"termin-{deadline.id}", deadline.title, told, "deadline", binding)
    for number, question in enumerate(meta.questions, start=1):
        answer = _with_basis(plain(question.answer), question.basis)
        yield Passage(f"pytanie-{number}", plain(question.question), answer, "question")
    if meta.attachments:
        titles = ". ".join(attachment.title for attachment in meta.attachments)
        yield Passage("zalaczniki", "Wzory i załączniki", f"{titles}.", "template")
    owed = " ".join(plain(duty.text) for _, duty in duties(meta))
    if owed:
        yield Passage("zobowiazania", "Zobowiązania stron", owed, "duty")


def _told(deadline: Deadline) -> str:
    """A deadline as a result shows it: "Termin: co najmniej 21 dni … – art. 13 ust. 1 UDPP"."""
    return _with_basis(f"Termin: {deadline.rule}", deadline.basis)


def _with_basis(text: str, basis: str | None) -> str:
    return f"{text} – {basis}" if basis else text
