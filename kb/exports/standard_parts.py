"""The parts of a version in the order of its page, each as Markdown. Pure."""

from collections.abc import Iterable, Iterator

from kb.documents.model import Duty, Rule, Step, Version
from kb.documents.text import polish_date
from kb.exports.markdown import bullets, escaped, heading, line, link, own_footnotes, table
from kb.library import Library

_PAIRS = ("Informacja", "Treść")
_PAIR_WIDTHS = (28, 72)
_STEP_WIDTHS = (9, 16, 38, 19, 18)
_DEADLINE_WIDTHS = (26, 32, 18, 24)
_NOT_CHECKED = (
    "Tych informacji nie porównaliśmy jeszcze z tekstem urzędowym. "
    "Sprawdź je w źródle, zanim na nich polegniesz."
)


class StandardParts:
    """Writes one version; `site` is the public address, `address` that of the version."""

    def __init__(self, version: Version, library: Library, site: str) -> None:
        self._version = version
        self._meta = version.meta
        self._library = library
        self._words = library.vocabulary
        self._site = site
        self.address = f"{site}/standardy/{version.slug}/{version.meta.valid_from.isoformat()}"

    def blocks(self) -> Iterator[str]:
        """Every block; parts that the version lacks are left out."""
        meta = self._meta
        yield self._facts()
        yield from (heading(2, "W skrócie"), line(meta.summary))
        yield from self._sections("before_steps")
        yield from self._rules()
        yield from self._steps()
        yield from self._deadlines()
        yield from self._duties()
        yield from self._sections("after_steps")
        yield from _titled("Po czym poznać, że działa", bullets(meta.indicators))
        yield from self._questions()
        files = (link(file.title, f"{self.address}/{file.file}") for file in meta.attachments)
        yield from _titled("Wzory i załączniki", bullets(files))
        yield from _titled("Podstawa prawna", bullets(self._legal_basis()))
        doubts = bullets(f"**{line(d.what)}** {line(d.reason)}" for d in meta.do_weryfikacji)
        yield from _titled("Do weryfikacji", _NOT_CHECKED if doubts else "", doubts)
        yield from _titled("Powiązane standardy", bullets(self._related()))
        yield from self._record()

    def _facts(self) -> str:
        meta, words = self._meta, self._words
        rows = (
            ("Rodzaj", words.kinds[meta.kind].label),
            ("Obowiązuje", self._validity()),
            ("Stan prawny na dzień", f"{polish_date(meta.legal_state)} r."),
            ("Kogo dotyczy", ", ".join(words.sectors[slug].short for slug in meta.sectors)),
            ("Charakter", words.levels[meta.level].label),
            ("Tematy", ", ".join(words.topics[slug].short for slug in meta.topics)),
            ("Dziedziny zadań", "; ".join(words.fields[slug].label for slug in meta.fields)),
            ("Grupa", words.groups[meta.group].label),
            ("Kod", f"{meta.code} ({words.areas[meta.area].short})"),
        )
        return table(_PAIRS, _PAIR_WIDTHS, ((name, escaped(value)) for name, value in rows))

    def _validity(self) -> str:
        until = self._version.until
        end = f" do {polish_date(until)} r." if until is not None else ", bez daty końcowej"
        return f"od {polish_date(self._meta.valid_from)} r.{end}"

    def _sections(self, place: str) -> Iterator[str]:
        known = {s.label: s.place for s in self._words.sections.values()}
        order = list(self._words.sections)
        chosen = (s for s in self._version.sections if known[s.title] == place)
        for section in sorted(chosen, key=lambda s: order.index(s.slug)):
            yield heading(2, section.title)
            yield own_footnotes(section.markdown, f"{self._version.slug}-{section.slug}")

    def _rules(self) -> Iterator[str]:
        basic = [rule for rule in self._meta.rules if rule.level != "rekomendowany"]
        further = [rule for rule in self._meta.rules if rule.level == "rekomendowany"]
        if basic or further:
            yield heading(2, "Zasady")
        for title, rules in (("Standard podstawowy", basic), ("Standard rekomendowany", further)):
            if rules:
                yield heading(3, title)
                yield bullets(self._bound(rule) for rule in rules)

    def _steps(self) -> Iterator[str]:
        deadlines = {deadline.id: deadline.rule for deadline in self._meta.deadlines}
        rows = [
            (
                str(number),
                self._words.parties[step.who].label,
                _action(step),
                deadlines[step.deadline] if step.deadline else step.when or "",
                self._binding(step.level, step.basis),
            )
            for number, step in enumerate(self._meta.steps, 1)
        ]
        if rows:
            yield heading(2, "Kroki")
            yield table(("Krok", "Kto", "Co robi", "Kiedy", "Podstawa"), _STEP_WIDTHS, rows)

    def _deadlines(self) -> Iterator[str]:
        rows = [
            (d.title, d.rule, self._words.parties[d.who].label, self._binding(d.level, d.basis))
            for d in self._meta.deadlines
        ]
        if rows:
            yield heading(2, "Terminy")
            yield table(("Co", "Termin", "Kogo wiąże", "Podstawa"), _DEADLINE_WIDTHS, rows)

    def _duties(self) -> Iterator[str]:
        sides = (
            ("Urząd", self._meta.duties.office),
            ("Organizacja", self._meta.duties.organisation),
        )
        if any(duties for _, duties in sides):
            yield heading(2, "Zobowiązania stron")
        for title, duties in sides:
            if duties:
                yield heading(3, title)
                yield bullets(self._bound(duty) for duty in duties)

    def _questions(self) -> Iterator[str]:
        if self._meta.questions:
            yield heading(2, "Pytania i odpowiedzi")
        for item in self._meta.questions:
            basis = f" Podstawa: {self._basis(item.basis)}." if item.basis else ""
            yield f"### {line(item.question)}"
            yield line(item.answer) + basis

    def _legal_basis(self) -> Iterator[str]:
        for row in self._meta.legal_basis:
            note = f" – {line(row.note)}" if row.note else ""
            yield self._basis(row.citation) + note

    def _related(self) -> Iterator[str]:
        for slug in self._meta.related:
            found = self._library.standards.get(slug)
            if found is not None:
                yield link(found.versions[-1].meta.title, f"{self._site}/standardy/{slug}")

    def _record(self) -> Iterator[str]:
        meta = self._meta
        yield heading(2, "Metryka")
        rows = (
            ("Odpowiada za treść", escaped(meta.owner)),
            ("Obowiązuje", escaped(self._validity())),
            ("Stan prawny na dzień", escaped(f"{polish_date(meta.legal_state)} r.")),
            ("Następny przegląd", escaped(f"do {polish_date(meta.review_by)} r.")),
            ("Co się zmieniło w tej wersji", line(meta.change_note)),
            ("Stały adres tej wersji", link(self.address, self.address)),
            ("Licencja", link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.pl")),
        )
        yield table(_PAIRS, _PAIR_WIDTHS, rows)

    def _bound(self, row: Rule | Duty) -> str:
        return f"{line(row.text)} ({self._binding(row.level, row.basis)})"

    def _binding(self, level: str | None, basis: str | None) -> str:
        """How strongly something binds, and by which provision."""
        strength = f"*{self._words.levels[level].label.lower()}*" if level else ""
        return ", ".join(part for part in (strength, self._basis(basis) if basis else "") if part)

    def _basis(self, text: str) -> str:
        """A field of citations, each a link to its page."""
        citations = self._library.citations.parse(text)
        if citations is None:
            return line(text)
        links = []
        for citation in citations:
            article = f"/{citation.articles[0]}" if citation.articles else ""
            links.append(link(citation.text, f"{self._site}/prawo/{citation.act.slug}{article}"))
        return "; ".join(links)


def _titled(title: str, *parts: str) -> Iterable[str]:
    """A heading with what stands under it, unless that is nothing."""
    return (heading(2, title), *parts) if any(parts) else ()


def _action(step: Step) -> str:
    document = f" **Dokument:** {step.document}" if step.document else ""
    return step.action + document
