"""Version → `StandardView`: every text of a document rendered once. Pure but for attachments."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from kb.documents.deadlines import start_of
from kb.documents.law import Citation, act_url, eli_url, journal_label
from kb.documents.model import Deadline, Duty, FrontMatter, Rule, Version
from kb.documents.text import no_break_spaces
from kb.library import Library
from kb.web.addresses import provision_url, version_url
from kb.web.attachments import attachment_views
from kb.web.standard_view import (
    BasisView,
    DeadlineView,
    DoubtView,
    QuestionView,
    RuleView,
    SectionView,
    StandardView,
    StepView,
)

_OWN_FILE = re.compile(r'\b(src|href)="([a-z0-9][a-z0-9._-]*\.[a-z0-9]+)"')


def standard_view(version: Version, library: Library) -> StandardView:
    """Render a version."""
    meta, words = version.meta, library.vocabulary
    maker = _Maker(library)
    area = words.areas[meta.area]
    before, after = maker.sections(version)
    rules = maker.rules(meta.rules)
    return StandardView(
        version=version,
        kind=words.kinds[meta.kind],
        group=words.groups[meta.group],
        block=words.blocks[area.block],
        area=area,
        level=words.levels[meta.level],
        sectors=tuple(words.sectors[slug] for slug in meta.sectors),
        topics=tuple(words.topics[slug] for slug in meta.topics),
        fields=tuple(words.fields[slug] for slug in meta.fields),
        description=library.renderer.plain(meta.summary),
        summary=maker.text(meta.summary),
        change_note=maker.text(meta.change_note),
        basic_rules=tuple(rule for rule in rules if rule.level.slug != "rekomendowany"),
        recommended_rules=tuple(rule for rule in rules if rule.level.slug == "rekomendowany"),
        steps=maker.steps(meta),
        office=maker.rules(meta.duties.office),
        organisation=maker.rules(meta.duties.organisation),
        deadlines=maker.deadlines(meta.deadlines),
        before=before,
        after=after,
        indicators=tuple(maker.text(line) for line in meta.indicators),
        questions=maker.questions(meta),
        legal_basis=maker.legal_basis(meta),
        attachments=attachment_views(version),
        doubts=tuple(
            DoubtView(maker.text(doubt.what), maker.text(doubt.reason))
            for doubt in meta.do_weryfikacji
        ),
    )


class _Maker:
    """Makes the parts of a view from the texts and vocabularies of one library."""

    def __init__(self, library: Library) -> None:
        self._renderer = library.renderer
        self._words = library.vocabulary
        self._citations = library.citations

    def text(self, markdown: str) -> Markup:
        return Markup(self._renderer.inline(markdown))  # noqa: S704 – sanitised by the renderer

    def optional(self, markdown: str | None) -> Markup | None:
        return self.text(markdown) if markdown else None

    def basis(self, text: str | None) -> Markup | None:
        """A field of citations with every one of them linked to its page."""
        if text is None:
            return None
        citations = self._citations.parse(text)
        if citations is None:
            return self.text(text)
        links = (
            Markup('<a class="prawo" href="{}" title="{}">{}</a>').format(
                provision_url(citation.act, next(iter(citation.articles), None)),
                citation.act.title,
                no_break_spaces(citation.text),
            )
            for citation in citations
        )
        return Markup("; ").join(links)

    def legal_basis(self, meta: FrontMatter) -> tuple[BasisView, ...]:
        """The rows of the legal basis with their official sources."""
        rows = []
        for row in meta.legal_basis:
            sources = (official_source(c) for c in self._citations.parse(row.citation) or ())
            official = tuple(dict.fromkeys(source for source in sources if source is not None))
            citation = self.basis(row.citation) or Markup()
            rows.append(BasisView(citation, self.optional(row.note), official))
        return tuple(rows)

    def rules(self, rows: Iterable[Rule | Duty]) -> tuple[RuleView, ...]:
        return tuple(
            RuleView(
                number,
                self.text(row.text),
                self._words.levels[row.level],
                self.basis(row.basis),
            )
            for number, row in enumerate(rows, 1)
        )

    def steps(self, meta: FrontMatter) -> tuple[StepView, ...]:
        rules = {deadline.id: deadline.rule for deadline in meta.deadlines}
        begun = {deadline.id: start_of(deadline) for deadline in meta.deadlines}
        return tuple(
            StepView(
                number=number,
                who=self._words.parties[step.who],
                action=self.text(step.action),
                when=self.optional(rules[step.deadline] if step.deadline else step.when),
                deadline=step.deadline,
                start=begun[step.deadline] if step.deadline else None,
                basis=self.basis(step.basis),
                document=self.optional(step.document),
                level=self._words.levels[step.level] if step.level else None,
            )
            for number, step in enumerate(meta.steps, 1)
        )

    def deadlines(self, rows: Iterable[Deadline]) -> tuple[DeadlineView, ...]:
        return tuple(
            DeadlineView(
                id=row.id,
                title=self.text(row.title),
                rule=self.text(row.rule),
                who=self._words.parties[row.who],
                basis=self.basis(row.basis),
                level=self._words.levels[row.level],
                start=start_of(row),
            )
            for row in rows
        )

    def questions(self, meta: FrontMatter) -> tuple[QuestionView, ...]:
        return tuple(
            QuestionView(
                number, self.text(row.question), self.text(row.answer), self.basis(row.basis)
            )
            for number, row in enumerate(meta.questions, 1)
        )

    def sections(self, version: Version) -> tuple[tuple[SectionView, ...], tuple[SectionView, ...]]:
        """The sections before and after the steps, each in the order of the vocabulary."""
        order = list(self._words.sections)
        places = {section.label: section.place for section in self._words.sections.values()}
        views: dict[str, list[SectionView]] = {"before_steps": [], "after_steps": []}
        for section in sorted(version.sections, key=lambda s: order.index(s.slug)):
            html = _with_files(self._renderer.block(section.markdown, section.slug), version)
            view = SectionView(section.slug, section.title, Markup(html))  # noqa: S704
            views[places[section.title]].append(view)
        return tuple(views["before_steps"]), tuple(views["after_steps"])


def official_source(citation: Citation) -> tuple[str, str] | None:
    """The name and address of where the cited act, or its change, is published."""
    for journal in citation.act.journals:
        if journal_label(journal) == citation.text:
            return "ELI", eli_url(journal)
    url = act_url(citation.act)
    if url is None:
        return None
    return ("EUR-Lex" if citation.act.celex else "ELI"), url


def _with_files(html: str, version: Version) -> str:
    """Point names of files beside the document at their addresses."""
    return _OWN_FILE.sub(rf'\1="{version_url(version)}/\2"', html)
