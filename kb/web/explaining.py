"""A rendered document → the same with its terms and acts explained on first use."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from kb.documents.markdown import Renderer
from kb.documents.text import polish_key
from kb.documents.vocabulary import Act
from kb.terms import TermFinder
from kb.web.first_use import FirstUses
from kb.web.standard_view import RuleView, SectionView, StandardView, WordView


def explained(
    view: StandardView, finder: TermFinder, acts: Mapping[str, Act], renderer: Renderer
) -> StandardView:
    """Walk the texts in the order of the page; headings and titles stay as they are."""
    uses = FirstUses(finder, acts, view.meta.title)
    walk = _Walk(uses)
    walked = replace(
        view,
        summary=uses.text(view.summary),
        before=walk.sections(view.before),
        basic_rules=walk.rules(view.basic_rules),
        recommended_rules=walk.rules(view.recommended_rules),
    )
    walked = replace(
        walked,
        steps=tuple(
            replace(
                step,
                action=uses.text(step.action),
                document=walk.optional(step.document),
                when=walk.optional(step.when),
                basis=walk.law(step.basis),
            )
            for step in view.steps
        ),
    )
    walked = replace(
        walked,
        deadlines=tuple(
            replace(row, rule=uses.text(row.rule), basis=walk.law(row.basis))
            for row in view.deadlines
        ),
    )
    walked = replace(
        walked,
        office=walk.rules(view.office),
        organisation=walk.rules(view.organisation),
        after=walk.sections(view.after),
        indicators=tuple(uses.text(line) for line in view.indicators),
        questions=tuple(
            replace(row, answer=uses.text(row.answer), basis=walk.law(row.basis))
            for row in view.questions
        ),
        legal_basis=tuple(
            replace(row, citation=uses.law(row.citation), note=walk.optional(row.note))
            for row in view.legal_basis
        ),
    )
    words = tuple(
        WordView(
            term.slug,
            term.term,
            term.abbreviation,
            Markup(renderer.inline(term.definition)),  # noqa: S704 – sanitised by the renderer
        )
        for term in sorted(uses.terms, key=lambda term: polish_key(term.term))
    )
    return replace(walked, words=words)


class _Walk:
    """Applies first uses to what a view holds several of."""

    def __init__(self, uses: FirstUses) -> None:
        self._uses = uses

    def optional(self, html: Markup | None) -> Markup | None:
        return self._uses.text(html) if html is not None else None

    def law(self, html: Markup | None) -> Markup | None:
        return self._uses.law(html) if html is not None else None

    def rules(self, rows: tuple[RuleView, ...]) -> tuple[RuleView, ...]:
        return tuple(
            replace(row, text=self._uses.text(row.text), basis=self.law(row.basis)) for row in rows
        )

    def sections(self, rows: tuple[SectionView, ...]) -> tuple[SectionView, ...]:
        return tuple(replace(row, html=self._uses.text(row.html)) for row in rows)
