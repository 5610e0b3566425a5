"""What a document explains where it first says it: terms of the glossary, full names of acts.

Works on the safe HTML of a document's texts, handed over in the order of its page.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

from markupsafe import Markup

from kb.documents.text import no_break_spaces
from kb.documents.vocabulary import Act, Term
from kb.terms import TermFinder

MOST_TERMS = 10
"""Terms explained in one document: more links than that disturb reading."""

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_CLOSED_TO_TERMS = frozenset({"a", "h3", "h4", "th", "code", "pre", "label", "sup"})
_CITATION = re.compile(
    r'<a (?P<before>[^>]*?)href="/prawo/(?P<act>[a-z0-9-]+)(?P<after>[^>]*)>(?P<text>[^<]*)</a>'
)
_TITLE = re.compile(r'\s*title="[^"]*"')


class FirstUses:
    """Remembers what one document has explained already. `title` is not explained in itself."""

    def __init__(self, finder: TermFinder, acts: Mapping[str, Act], title: str) -> None:
        self._finder = finder
        self._acts = acts
        self._named: set[str] = set()
        self._closed = {mention.term.slug for mention in finder.find(title)}
        self._terms: list[Term] = []

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms explained, in the order of the page."""
        return tuple(self._terms)

    def text(self, html: Markup) -> Markup:
        """A text with its first terms linked to their explanation and first acts named in full."""
        return Markup(self._with_terms(self.law(html)))  # noqa: S704 – only links are added

    def law(self, html: str) -> Markup:
        """Citations alone: the first of each act carries its full name for every reader."""
        return Markup(_CITATION.sub(self._full_name, html))  # noqa: S704 – the name is escaped

    def _full_name(self, match: re.Match[str]) -> str:
        act = self._acts.get(match["act"])
        if act is None or act.slug in self._named:
            return match[0]
        self._named.add(act.slug)
        before, after = (_TITLE.sub("", match[part]) for part in ("before", "after"))
        name = escape(no_break_spaces(act.title))
        return (
            f'<a {before}href="/prawo/{act.slug}{after}>{match["text"]}'
            f'<span class="visually-hidden full-name"> ({name})</span></a>'
        )

    def _with_terms(self, html: str) -> str:
        if len(self._terms) >= MOST_TERMS:
            return html
        inside: list[str] = []
        parts = []
        for part in _TAG.split(html):
            if part.startswith("<"):
                _follow(inside, part)
                parts.append(part)
            else:
                parts.append(part if inside else self._linked(part))
        return "".join(parts)

    def _linked(self, escaped: str) -> str:
        """A stretch of text with terms not met before made links."""
        text = unescape(escaped)
        at, parts = 0, []
        for mention in self._finder.find(text):
            slug = mention.term.slug
            if slug in self._closed or len(self._terms) >= MOST_TERMS:
                continue
            self._closed.add(slug)
            self._terms.append(mention.term)
            parts.append(escape(text[at : mention.start], quote=False))
            word = escape(text[mention.start : mention.end], quote=False)
            parts.append(f'<a class="haslo" id="haslo-{slug}" href="#slowo-{slug}">{word}</a>')
            at = mention.end
        return "".join((*parts, escape(text[at:], quote=False))) if parts else escaped


def _follow(inside: list[str], tag: str) -> None:
    """Keep the open elements in which no term may be linked."""
    found = _NAME.match(tag)
    if found is None or found[1] not in _CLOSED_TO_TERMS:
        return
    if not tag.startswith("</"):
        inside.append(found[1])
    elif inside:
        inside.pop()
