"""A vocabulary as its pages work with it: the draft where there is one, else what is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath

from flask import abort

from kb.documents.model import Part
from kb.documents.problems import Problem
from kb.documents.text import polish_key
from kb.editing.checking import check_draft
from kb.editing.document import Damaged
from kb.editing_vocabulary.choices import VOCABULARIES, About
from kb.editing_vocabulary.form_views import Options
from kb.editing_vocabulary.references import BUILT_IN, FIXED, STANDARDS
from kb.editing_vocabulary.rows import VocabularyText, file_of, read_vocabulary
from kb.editing_vocabulary.uses import Uses, row_title
from kb.history.model import Draft
from kb.library import Library
from kb.web.clock import today
from kb.web.desk.access import current_person, has_role
from kb.web.desk.services import editing
from kb.web.edition import current_edition


@dataclass(frozen=True, slots=True)
class Opened:
    """One vocabulary; `revision` is the state its text was read from.

    `library` is the content as it will be after the draft, `problems` those the draft would bring,
    `uses` where values are used then.
    """

    name: str
    draft: Draft | None
    revision: str
    text: VocabularyText
    library: Library
    problems: tuple[Problem, ...]
    uses: Uses

    @property
    def about(self) -> About:
        """What the vocabulary is called and who edits it."""
        return VOCABULARIES[self.name]

    @property
    def key(self) -> str:
        """The key of its draft."""
        return draft_key(self.name)

    @property
    def in_review(self) -> bool:
        """Whether it waits for a review: then nobody changes it."""
        return self.draft is not None and self.draft.state == "review"

    @property
    def may_edit(self) -> bool:
        """Whether whoever is signed in may change it now."""
        return has_role(self.about.role) and not self.in_review

    @property
    def has_fixed_rows(self) -> bool:
        """Whether rows are given by the program: they are not added, renamed or removed."""
        return self.name in FIXED

    def is_built_in(self, key: str) -> bool:
        """Whether the program itself relies on a value."""
        return self.has_fixed_rows or key in BUILT_IN.get(self.name, ())

    def read(self, path: PurePosixPath) -> str | None:
        """The text of a file of the content in this state."""
        return text_at(self.revision, path)

    def save(self, texts: Mapping[PurePosixPath, bytes | None], note: str) -> Draft:
        """Save files to the draft; raises `DraftMoved` when it is not as it was opened."""
        expected = self.draft.head if self.draft is not None else None
        return editing().history.save(self.key, texts, current_person(), expected, note)


def draft_key(name: str) -> str:
    """The key of the draft that changes a vocabulary."""
    return f"vocabulary.{name}"


def open_vocabulary(name: str) -> Opened:
    """The vocabulary of an address; 404 when there is none."""
    if name not in VOCABULARIES:
        abort(404)
    history = editing().history
    draft = history.draft(draft_key(name))
    revision = draft.head if draft is not None else history.head
    text = read_vocabulary(name, text_at(revision, file_of(name)) or "")
    published = current_edition().library
    after = None
    if draft is not None:
        after = _after_draft(history.root, draft.key, draft.head, published.revision, today())
    after = after or _published(published.root, published.revision)
    return Opened(name, draft, revision, text, after.library, after.problems, after.uses)


def text_at(revision: str, path: PurePosixPath) -> str | None:
    """The text of a file in a state, with the line ends of files."""
    data = editing().history.read(revision, path)
    if data is None:
        return None
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The content after a draft, what is wrong with it, and where values are used."""

    library: Library
    problems: tuple[Problem, ...]
    uses: Uses


@lru_cache(maxsize=8)
def _after_draft(root: Path, key: str, head: str, revision: str, day: date) -> _Outcome | None:
    """What a state of the draft leads to; `None` when the draft has just moved on.

    Reading all documents anew takes seconds in a large base: the last states are kept.
    """
    history, library = editing().history, current_edition().library
    draft = history.draft(key)
    if draft is None or (history.root, draft.head, library.revision) != (root, head, revision):
        return None
    try:
        checked = check_draft(history, draft, library, day)
    except Damaged as damaged:
        return _Outcome(library, (damaged.problem,), Uses(library))
    return _Outcome(checked.library, checked.problems, Uses(checked.library))


@lru_cache(maxsize=4)
def _published(_root: Path, _revision: str) -> _Outcome:
    """The content as readers see it; the root and the revision tell when it is another."""
    library = current_edition().library
    return _Outcome(library, (), Uses(library))


def options(library: Library, target: str) -> Options:
    """The values that a field may hold with what people call them, by the alphabet."""
    if target == STANDARDS:
        found = [(s.slug, s.versions[-1].meta.title) for s in library.standards.values()]
    else:
        rows: Mapping[str, Part] = getattr(library.vocabulary, target)
        found = [(key, _called(key, row)) for key, row in rows.items()]
    return tuple(sorted(found, key=lambda option: polish_key(option[1])))


def _called(key: str, row: Part) -> str:
    title = row_title(row)
    return f"{key} – {title}" if key.isupper() else title
