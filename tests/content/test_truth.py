"""Whether the content says only what it can stand for: law, its changes and whose text it is."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kb.checking import check
from kb.documents.citing import duties
from kb.documents.law import Citation
from kb.documents.model import Duty, Rule, Version
from kb.library import Library
from tests.content.conftest import DAY
from tests.content.language import blocks, sentences
from tests.content.law import bare_articles, citations
from tests.content.texts import Text, version_texts, vocabulary_texts

NEW_LIMITS = date(2026, 9, 1)
"""First day of the changed art. 19a UDPP (Dz.U. 2026 poz. 1040)."""
SMALL_GRANT = re.compile(r"mał\w+ grant|19a|pozakonkurs|bez konkursu|pominięciem", re.IGNORECASE)
# Figures of art. 19a before the change: always old, or old when a small grant is spoken of.
NINETY_DAYS = re.compile(r"\b90[ \u00a0-]*dni|dziewięćdziesi", re.IGNORECASE)
TEN_THOUSAND = re.compile(r"\b10[ \u00a0.]?000\b|\b10 tys|dziesięć tysięcy", re.IGNORECASE)
TWENTY_PER_CENT = re.compile(r"\b20[ \u00a0]?(?:%|proc)|dwadzieścia procent", re.IGNORECASE)
TWENTY_THOUSAND_A_YEAR = re.compile(
    r"\b20[ \u00a0.]?000 zł(?=[^.]*\b(?:roczn|w roku|na rok))"
    r"|\b(?:rocznie|roczny|w roku)\b[^.,;]*\b20[ \u00a0.]?000 zł",
    re.IGNORECASE,
)
NEW_FIGURES = re.compile(r"40 000 zł")
"""A sentence that tells the new yearly limit too speaks of 20 000 zł as the limit of a task."""

# The working groups' own texts are not public; nothing here may pass for theirs.
CLAIMS = re.compile(
    r"(?:opracowa|przygotowa|napisa|przyję|uzgodni|zatwierdzi)\w+ (?:przez )?"
    r"(?:grup|zespół standaryz)"
    r"|grup\w+ (?:robocz|standaryz)\w+ (?:opracowa|przygotowa|przyję|uzgodni|zaleca|ustali)"
    r"|Wielkopolska działa razem|FRNT",
    re.IGNORECASE,
)

CONDENSED = {"lista-kontrolna", "wzor"}
"""Kinds that answer fewer questions, because they are filled in rather than read."""


def speaks_of_old_limits(text: str) -> list[str]:
    """Sentences with a figure of art. 19a from before the change."""
    found = []
    about_small_grants = SMALL_GRANT.search(text) is not None
    for sentence in sentences(text):
        old = NINETY_DAYS.search(sentence) is not None
        if about_small_grants:
            old |= TEN_THOUSAND.search(sentence) is not None
            old |= TWENTY_PER_CENT.search(sentence) is not None
            yearly = TWENTY_THOUSAND_A_YEAR.search(sentence) is not None
            old |= yearly and NEW_FIGURES.search(sentence) is None
        if old:
            found.append(sentence)
    return found


def is_archived(version: Version) -> bool:
    return version.until is not None and version.until < NEW_LIMITS


def current_texts(library: Library) -> Iterator[Text]:
    for version in library.versions():
        if not is_archived(version):
            yield from version_texts(version)
    yield from vocabulary_texts(library.vocabulary)


@pytest.fixture(scope="module")
def cited_by(library: Library) -> Callable[[Version], list[Citation]]:
    """The citations of a version, found once."""
    found = {version.id: citations(version, library.citations) for version in library.versions()}
    return lambda version: found[version.id]


def test_content_has_no_errors(library: Library) -> None:
    assert [str(p) for p in check(library, DAY) if p.severity == "error"] == []


def test_old_limits_of_small_grants_stand_only_in_the_archived_version(library: Library) -> None:
    found = [
        f"{text.place}: {sentence}"
        for text in current_texts(library)
        for block in blocks(text.markdown)
        for sentence in speaks_of_old_limits(block.text)
    ]
    assert found == []


def test_archived_small_grant_is_where_the_old_limits_are_found(library: Library) -> None:
    old, new = library.standards["maly-grant"].versions
    assert is_archived(old)
    assert new.meta.valid_from == NEW_LIMITS
    told = " ".join(
        sentence
        for text in version_texts(old)
        for block in blocks(text.markdown)
        for sentence in speaks_of_old_limits(block.text)
    )
    figures = (NINETY_DAYS, TEN_THOUSAND, TWENTY_PER_CENT)
    assert [one.pattern for one in figures if not one.search(told)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Mały grant to najwyżej 10 000 zł.",
        "Zadanie w trybie pozakonkursowym trwa do 90 dni.",
        "Na małe granty idzie 20 % puli.",
        "Z art. 19a dostaniesz rocznie najwyżej 20 000 zł.",
        "Organizacja dostaje z małych grantów 20 000 zł w roku.",
    ],
)
def test_an_old_limit_would_be_noticed(text: str) -> None:
    assert speaks_of_old_limits(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "Mały grant to 20 000 zł na zadanie i 40 000 zł rocznie.",
        "W gminie do 20 000 mieszkańców wystarczy 200 podpisów.",
        "Dotacja z konkursu wyniosła 10 000 zł.",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert speaks_of_old_limits(text) == []


def test_every_cited_article_is_in_the_acts(
    library: Library, cited_by: Callable[[Version], list[Citation]]
) -> None:
    unknown = {
        f"{version.path}: {citation.text}"
        for version in library.versions()
        for citation in cited_by(version)
        if library.citations.missing(citation)
    }
    assert unknown == set()


def test_an_article_named_without_its_act_is_one_the_document_rests_on(
    library: Library, cited_by: Callable[[Version], list[Citation]]
) -> None:
    names = {version.meta.title for version in library.versions()}
    titles = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    unclear = []
    for version in library.versions():
        own = {a for c in cited_by(version) if c.act.slug == "udpp" for a in c.articles}
        unclear += [
            f"{place}: art. {number}"
            for place, number in bare_articles(version, library.citations, titles)
            if number not in own
        ]
    assert unclear == []


def test_what_rests_on_unchecked_law_says_so(
    library: Library, cited_by: Callable[[Version], list[Citation]]
) -> None:
    silent = []
    for version in library.versions():
        unchecked = {
            f"art. {number} {citation.act.short}"
            for citation in cited_by(version)
            for number in citation.articles
            if (article := citation.act.article(number)) and article.do_weryfikacji
        }
        unchecked |= {c.text for c in cited_by(version) if "poz. 1040" in c.text}
        if unchecked and not version.meta.do_weryfikacji:
            silent.append(f"{version.path}: {sorted(unchecked)}")
    assert silent == []


def test_what_is_called_statutory_has_a_basis(library: Library) -> None:
    rows = []
    for version in library.versions():
        meta = version.meta
        rules: list[Rule | Duty] = [*meta.rules, *(duty for _, duty in duties(meta))]
        rows += [(version.path, rule.text, rule.level, rule.basis) for rule in rules]
        rows += [(version.path, one.title, one.level, one.basis) for one in meta.deadlines]
        rows += [(version.path, one.action, one.level or "", one.basis) for one in meta.steps]
    unfounded = [
        f"{path}: {text}" for path, text, level, basis in rows if level == "ustawowy" and not basis
    ]
    assert unfounded == []


def test_procedures_can_be_followed_and_computed(in_force: list[Version]) -> None:
    weak = []
    for version in in_force:
        meta = version.meta
        computable = [d for d in meta.deadlines if d.yearly or (d.term and (d.event or d.after))]
        if meta.kind == "procedura" and (not computable or len(meta.steps) < 6):
            weak.append(f"{version.path}: {len(computable)} deadlines, {len(meta.steps)} steps")
    assert weak == []


def test_documents_lead_on_and_answer_questions(library: Library) -> None:
    weak = [
        f"{v.path}: {len(v.meta.related)} related, {len(v.meta.questions)} questions"
        for v in library.versions()
        if len(v.meta.related) < 3 or len(v.meta.questions) < (2 if v.meta.kind in CONDENSED else 3)
    ]
    assert weak == []


def test_both_sides_know_their_duties(in_force: list[Version]) -> None:
    one_sided = []
    for version in in_force:
        meta = version.meta
        office = any(sector.startswith("jst") for sector in meta.sectors)
        concerns_both = office and "ngo" in meta.sectors
        if meta.kind in {"standard", "procedura"} and concerns_both:
            owed = meta.duties
            if not (owed.office and owed.organisation):
                one_sided.append(str(version.path))
    assert one_sided == []


def test_nothing_passes_for_the_text_of_the_real_groups(library: Library) -> None:
    groups = {group.label.lower() for group in library.vocabulary.groups.values()}
    owners = [
        f"{version.path}: {version.meta.owner}"
        for version in library.versions()
        if not version.meta.owner.startswith("Redakcja")
        or any(group in version.meta.owner.lower() for group in groups)
    ]
    claims = [
        f"{text.place}: {match[0]}"
        for text in current_texts(library)
        for block in blocks(text.markdown)
        for match in CLAIMS.finditer(block.text)
    ]
    assert owners == []
    assert claims == []
