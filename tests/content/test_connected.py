"""Related links and links in the text make one whole, and every list has something to show."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import pytest

from kb.catalog import Catalog
from kb.documents.model import FrontMatter, Version
from kb.library import Library
from tests.content.language import sentences

FEWEST_LINKS_TO_A_DOCUMENT = 2
STANDARDS = "/standardy/"


@pytest.fixture(scope="module")
def links(library: Library, in_force: list[Version]) -> Mapping[str, frozenset[str]]:
    """Document → the other documents that it points to, in its metadata or its text."""
    found: dict[str, set[str]] = defaultdict(set)
    for version in in_force:
        found[version.slug].update(version.meta.related)
        answers = [question.answer for question in version.meta.questions]
        for markdown in (*answers, *(section.markdown for section in version.sections)):
            for link in library.renderer.links(markdown):
                if link.href.startswith(STANDARDS):
                    slug = link.href.removeprefix(STANDARDS).partition("#")[0].partition("/")[0]
                    found[version.slug].add(slug)
    return {slug: frozenset(targets - {slug}) for slug, targets in found.items()}


def reachable(start: str, ways: Mapping[str, Iterable[str]]) -> set[str]:
    """Every document that following links from `start` leads to, itself included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        slug = waiting.pop()
        if slug not in seen:
            seen.add(slug)
            waiting += ways.get(slug, ())
    return seen


def test_every_document_can_be_reached_from_every_other(
    links: Mapping[str, frozenset[str]], in_force: list[Version]
) -> None:
    everything = {version.slug for version in in_force}
    backwards: dict[str, set[str]] = defaultdict(set)
    for slug, targets in links.items():
        for target in targets:
            backwards[target].add(slug)
    start = min(everything)
    assert everything - reachable(start, links) == set(), "not reached by following links"
    assert everything - reachable(start, backwards) == set(), "from which nothing leads here"


def test_no_document_is_an_orphan(
    links: Mapping[str, frozenset[str]], in_force: list[Version]
) -> None:
    leading = {v.slug: sum(v.slug in targets for targets in links.values()) for v in in_force}
    assert {s: n for s, n in leading.items() if n < FEWEST_LINKS_TO_A_DOCUMENT} == {}


@pytest.mark.parametrize(
    ("vocabulary", "values"),
    [
        ("topics", lambda meta: meta.topics),
        ("groups", lambda meta: [meta.group]),
        ("kinds", lambda meta: [meta.kind]),
        ("areas", lambda meta: [meta.area]),
    ],
)
def test_every_value_has_a_document_in_force(
    library: Library,
    in_force: list[Version],
    vocabulary: str,
    values: Callable[[FrontMatter], Iterable[str]],
) -> None:
    used = {value for version in in_force for value in values(version.meta)}
    assert set(getattr(library.vocabulary, vocabulary)) - used == set()


def test_every_sector_has_a_document_in_force(library: Library, in_force: list[Version]) -> None:
    catalog = Catalog(library)
    used = {sector for version in in_force for sector in catalog.sectors(version.meta.sectors)}
    assert set(library.vocabulary.sectors) - used == set()


def test_every_list_has_an_introduction_of_its_own(library: Library) -> None:
    words = library.vocabulary
    intros = {
        **{f"blok {block.slug}": block.intro for block in words.blocks.values()},
        **{f"grupa {group.code}": group.intro for group in words.groups.values()},
        **{f"temat {topic.slug}": topic.intro for topic in words.topics.values()},
        **{f"sektor {sector.slug}": sector.intro for sector in words.sectors.values()},
        **{f"rodzaj {kind.slug}": kind.hint for kind in words.kinds.values()},
    }
    owners: dict[str, list[str]] = defaultdict(list)
    for place, intro in intros.items():
        for sentence in sentences(intro):
            owners[sentence.lower()].append(place)
    assert {s: places for s, places in owners.items() if len(places) > 1} == {}


def test_summaries_and_titles_are_not_shared(in_force: list[Version]) -> None:
    for values in (
        [version.meta.title for version in in_force],
        [sentence for version in in_force for sentence in sentences(version.meta.summary)],
    ):
        assert sorted({value for value in values if values.count(value) > 1}) == []
