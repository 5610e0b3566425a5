"""The twin of the page of results: the same as data. Pure."""

from collections.abc import Mapping
from typing import Any

from kb.documents.vocabulary import Vocabulary
from kb.search_page import Hit, SearchPage
from kb.search_parts import Card, GlossaryCard


def search_twin(found: SearchPage, words: Vocabulary) -> Mapping[str, Any]:
    """What the page of results tells."""
    return {
        "query": found.params.text,
        "total": found.total,
        "page": found.params.page,
        "pages": found.pages,
        "results": [_result(hit, words) for hit in found.hits],
        "facets": {
            facet.name: [
                {
                    "value": value.value,
                    "label": value.label,
                    "count": value.count,
                    "selected": value.selected,
                }
                for value in facet.values
            ]
            for facet in found.facets
        },
        "also_searched": list(found.also_searched),
        "did_you_mean": found.did_you_mean.text if found.did_you_mean is not None else None,
        "cards": [_card(card) for card in found.cards],
    }


def _card(card: Card) -> Mapping[str, Any]:
    if isinstance(card, GlossaryCard):
        return {
            "type": "glossary",
            "slug": card.term.slug,
            "title": card.term.term,
            "text": card.term.definition,
            "url": card.url,
        }
    return {
        "type": "act",
        "slug": card.act.slug,
        "article": card.number or None,
        "title": card.article.title if card.article is not None else card.act.name,
        "text": card.act.title,
        "url": card.url,
        "official": card.official,
        "standards": card.standards,
    }


def _result(hit: Hit, words: Vocabulary) -> Mapping[str, Any]:
    version = hit.version
    return {
        "slug": version.slug,
        "title": version.meta.title,
        "kind": words.kinds[version.meta.kind].label,
        "url": hit.url,
        "section": hit.section,
        "excerpt": "".join(text for text, _ in hit.excerpt),
        "valid_from": version.meta.valid_from.isoformat(),
        "valid_to": version.until.isoformat() if version.until is not None else None,
        "score": hit.score,
    }
