"""Drafts with the titles that people know them by."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.editing.document import Damaged, read_document
from kb.editing_vocabulary.choices import VOCABULARIES
from kb.history.history import History
from kb.history.model import Draft, Person
from kb.library import Library
from kb.workflow.adopting import VOCABULARY

_DOCUMENT = re.compile(r"[^/]+/(?P<slug>[^/]+)/\d{4}-\d{2}-\d{2}\.md")
"""The path of a document: `<group>/<slug>/<day>.md`."""


@dataclass(frozen=True, slots=True)
class TitledDraft:
    """A draft under the title it will have; `is_new` when nothing of it is published yet.

    `path` is the document that the draft is about, absent for a vocabulary and for a draft that
    changes nothing but files beside the document.
    """

    draft: Draft
    title: str
    is_new: bool
    path: PurePosixPath | None

    @property
    def key(self) -> str:
        """The key of the draft."""
        return self.draft.key

    @property
    def is_vocabulary(self) -> bool:
        """Whether it changes a vocabulary."""
        return self.key.startswith(f"{VOCABULARY}.")

    def written_by(self, person: Person) -> bool:
        """Whether the person is among the authors: then they cannot publish it."""
        return any(author.id == person.id for author in self.draft.authors)


def titled(history: History, draft: Draft, library: Library) -> TitledDraft:
    """A draft under its title."""
    return _titled(history, draft, library, history.changes(draft.key))


def titled_discarded(history: History, draft: Draft, library: Library) -> TitledDraft:
    """A draft that was put away, under its title."""
    standard = library.standards.get(draft.key)
    folder = standard.versions[0].path.parent if standard is not None else PurePosixPath()
    paths = [
        path
        for path in history.files(draft.head, folder)
        if slug_of(path) == draft.key
        and history.read(draft.head, path) != history.read(draft.base, path)
    ]
    return _titled(history, draft, library, paths)


def _titled(
    history: History, draft: Draft, library: Library, paths: Iterable[PurePosixPath]
) -> TitledDraft:
    name = draft.key.removeprefix(f"{VOCABULARY}.")
    if name != draft.key and name in VOCABULARIES:
        label = f"Słownik: {VOCABULARIES[name].title}"
        return TitledDraft(draft, label, is_new=False, path=None)
    path = document_path(paths, draft.key)
    standard = library.standards.get(draft.key)
    title = title_in(history.read(draft.head, path), path) if path is not None else None
    if title is None:
        title = standard.versions[-1].meta.title if standard is not None else draft.key
    return TitledDraft(draft, title, is_new=draft.key not in library.seen, path=path)


def document_path(paths: Iterable[PurePosixPath], slug: str) -> PurePosixPath | None:
    """The newest version among changed files; earlier ones change because it follows them."""
    return max((path for path in paths if slug_of(path) == slug), default=None)


def slug_of(path: PurePosixPath) -> str | None:
    """The slug of the standard of which a file is a version; `None` when it is none."""
    match = _DOCUMENT.fullmatch(str(path))
    return match["slug"] if match else None


def title_in(data: bytes | None, path: PurePosixPath) -> str | None:
    """The title that stands in a document, if one can be read."""
    if data is None:
        return None
    try:
        title = read_document(data.decode(errors="replace"), path).data.get("title")
    except Damaged:
        return None
    return title.strip() or None if isinstance(title, str) else None


def titles(library: Library, keys: Iterable[str]) -> Mapping[str, str]:
    """The titles of those keys that are standards."""
    found = ((key, library.standards.get(key)) for key in set(keys))
    return {
        key: standard.versions[-1].meta.title for key, standard in found if standard is not None
    }
