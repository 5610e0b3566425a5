"""One document against the vocabularies, the law and itself."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence

from kb.documents.citing import cited, duties
from kb.documents.deadlines import parse_term
from kb.documents.law import CitationParser
from kb.documents.model import Deadline, Duty, FrontMatter, Rule, Section
from kb.documents.problems import Problem, choose_one_of
from kb.documents.vocabulary import Vocabulary
from kb.documents.yaml_source import Path, YamlSource, field_name

Finding = tuple[Path, str, str]
"""Where in the front matter, what is wrong, what to write instead."""


def front_matter_problems(
    meta: FrontMatter,
    vocabulary: Vocabulary,
    citations: CitationParser,
    source: YamlSource,
    path: str,
) -> tuple[Problem, ...]:
    """Every value that no vocabulary holds, citation that cannot be read, rule that contradicts."""
    findings = [
        *_vocabulary_findings(meta, vocabulary),
        *_citation_findings(meta, citations),
        *_basis_findings(meta),
        *_deadline_findings(meta),
        *_validity_findings(meta),
    ]
    return tuple(
        Problem(path, *source.place(at), field_name(at), message, remedy)
        for at, message, remedy in findings
    )


def section_problems(
    sections: Sequence[Section], citations: CitationParser, path: str
) -> Iterator[Problem]:
    """Citations in the body of articles that their act does not list."""
    for section in sections:
        for citation in citations.find(section.markdown):
            missing = citations.missing(citation)
            if missing:
                line = section.line + 1 + section.markdown.count("\n", 0, citation.start)
                message, remedy = _unlisted(missing, citation.act.short)
                yield Problem(path, line, 1, f"treść „{section.title}”", message, remedy)


def _vocabulary_findings(meta: FrontMatter, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _closed(("kind",), meta.kind, vocabulary.kinds)
    yield from _closed(("group",), meta.group, vocabulary.groups)
    yield from _closed(("level",), meta.level, vocabulary.levels)
    for name, values, known in (
        ("sectors", meta.sectors, vocabulary.sectors),
        ("topics", meta.topics, vocabulary.topics),
        ("fields", meta.fields, vocabulary.fields),
    ):
        for index, value in enumerate(values):
            yield from _closed((name, index), value, known)
            if value in values[:index]:
                yield (name, index), f"„{value}” stoi drugi raz", "usuń powtórzenie"
    for at, who in _parties(meta):
        yield from _closed(at, who, vocabulary.parties)
    for at, level in _levels(meta):
        if level is not None:
            yield from _closed(at, level, vocabulary.levels)
    if meta.area not in vocabulary.areas:
        yield (
            ("code",),
            f"nieznany obszar „{meta.area}”",
            choose_one_of(meta.area, vocabulary.areas),
        )
        return
    group = vocabulary.group_of(meta.area)
    if group is not None and group.code != meta.group and meta.group in vocabulary.groups:
        yield ("group",), f"obszar {meta.area} prowadzi inna grupa", f"wpisz „{group.code}”"


def _closed(at: Path, value: str, known: Collection[str]) -> Iterator[Finding]:
    if value not in known:
        yield at, f"nieznana wartość „{value}”", choose_one_of(value, known)


def _parties(meta: FrontMatter) -> Iterator[tuple[Path, str]]:
    for index, step in enumerate(meta.steps):
        yield ("steps", index, "who"), step.who
    for index, deadline in enumerate(meta.deadlines):
        yield ("deadlines", index, "who"), deadline.who


def _levels(meta: FrontMatter) -> Iterator[tuple[Path, str | None]]:
    yield from ((("rules", index, "level"), row.level) for index, row in enumerate(meta.rules))
    yield from ((("steps", index, "level"), row.level) for index, row in enumerate(meta.steps))
    yield from (
        (("deadlines", index, "level"), row.level) for index, row in enumerate(meta.deadlines)
    )
    yield from (((*at, "level"), duty.level) for at, duty in duties(meta))


def _citation_findings(meta: FrontMatter, citations: CitationParser) -> Iterator[Finding]:
    for at, text in cited(meta):
        parsed = citations.parse(text)
        if parsed is None:
            yield (
                at,
                f"nie da się odczytać przepisu „{text}”",
                "wpisz np. „art. 19a ust. 1 UDPP”; kilka przepisów rozdziel średnikiem",
            )
            continue
        for citation in parsed:
            missing = citations.missing(citation)
            if missing:
                yield (at, *_unlisted(missing, citation.act.short))


def _unlisted(articles: Sequence[str], act: str) -> tuple[str, str]:
    named = ", ".join(articles)
    return (
        f"w acts.yaml nie ma art. {named} {act}",
        "sprawdź numer albo dopisz artykuł do vocabulary/acts.yaml",
    )


def _basis_findings(meta: FrontMatter) -> Iterator[Finding]:
    rows: list[tuple[Path, Rule | Duty]] = [
        *((("rules", index), rule) for index, rule in enumerate(meta.rules)),
        *duties(meta),
    ]
    for at, row in rows:
        if row.level == "ustawowy" and row.basis is None:
            yield (
                (*at, "level"),
                "obowiązek ustawowy bez przepisu",
                "dopisz basis: … albo zmień poziom na „podstawowy”",
            )


def _deadline_findings(meta: FrontMatter) -> Iterator[Finding]:
    ids = [deadline.id for deadline in meta.deadlines]
    for index, deadline in enumerate(meta.deadlines):
        if deadline.id in ids[:index]:
            yield ("deadlines", index, "id"), f"„{deadline.id}” stoi drugi raz", "nadaj inną nazwę"
        for key, message, remedy in _one_deadline(deadline, ids, meta.deadlines):
            yield ("deadlines", index, key), message, remedy
    for index, step in enumerate(meta.steps):
        if step.deadline is not None and step.deadline not in ids:
            remedy = choose_one_of(step.deadline, ids) if ids else "dopisz termin do „deadlines”"
            yield ("steps", index, "deadline"), f"nie ma terminu „{step.deadline}”", remedy
        if step.deadline is not None and step.when is not None:
            yield ("steps", index, "when"), "krok ma i deadline, i when", "zostaw jedno z nich"


def _one_deadline(
    deadline: Deadline, ids: Sequence[str], all_deadlines: Sequence[Deadline]
) -> Iterator[tuple[str, str, str]]:
    starts = [name for name in ("event", "after", "yearly") if getattr(deadline, name)]
    if len(starts) > 1:
        yield starts[1], f"termin ma naraz {' i '.join(starts)}", "zostaw jedno z nich"
    if deadline.term is not None and parse_term(deadline.term) is None:
        yield (
            "term",
            f"nie da się policzyć „{deadline.term}”",
            "wpisz liczbę i jednostkę, np. „7 dni roboczych”, „1 miesiąc”",
        )
    if deadline.term is None and (deadline.event or deadline.after):
        yield starts[0], "jest zdarzenie, a nie ma okresu", 'dopisz term: "7 dni"'
    if deadline.term is not None and not (deadline.event or deadline.after):
        yield "term", "jest okres, a nie wiadomo, od czego", "dopisz event: … albo after: …"
    if deadline.after is not None and deadline.after not in ids:
        yield "after", f"nie ma terminu „{deadline.after}”", choose_one_of(deadline.after, ids)
    if deadline.after is not None and _in_circle(deadline, all_deadlines):
        yield "after", "terminy wskazują na siebie w kółko", "licz jeden z nich od zdarzenia"
    if deadline.yearly is not None:
        month, day = (int(part) for part in deadline.yearly.split("-"))
        if day > monthrange(2028, month)[1]:
            yield "yearly", f"nie ma dnia {deadline.yearly}", "wpisz dzień, który jest w kalendarzu"


def _in_circle(deadline: Deadline, all_deadlines: Sequence[Deadline]) -> bool:
    by_id = {d.id: d for d in all_deadlines}
    seen: set[str] = set()
    current: Deadline | None = deadline
    while current is not None and current.after is not None:
        if current.id in seen:
            return True
        seen.add(current.id)
        current = by_id.get(current.after)
    return False


def _validity_findings(meta: FrontMatter) -> Iterator[Finding]:
    if meta.valid_to is not None and meta.valid_to < meta.valid_from:
        yield (
            ("valid_to",),
            f"koniec ({meta.valid_to}) jest przed początkiem ({meta.valid_from})",
            "popraw jedną z dat",
        )
    if meta.withdrawn is not None and meta.valid_to is None:
        yield (
            ("withdrawn",),
            "standard wycofany bez ostatniego dnia",
            "dopisz valid_to: … albo usuń powód wycofania",
        )
    if meta.review_by < meta.legal_state:
        yield (
            ("review_by",),
            "termin przeglądu jest przed dniem sprawdzenia stanu prawnego",
            "wpisz datę późniejszą niż legal_state",
        )
