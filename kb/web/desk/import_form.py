"""The page on which a person accepts what came out of a file, and the form that they send."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from kb.documents.text import plural
from kb.documents.vocabulary import Vocabulary
from kb.imports.drafting import LONGEST_TITLE, Accepted
from kb.imports.guessed_deadlines import GuessedDeadline, deadline_label
from kb.imports.guesses import GuessedBasis
from kb.imports.importing import Imported
from kb.imports.remarks import Remark, Severity

_HEADING = re.compile(r"^(?P<marks>#{2,3}) (?P<title>.+)$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_MOST_TOPICS = 3
_GROUPS: Mapping[Severity, str] = {
    "lost": "Czego nie przeniesiono",
    "doubtful": "Co trzeba sprawdzić",
    "note": "Co warto wiedzieć",
}


@dataclass(frozen=True, slots=True)
class ImportForm:
    """What was chosen, and what is wrong with it: control → words."""

    accepted: Accepted
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen; `hint` says what speaks for or against it."""

    value: str
    label: str
    is_chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything on the page; `outline` are the headings with their depth."""

    name: str
    file_name: str
    words: str
    pictures: Sequence[str]
    outline: Sequence[tuple[int, str]]
    remarks: Sequence[tuple[str, Sequence[Remark]]]
    form: ImportForm
    kinds: Sequence[Choice]
    main_topics: Sequence[tuple[str, Sequence[Choice]]]
    other_topics: Sequence[Choice]
    citations: Sequence[Choice]
    deadlines: Sequence[Choice]


def form_of(found: Imported) -> ImportForm:
    """The form before a person has touched it: citations that the base knows are chosen.

    No deadline is: a person says which of them bind.
    """
    guesses = found.guesses
    known = [number for number, row in enumerate(guesses.citations) if row.known]
    return ImportForm(Accepted(guesses.title, guesses.kind, guesses.topics, known))


def read_form(sent: MultiDict[str, str], found: Imported, words: Vocabulary) -> ImportForm:
    """What was sent; values that were not offered are left out or told as errors."""
    title = " ".join(sent.get("tytul", "").split())
    main, kind = sent.get("temat", ""), sent.get("rodzaj", "")
    topics = list(dict.fromkeys([main, *sent.getlist("tematy")]))
    accepted = Accepted(
        title=title,
        kind=kind,
        topics=[topic for topic in topics if topic in words.topics][:_MOST_TOPICS],
        citations=_numbers(sent.getlist("przepis"), len(found.guesses.citations)),
        deadlines=_numbers(sent.getlist("termin"), len(found.guesses.deadlines)),
    )
    errors = {}
    if not title:
        errors["tytul"] = "Wpisz tytuł dokumentu."
    elif len(title) > LONGEST_TITLE:
        errors["tytul"] = f"Skróć tytuł: ma {len(title)} znaków, a może mieć {LONGEST_TITLE}."
    if kind not in words.kinds:
        errors["rodzaj"] = "Wybierz rodzaj dokumentu."
    if main not in words.topics:
        errors["temat"] = "Wybierz temat główny: od niego zależy grupa i kod dokumentu."
    return ImportForm(accepted, errors)


def import_page(name: str, found: Imported, form: ImportForm, words: Vocabulary) -> ImportPage:
    """The page over an import, with what the form says chosen."""
    accepted, guesses = form.accepted, found.guesses
    main = accepted.topics[0] if accepted.topics and "temat" not in form.errors else ""
    count = len(_WORD.findall(found.body))
    return ImportPage(
        name=name,
        file_name=found.file_name,
        words=f"{count} {plural(count, 'słowo', 'słowa', 'słów')}",
        pictures=sorted(found.pictures),
        outline=[(len(m["marks"]) - 1, m["title"]) for m in _HEADING.finditer(found.body)],
        remarks=_grouped(found.remarks),
        form=form,
        kinds=[
            Choice(kind.slug, kind.label, kind.slug == accepted.kind, kind.hint)
            for kind in words.kinds.values()
        ],
        main_topics=[
            (
                block.label,
                [
                    Choice(topic.slug, topic.label, topic.slug == main)
                    for topic in words.topics.values()
                    if topic.block == block.slug
                ],
            )
            for block in words.blocks.values()
        ],
        other_topics=[
            Choice(slug, words.topics[slug].label, slug in accepted.topics)
            for slug in guesses.topics
            if slug in words.topics and slug != main
        ],
        citations=_citations(guesses.citations, accepted),
        deadlines=_deadlines(guesses.deadlines, accepted, words),
    )


def _citations(rows: Sequence[GuessedBasis], accepted: Accepted) -> list[Choice]:
    unknown = "Tego artykułu nie ma w naszym spisie ustaw: sprawdź numer."
    return [
        Choice(str(n), row.citation, n in accepted.citations, "" if row.known else unknown)
        for n, row in enumerate(rows)
    ]


def _deadlines(
    rows: Sequence[GuessedDeadline], accepted: Accepted, words: Vocabulary
) -> list[Choice]:
    found = []
    for n, row in enumerate(rows):
        party = words.parties.get(str(row.data["who"]))
        who = party.label if party is not None else str(row.data["who"])
        label = f"{row.data['title']} – {deadline_label(row.data)} ({who})"
        found.append(Choice(str(n), label, n in accepted.deadlines, row.quote))
    return found


def _grouped(remarks: Sequence[Remark]) -> list[tuple[str, Sequence[Remark]]]:
    groups = [
        (label, [remark for remark in remarks if remark.severity == severity])
        for severity, label in _GROUPS.items()
    ]
    return [(label, found) for label, found in groups if found]


def _numbers(texts: Sequence[str], count: int) -> tuple[int, ...]:
    """Places in a list of so many rows."""
    found = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4]
    return tuple(number for number in dict.fromkeys(found) if number < count)
