"""What `temat:`, `sektor:`, `grupa:`, `prawo:` … choose when typed into the search box. Pure."""

from collections.abc import Callable, Mapping

from indexer.parsing import FacetPrefix, FieldPrefix, Prefix
from indexer.polish import Analyser
from kb.documents.text import slugify
from kb.documents.vocabulary import Vocabulary

DEFAULT_ACT = "udpp"
"""An article without an act is looked for in the act that most standards rely on."""


def query_prefixes(vocabulary: Vocabulary, analyser: Analyser) -> dict[str, Prefix]:
    """Prefix of the query language → what it does."""
    labels: dict[str, tuple[str, dict[str, str]]] = {
        "temat": ("temat", {k: row.label for k, row in vocabulary.topics.items()}),
        "sektor": ("sektor", {k: row.label for k, row in vocabulary.sectors.items()}),
        "grupa": ("grupa", {k: row.label for k, row in vocabulary.groups.items()}),
        "dziedzina": ("dziedzina", {k: row.label for k, row in vocabulary.fields.items()}),
        "rodzaj": ("rodzaj", {k: row.label for k, row in vocabulary.kinds.items()}),
    }
    prefixes: dict[str, Prefix] = {
        name: FacetPrefix(facet, _by_name(values)) for name, (facet, values) in labels.items()
    }
    prefixes["tytul"] = FieldPrefix(("title",))
    prefixes["prawo"] = FacetPrefix("prawo", _by_law(vocabulary, analyser))
    return prefixes


def _by_name(labels: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    """Values named by their slug, else those whose label holds the words typed."""
    known = {slugify(value): value for value in labels}
    slugs = {value: f"-{slugify(value)}-{slugify(label)}-" for value, label in labels.items()}

    def resolve(typed: str) -> tuple[str, ...]:
        wanted = slugify(typed)
        if not wanted:
            return ()
        if wanted in known:
            return (known[wanted],)
        return tuple(value for value, slug in slugs.items() if f"-{wanted}" in slug)

    return resolve


def _by_law(vocabulary: Vocabulary, analyser: Analyser) -> Callable[[str], tuple[str, ...]]:
    """`19a`, `art. 19a`, `art. 5a usg`, `udpp` → values of the facet of law."""
    names = {
        slugify(name): act.slug
        for act in vocabulary.acts.values()
        for name in (act.slug, act.short, *act.aliases)
    }

    def resolve(typed: str) -> tuple[str, ...]:
        articles = [
            token.surface.removeprefix("art")
            for token in analyser.tokens(typed if typed[:1].isalpha() else f"art. {typed}")
            if token.kind == "article"
        ]
        act = next((names[w] for w in map(slugify, typed.split()) if w in names), None)
        if articles:
            return (f"{act or DEFAULT_ACT}/{articles[0]}",)
        act = act or names.get(slugify(typed))
        return (act,) if act else ()

    return resolve
