"""Measures the search against the judged set: `python -m tests.relevance.measure`.

Prints, for all queries, each split and each style, how often the right document comes first, how
good the first ten are, and whether queries without an answer find nothing. The judgements were
written before the search was run and must not be changed to suit what this prints.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path
from typing import Any, Literal, get_args

import click
import yaml

from kb.publication import Publisher
from kb.search_page import SearchPage, SearchParams
from kb.search_parts import GlossaryCard
from kb.settings import read_settings

JUDGEMENTS = Path(__file__).with_name("judgements.yaml")
DAY = date(2026, 11, 22)
"""The day as of which the set was judged."""

RIGHT = 3
"""The grade of a document that answers."""

DEPTH = 10
"""How many results are looked at: the first page."""

Split = Literal["tune", "report"]
Kind = Literal["standard", "glossary", "act"]
CardName = tuple[Kind, str]
"""A card above the results: its kind and the slug of its term or act."""
Place = tuple[str, str]
"""A result: the slug of the document and the anchor at which it opens (may be empty)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A judged answer. `anchors`: the places that answer, empty where the whole document does."""

    kind: Kind
    slug: str
    grade: int
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A query and its answers; none means that the search must find nothing."""

    id: int
    query: str
    split: Split
    style: str
    who: str
    answers: tuple[Answer, ...]

    @property
    def documents(self) -> tuple[Answer, ...]:
        """The answers that are documents, not cards of the glossary or of an act."""
        return tuple(answer for answer in self.answers if answer.kind == "standard")

    @property
    def right(self) -> Mapping[str, Answer]:
        """Slug → answer, of the documents that answer."""
        return {answer.slug: answer for answer in self.documents if answer.grade == RIGHT}

    @property
    def right_cards(self) -> frozenset[CardName]:
        """The cards that answer."""
        return frozenset(
            (answer.kind, answer.slug)
            for answer in self.answers
            if answer.kind != "standard" and answer.grade == RIGHT
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search returned: the first results, each document once, how many in all, and the
    cards above them.
    """

    judgement: Judgement
    places: tuple[Place, ...]
    total: int
    cards: frozenset[CardName] = frozenset()

    @property
    def has_right_card(self) -> bool:
        """Whether a card that answers stands above the results."""
        return not self.judgement.right_cards.isdisjoint(self.cards)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The documents in their order."""
        return tuple(slug for slug, _ in self.places)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group of outcomes; shares are 0–1, `None` where there is nothing to count.

    `judged` queries have a document or a card that answers, `nothing` queries must find nothing.
    `success_1` and the others count a card that answers as the first result; `documents_1` counts
    documents alone, over the queries that have one. `card` is the share of cards that are shown.
    `place` is the share of right first results that open at a judged place, where one matters.
    `empty` counts the queries with answers that found nothing at all.
    """

    queries: int
    judged: int
    success_1: float | None
    success_3: float | None
    success_10: float | None
    documents_1: float | None
    card: float | None
    ndcg_10: float | None
    place: float | None
    empty: int
    nothing: int
    nothing_empty: float | None


def load_judgements(path: Path = JUDGEMENTS) -> tuple[Judgement, ...]:
    """The judged set, in the order of the file.

    Raises:
        ValueError: a split or a grade is unknown, an id or a query repeats.
        KeyError: a row lacks a field.
    """
    text = path.read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)["queries"]
    judgements = tuple(_judgement(row) for row in rows)
    for name in ("id", "query"):
        values = [getattr(judgement, name) for judgement in judgements]
        if len(set(values)) != len(values):
            raise ValueError(f"{path}: a value of „{name}” repeats")
    return judgements


def rank_of_right(outcome: Outcome) -> int | None:
    """The place, from 1, of the first answer; `None` when none is shown. A right card is first."""
    return 1 if outcome.has_right_card else rank_of_document(outcome)


def rank_of_document(outcome: Outcome) -> int | None:
    """The place, from 1, of the first document that answers; `None` when it is not shown."""
    right = outcome.judgement.right
    return next((n for n, slug in enumerate(outcome.slugs, start=1) if slug in right), None)


def ndcg(outcome: Outcome, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain, gain 2^grade - 1, of the first `depth` documents."""
    grades = {answer.slug: answer.grade for answer in outcome.judgement.documents}
    found = _dcg([grades.get(slug, 0) for slug in outcome.slugs[:depth]])
    return found / _dcg(sorted(grades.values(), reverse=True)[:depth])


def opens_at_place(outcome: Outcome) -> bool | None:
    """Whether a right first result opens where it was judged to; `None` where that is open."""
    if rank_of_document(outcome) != 1:
        return None
    slug, anchor = outcome.places[0]
    anchors = outcome.judgement.right[slug].anchors
    return anchor in anchors if anchors else None


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of these outcomes together."""
    judged = [o for o in outcomes if o.judgement.right or o.judgement.right_cards]
    with_document = [outcome for outcome in outcomes if outcome.judgement.right]
    ranks = [rank_of_right(outcome) or DEPTH + 1 for outcome in judged]
    places = [opens_at_place(outcome) for outcome in with_document]
    nothing = [outcome for outcome in outcomes if not outcome.judgement.answers]
    return Figures(
        queries=len(outcomes),
        judged=len(judged),
        success_1=_mean(rank <= 1 for rank in ranks),
        success_3=_mean(rank <= 3 for rank in ranks),
        success_10=_mean(rank <= 10 for rank in ranks),
        documents_1=_mean(rank_of_document(outcome) == 1 for outcome in with_document),
        card=_mean(o.has_right_card for o in outcomes if o.judgement.right_cards),
        ndcg_10=_mean(ndcg(outcome) for outcome in outcomes if outcome.judgement.documents),
        place=_mean(place for place in places if place is not None),
        empty=sum(1 for o in outcomes if o.judgement.answers and not o.total),
        nothing=len(nothing),
        nothing_empty=_mean(not outcome.total for outcome in nothing),
    )


def misses(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes whose first result is not right, or that found what they should not."""
    return [
        o
        for o in outcomes
        if ((o.judgement.right or o.judgement.right_cards) and rank_of_right(o) != 1)
        or (not o.judgement.answers and o.total)
    ]


def run(
    judgements: Iterable[Judgement], search: Callable[[str], SearchPage]
) -> tuple[Outcome, ...]:
    """Search for every query."""
    return tuple(_outcome(judgement, search(judgement.query)) for judgement in judgements)


def table(outcomes: Sequence[Outcome]) -> str:
    """The figures as a table: everything, each split, each style."""
    groups: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for split in get_args(Split):
        groups[split] = [o for o in outcomes if o.judgement.split == split]
    for outcome in outcomes:
        groups.setdefault(outcome.judgement.style, []).append(outcome)
    head = (
        f"{'':16}{'n':>5}{'judged':>8}{'s@1':>8}{'s@3':>8}{'s@10':>8}{'doc@1':>8}"
        f"{'card':>8}{'nDCG@10':>9}"
        f"{'place':>8}{'empty':>7}{'nothing':>9}"
    )
    return "\n".join((head, *(_row(name, figures(g)) for name, g in groups.items() if g)))


def told(outcome: Outcome) -> str:
    """One missed query: what came first and where the right document stands."""
    judgement = outcome.judgement
    start = f"{judgement.id:>4} {judgement.split:6} {judgement.style:14} „{judgement.query}”"
    first = ", ".join(outcome.slugs[:3]) or "nothing found"
    if not judgement.answers:
        return f"{start}\n      found {outcome.total}: {first}"
    rank = rank_of_right(outcome)
    where = f"at {rank}" if rank else "not shown"
    return f"{start}\n      right {where}: {', '.join(judgement.right)}\n      first: {first}"


@click.command()
@click.option("--split", type=click.Choice([*get_args(Split), "all"]), default="all")
@click.option("--misses", "show_misses", is_flag=True, help="List the queries that went wrong.")
def main(split: str, show_misses: bool) -> None:
    """Measure the search of the configured installation against the judged set."""
    publication = Publisher(read_settings()).current
    chosen = [j for j in load_judgements() if split in (j.split, "all")]
    outcomes = run(chosen, lambda text: publication.search(SearchParams(text=text), DAY))
    click.echo(table(outcomes))
    if show_misses:
        click.echo("\n" + "\n".join(told(outcome) for outcome in misses(outcomes)))


def _judgement(row: Mapping[str, Any]) -> Judgement:
    if row["split"] not in get_args(Split):
        raise ValueError(f"query {row['id']}: unknown split „{row['split']}”")
    answers = tuple(_answer(answer) for answer in row["answers"])
    if any(answer.grade not in (1, 2, 3) for answer in answers):
        raise ValueError(f"query {row['id']}: grades are 1, 2 or 3")
    return Judgement(row["id"], row["query"], row["split"], row["style"], row["who"], answers)


def _answer(row: Mapping[str, Any]) -> Answer:
    kind: Kind = "glossary" if "glossary" in row else "act" if "act" in row else "standard"
    anchors = row.get("anchors", [row["anchor"]] if "anchor" in row else [])
    return Answer(kind, row[kind], row["grade"], tuple(anchors))


def _outcome(judgement: Judgement, page: SearchPage) -> Outcome:
    """What a reader sees: the results, or where there are none the documents that mention it."""
    places: dict[str, str] = {}
    for hit in page.hits or page.mentions:
        places.setdefault(hit.version.slug, hit.url.partition("#")[2])
    return Outcome(judgement, tuple(places.items()), page.total, frozenset(_cards(page)))


def _cards(page: SearchPage) -> Iterator[CardName]:
    for card in page.cards:
        if isinstance(card, GlossaryCard):
            yield "glossary", card.term.slug
        else:
            yield "act", card.act.slug


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _mean(values: Iterable[float]) -> float | None:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else None


def _row(name: str, found: Figures) -> str:
    shares = (
        found.success_1,
        found.success_3,
        found.success_10,
        found.documents_1,
        found.card,
    )
    told_shares = "".join(f"{_share(share):>8}" for share in shares)
    ndcg_10 = "–" if found.ndcg_10 is None else f"{found.ndcg_10:.3f}"
    return (
        f"{name:16}{found.queries:>5}{found.judged:>8}{told_shares}{ndcg_10:>9}"
        f"{_share(found.place):>8}{found.empty:>7}{_share(found.nothing_empty):>9}"
    )


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


if __name__ == "__main__":
    main()
