"""The bridge from documents to search: versions → entries, and the passages of a hit. Pure."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from indexer.entry import DeferredEntry, Entry
from kb.documents.attached import words_of
from kb.documents.citing import cited, duties
from kb.documents.law import CitationParser, journal_label
from kb.documents.model import Basis, Version
from kb.documents.text import polish_key
from kb.documents.vocabulary import Vocabulary
from kb.library import Library

CATALOG_VERSION = 2
"""Raise it with every change of this module that changes entries: indexes are then brought up."""

ALL_FIELDS = "wszystkie"
"""The field of public tasks that stands for every other."""


class Catalog:
    """Makes entries of the versions of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return self._library.vocabulary

    @cached_property
    def _citations(self) -> CitationParser:
        return self._library.citations

    def entries(self) -> Iterator[DeferredEntry]:
        """One entry for every version of every standard, made when its stamp is a new one."""
        for version in self._library.versions():
            yield DeferredEntry(version.id, self.stamp(version), partial(self.entry, version))

    def stamp(self, version: Version) -> str:
        """Changes whenever the entry of a version does."""
        parts = (self._words_stamp, version.digest, str(version.path), str(version.until))
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    @cached_property
    def _words_stamp(self) -> str:
        """Changes with this module and with the vocabularies whose words go into entries."""
        words = self._vocabulary
        lists = (words.kinds, words.topics, words.sectors, words.fields, words.acts)
        return f"{CATALOG_VERSION}:{hashlib.sha256(repr(lists).encode()).hexdigest()}"

    def entry(self, version: Version) -> Entry:
        """What of a version can be searched, filtered and sorted."""
        meta = version.meta
        return Entry(
            id=version.id,
            text=self._text(version),
            facets={
                "sektor": self.sectors(meta.sectors),
                "temat": meta.topics,
                "dziedzina": self.fields(meta.fields),
                "rodzaj": (meta.kind,),
                "grupa": (meta.group,),
                "charakter": (meta.level,),
                "prawo": tuple(self.law(version)),
                "podstawa": tuple(self._provisions(meta.legal_basis[:1])),
            },
            valid_from=meta.valid_from,
            valid_to=version.until,
            changed=meta.valid_from,
            sort_title=polish_key(meta.title),
        )

    def sectors(self, values: Iterable[str]) -> tuple[str, ...]:
        """Sectors with their parents; a parent named without a child stands for all of them."""
        chosen = set(values)
        found = set(chosen)
        for value in chosen:
            sector = self._vocabulary.sectors[value]
            if sector.parent:
                found.add(sector.parent)
            children = set(self._vocabulary.children(value))
            if not children & chosen:
                found |= children
        return tuple(sorted(found))

    def fields(self, values: Iterable[str]) -> tuple[str, ...]:
        """Fields of public tasks; „wszystkie” stands under every value."""
        chosen = set(values)
        if ALL_FIELDS in chosen:
            chosen |= set(self._vocabulary.fields)
        return tuple(sorted(chosen))

    def law(self, version: Version) -> list[str]:
        """Every act (`udpp`) and article (`udpp/19a`) the version cites, sorted."""
        found: set[str] = set()
        for _, text in cited(version.meta):
            for citation in self._citations.parse(text) or ():
                found.add(citation.act.slug)
                found |= {f"{citation.act.slug}/{article}" for article in citation.articles}
        for section in version.sections:
            for citation in self._citations.find(section.markdown):
                found.add(citation.act.slug)
                found |= {f"{citation.act.slug}/{article}" for article in citation.articles}
        return sorted(found)

    def _journals(self, version: Version) -> Iterator[str]:
        """Where the acts that a version cites are published; changes of acts are cited by name."""
        for slug in (value for value in self.law(version) if "/" not in value):
            act = self._vocabulary.acts[slug]
            journals = (*((act.publication,) if act.publication else ()), *act.consolidated)
            yield from (journal_label(journal) for journal in journals)

    def _provisions(self, bases: Iterable[Basis]) -> Iterator[str]:
        """The articles (`udpp/19a`) of some rows of the legal basis."""
        for basis in bases:
            for citation in self._citations.parse(basis.citation) or ():
                yield from (f"{citation.act.slug}/{article}" for article in citation.articles)

    def _text(self, version: Version) -> dict[str, str]:
        meta, words = version.meta, self._vocabulary
        plain = self._library.renderer.plain
        labels = [words.kinds[meta.kind].label, *(words.topics[t].label for t in meta.topics)]
        rows = [
            *(rule.text for rule in meta.rules),
            *(step.action for step in meta.steps),
            *(f"{deadline.title}. {deadline.rule}" for deadline in meta.deadlines),
        ]
        rest = [
            *(section.markdown for section in version.sections),
            *(question.answer for question in meta.questions),
            *(duty.text for _, duty in duties(meta)),
            *(step.document for step in meta.steps if step.document),
            *meta.indicators,
        ]
        attached = (words_of(text, self._library.renderer) for text in version.texts.values())
        return {
            "title": f"{meta.title}",
            "keywords": ". ".join((*meta.keywords, *labels, meta.code)),
            "summary": plain(meta.summary),
            "questions": ". ".join(
                (
                    *(question.question for question in meta.questions),
                    *(attachment.title for attachment in meta.attachments),
                )
            ),
            "rules": plain("\n\n".join(rows)),
            "body": " ".join((plain("\n\n".join(rest)), *attached)).strip(),
            "basis": meta.legal_basis[0].citation if meta.legal_basis else "",
            "law": ". ".join((*(text for _, text in cited(meta)), *self._journals(version))),
        }
