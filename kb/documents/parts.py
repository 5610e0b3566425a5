"""A version as titled parts of plain rows, in the order of its page: what a comparison reads."""

from collections.abc import Callable, Iterable, Iterator

from kb.documents.comparison import Part
from kb.documents.markdown import Renderer
from kb.documents.model import Basis, Deadline, Duty, FrontMatter, Question, Rule, Step, Version
from kb.documents.text import polish_date
from kb.documents.vocabulary import Vocabulary


def version_parts(version: Version, renderer: Renderer, words: Vocabulary) -> tuple[Part, ...]:
    """Everything a reader of the version's page sees, part by part; empty parts are left out."""
    meta = version.meta
    rows = _Rows(renderer.plain, words)
    places = {section.label: section.place for section in words.sections.values()}
    sections = [
        (places[section.title], Part(section.slug, section.title, tuple(body)))
        for section in version.sections
        if (body := renderer.rows(section.markdown))
    ]
    parts = (
        Part("w-skrocie", "Tytuł i fiszka", tuple(rows.card(meta))),
        Part("streszczenie", "W skrócie", (renderer.plain(meta.summary),)),
        *(part for place, part in sections if place == "before_steps"),
        Part("zasady", "Zasady", tuple(map(rows.rule, meta.rules))),
        Part("kroki", "Kroki", tuple(rows.steps(meta))),
        Part("terminy", "Terminy", tuple(map(rows.deadline, meta.deadlines))),
        Part("zobowiazania", "Zobowiązania stron", tuple(rows.duties(meta))),
        *(part for place, part in sections if place == "after_steps"),
        Part("wskazniki", "Po czym poznać, że działa", tuple(map(renderer.plain, meta.indicators))),
        Part("pytania", "Pytania i odpowiedzi", tuple(rows.questions(meta.questions))),
        Part("zalaczniki", "Wzory i załączniki", tuple(file.title for file in meta.attachments)),
        Part("podstawa-prawna", "Podstawa prawna", tuple(map(rows.basis, meta.legal_basis))),
    )
    return tuple(part for part in parts if part.rows)


class _Rows:
    """Makes one line of text of each piece of front matter."""

    def __init__(self, plain: Callable[[str], str], words: Vocabulary) -> None:
        self._plain = plain
        self._words = words

    def card(self, meta: FrontMatter) -> Iterator[str]:
        words = self._words
        yield f"Tytuł: {meta.title}"
        yield f"Rodzaj: {words.kinds[meta.kind].label}"
        yield f"Grupa: {words.groups[meta.group].label}"
        yield f"Charakter: {words.levels[meta.level].label}"
        yield f"Kogo dotyczy: {_listed(words.sectors[slug].short for slug in meta.sectors)}"
        yield f"Tematy: {_listed(words.topics[slug].short for slug in meta.topics)}"
        yield f"Dziedziny zadań: {_listed(words.fields[slug].label for slug in meta.fields)}"
        yield f"Obowiązuje od: {polish_date(meta.valid_from)}"
        yield f"Stan prawny na dzień: {polish_date(meta.legal_state)}"
        if meta.withdrawn:
            yield f"Powód wycofania: {self._plain(meta.withdrawn)}"

    def rule(self, row: Rule | Duty) -> str:
        return self._joined(self._plain(row.text), self._words.levels[row.level].label, row.basis)

    def steps(self, meta: FrontMatter) -> Iterator[str]:
        rules = {deadline.id: deadline.rule for deadline in meta.deadlines}
        for step in meta.steps:
            yield self._step(step, rules[step.deadline] if step.deadline else step.when)

    def _step(self, step: Step, when: str | None) -> str:
        said = f"{self._words.parties[step.who].label}: {self._plain(step.action)}"
        level = self._words.levels[step.level].label if step.level else None
        document = f"dokument: {self._plain(step.document)}" if step.document else None
        return self._joined(said, self._plain(when) if when else None, document, level, step.basis)

    def deadline(self, row: Deadline) -> str:
        said = f"{self._plain(row.title)}: {self._plain(row.rule)}"
        level = self._words.levels[row.level].label
        return self._joined(said, self._words.parties[row.who].label, level, row.basis)

    def duties(self, meta: FrontMatter) -> Iterator[str]:
        yield from (f"Urząd: {self.rule(duty)}" for duty in meta.duties.office)
        yield from (f"Organizacja: {self.rule(duty)}" for duty in meta.duties.organisation)

    def questions(self, rows: Iterable[Question]) -> Iterator[str]:
        for row in rows:
            answer = self._joined(self._plain(row.answer), row.basis)
            yield f"{self._plain(row.question)} – {answer}"

    def basis(self, row: Basis) -> str:
        return f"{row.citation} – {self._plain(row.note)}" if row.note else row.citation

    @staticmethod
    def _joined(said: str, *more: str | None) -> str:
        details = "; ".join(text for text in more if text)
        return f"{said} ({details})" if details else said


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(labels)
