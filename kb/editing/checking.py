"""A draft against everything that `kb check` demands, seen as it will be once published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from kb.checking import check, check_mistaken, check_versions
from kb.documents.loading import load_version
from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.editing.consequences import broken_addresses, broken_elsewhere
from kb.editing.document import EditedDocument, read_document
from kb.editing.guidance import guidance_problems
from kb.editing.staging import Staged, stage, staged_text
from kb.history.history import History
from kb.history.model import Draft
from kb.library import Library, load_library
from kb.overlay import overlaid


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft holds and what is wrong with it; fields are named as in `kb check`.

    `documents` are the documents it changes and `versions` those of them that can be read, both by
    path. `library` is the content as it will be when the draft is published.
    """

    library: Library
    documents: tuple[EditedDocument, ...]
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]

    @property
    def document(self) -> EditedDocument | None:
        """The document the draft is about: its newest version; none in a draft of vocabularies."""
        return self.documents[-1] if self.documents else None

    @property
    def version(self) -> Version | None:
        """`document` as a version; `None` while a mistake keeps it from being read."""
        if self.document is None:
            return None
        return next((v for v in self.versions if v.path == self.document.path), None)

    def with_problems(self, more: Iterable[Problem]) -> "Checked":
        """The same with more problems, each told once, in the order of the files."""
        return replace(self, problems=tuple(sorted({*self.problems, *more})))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way of publishing."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def check_draft(history: History, draft: Draft, library: Library, day: date) -> Checked:
    """What is wrong with the draft as its author wrote it; raises `Damaged` for other text.

    `library` is what is published. Problems elsewhere that publishing would cause are told too.
    """
    return _check(stage(history, draft, draft.head), library, day)


def check_publication(history: History, draft: Draft, library: Library, day: date) -> Checked:
    """The same for the draft joined with what was published meanwhile: what readers would get.

    Raises:
        Damaged: a document cannot be read.
        PublishConflict: the same places were published in another wording meanwhile.
    """
    return _check(stage(history, draft, history.merged(draft.key)), library, day)


def _check(staged: Staged, library: Library, day: date) -> Checked:
    texts = {path: staged_text(staged, path) for path in staged.documents}
    documents = tuple(read_document(text, path) for path, text in texts.items())
    if staged.whole:
        return _check_all(staged, documents, library, day)
    read = [
        load_version(staged.root, path, library.vocabulary, library.citations) for path in texts
    ]
    found = [problem for one in read for problem in one.problems]
    for path, text in texts.items():
        found += guidance_problems(text, path)
    versions = tuple(one.version for one in read if one.version is not None)
    checked = _checked(library, documents, versions, staged.removed, day)
    mistaken = [one for one in read if one.problems]
    found += _milder(check_mistaken(checked.library, mistaken, day), library, day)
    return checked.with_problems(found)


def _check_all(
    staged: Staged, documents: tuple[EditedDocument, ...], library: Library, day: date
) -> Checked:
    """A draft that changes vocabularies may concern every document."""
    after = load_library(staged.root)
    known = {replace(problem, line=0, column=0) for problem in check(library, day)}
    problems = [p for p in check(after, day) if replace(p, line=0, column=0) not in known]
    paths = {document.path for document in documents}
    versions = tuple(version for version in after.versions() if version.path in paths)
    return Checked(after, documents, versions, tuple(sorted(problems)))


def _checked(
    library: Library,
    documents: tuple[EditedDocument, ...],
    versions: Sequence[Version],
    removed: Sequence[PurePosixPath],
    day: date,
) -> Checked:
    """The documents within the library; what reading each of them told is not repeated."""
    after, clashes = overlaid(library, versions, removed)
    paths = {version.path for version in versions}
    ours = tuple(version for version in after.versions() if version.path in paths)
    found = {
        *clashes,
        *_milder(check_versions(after, ours, day), library, day),
        *broken_elsewhere(library, after, documents),
        *broken_addresses(library, documents, removed),
    }
    return Checked(after, documents, ours, tuple(sorted(found)))


def _milder(problems: Sequence[Problem], library: Library, day: date) -> Iterator[Problem]:
    """The same, but what is wrong already where it is published is no more than a warning.

    Otherwise a link that died elsewhere would keep a typing error from being mended.
    """
    if not problems:
        return
    slugs = {PurePosixPath(problem.path).parent.name for problem in problems}
    published = [
        v for slug in slugs & library.standards.keys() for v in library.standards[slug].versions
    ]
    known = {
        (PurePosixPath(problem.path).parent, problem.message)
        for problem in check_versions(library, published, day)
    }
    for problem in problems:
        old = (PurePosixPath(problem.path).parent, problem.message) in known
        yield replace(problem, severity="warning") if old else problem
