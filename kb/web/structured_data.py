"""What pages tell machines, as JSON-LD of schema.org. Pure.

Every function takes `absolute`, which makes an address of the site complete.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from kb.documents.law import act_url
from kb.documents.vocabulary import Act, Article, Term
from kb.web.addresses import provision_url
from kb.web.standard_view import StandardView

Absolute = Callable[[str], str]
Data = Mapping[str, Any]

_CONTEXT = "https://schema.org"
_TYPES = {
    "ustawa": "Ustawa",
    "rozporzadzenie": "Rozporządzenie",
    "rozporzadzenie-ue": "Rozporządzenie Unii Europejskiej",
}
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def script(data: Data) -> Markup:
    """A data block for the page; nothing in it can end the block or run."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return Markup(  # noqa: S704 – the signs that mean anything in HTML are escaped above
        f'<script type="application/ld+json">{text}</script>'
    )


def website(name: str, absolute: Absolute) -> Data:
    """The site and its search."""
    template = absolute("/szukaj") + "?q={search_term_string}"
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": absolute("/"),
        "inLanguage": "pl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(links: Iterable[tuple[str, str]], here: str, absolute: Absolute) -> Data:
    """Where a page stands: the home page, the pages above it, and itself."""
    above = [("/", "Strona główna"), *links]
    items: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(url)}
        for number, (url, name) in enumerate(above, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": here})
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def how_to(view: StandardView, path: str, absolute: Absolute) -> Data:
    """A procedure with its steps."""
    url = absolute(path)
    return {
        "@context": _CONTEXT,
        "@type": "HowTo",
        "name": view.meta.title,
        "description": view.description,
        "url": url,
        "inLanguage": "pl",
        "datePublished": view.meta.valid_from.isoformat(),
        "step": [
            {
                "@type": "HowToStep",
                "position": step.number,
                "name": f"Krok {step.number}: {step.who.label}",
                "text": _plain(step.action),
                "url": f"{url}#krok-{step.number}",
            }
            for step in view.steps
        ],
    }


def legislation(act: Act, absolute: Absolute, article: Article | None = None) -> Data:
    """An act, or one of its articles as a part of it."""
    whole: dict[str, Any] = {
        "@type": "Legislation",
        "name": act.title,
        "alternateName": act.short,
        "legislationType": _TYPES[act.kind],
        "legislationJurisdiction": "EU" if act.kind == "rozporzadzenie-ue" else "PL",
        "url": absolute(provision_url(act)),
    }
    official = act_url(act)
    if official is not None:
        whole["sameAs"] = official
        whole["legislationIdentifier"] = act.celex or official
    if article is None:
        return {"@context": _CONTEXT, **whole}
    return {
        "@context": _CONTEXT,
        "@type": "Legislation",
        "name": f"Art. {article.number} {act.short}: {article.title}",
        "url": absolute(provision_url(act, article.number)),
        "isPartOf": whole,
    }


def defined_term(term: Term, description: str, absolute: Absolute) -> Data:
    """A term of the glossary."""
    return {
        "@context": _CONTEXT,
        "@type": "DefinedTerm",
        "name": term.term,
        **({"termCode": term.abbreviation} if term.abbreviation else {}),
        "description": description,
        "url": absolute(f"/slownik/{term.slug}"),
        "inLanguage": "pl",
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": "Słownik",
            "url": absolute("/slownik"),
        },
    }


def _plain(html: Markup) -> str:
    return html.striptags().replace("\u00a0", " ")
