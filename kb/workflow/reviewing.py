"""What a reviewer is shown of a draft: what publishing would change, and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kb.documents.attached import TEXTS
from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.editing.checking import Checked, check_draft, check_publication
from kb.editing.document import Damaged, EditedDocument
from kb.history.errors import PublishConflict
from kb.history.history import History
from kb.history.model import Draft
from kb.library import Library
from kb.workflow.comparing import (
    DataDifference,
    FileDifference,
    data_difference,
    source_difference,
    version_difference,
)
from kb.workflow.drafts import TitledDraft, slug_of, titled


@dataclass(frozen=True, slots=True)
class Review:
    """A draft against what is published.

    `documents` are the documents that change, the one the draft is about last; `data` the
    vocabularies and other files of data; `files` the rest, such as attachments. `document` is what
    the draft is about, if it can be read. `conflict` tells that the same places were published in
    another wording meanwhile: then the draft is shown as its author left it.
    """

    draft: TitledDraft
    document: EditedDocument | None
    documents: tuple[FileDifference, ...]
    data: tuple[DataDifference, ...]
    files: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]
    conflict: bool

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the draft from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(problem for problem in self.problems if problem.severity != "error")

    @property
    def empty(self) -> bool:
        """Whether publishing would change nothing."""
        return not self.documents and not self.data and not self.files


def review(history: History, draft: Draft, library: Library, day: date) -> Review:
    """Read and check a draft, and compare it with what is published.

    Raises:
        NoSuchDraft: it went away meanwhile.
    """
    try:
        state, conflict = history.merged(draft.key), False
    except PublishConflict:
        state, conflict = draft.head, True
    check = check_draft if conflict else check_publication
    try:
        checked = check(history, draft, library, day)
    except Damaged as error:
        checked = Checked(library, (), (), (error.problem,))
    changed = [
        path
        for path in history.changes(draft.key)
        if history.read(history.head, path) != history.read(state, path)
    ]
    return Review(
        draft=titled(history, draft, library),
        document=checked.document,
        documents=tuple(_documents(history, state, changed, checked, library)),
        data=tuple(
            data_difference(path, _text(history, history.head, path), _text(history, state, path))
            for path in changed
            if _is_data(path)
        ),
        files=tuple(path for path in changed if _is_file(path)),
        problems=checked.problems,
        conflict=conflict,
    )


def _documents(
    history: History, state: str, changed: Iterable[PurePosixPath], checked: Checked, old: Library
) -> Iterable[FileDifference]:
    published = {version.path: version for version in old.versions()}
    drafted = {version.path: version for version in checked.versions}
    for path in sorted(changed):
        if slug_of(path) is None:
            continue
        before = published.get(path)
        source = path if history.read(history.head, path) is not None else None
        if source is None:
            before = _predecessor(path, old)
            source = before.path if before is not None else None
        after = drafted.get(path)
        parts = (
            version_difference(before, after, checked.library)
            if before is not None and after is not None
            else ()
        )
        yield FileDifference(
            path=path,
            old=before,
            new=after,
            parts=parts,
            source=source_difference(
                _text(history, history.head, source), _text(history, state, path)
            ),
        )


def _is_data(path: PurePosixPath) -> bool:
    return path.suffix == ".yaml" and len(path.parts) <= 2


def _is_file(path: PurePosixPath) -> bool:
    """Whether it is neither a document nor data, nor the words that come with a file."""
    return slug_of(path) is None and not _is_data(path) and path.parent.name != TEXTS


def _predecessor(path: PurePosixPath, library: Library) -> Version | None:
    """The version that a new one follows."""
    standard = library.standards.get(path.parent.name)
    versions = standard.versions if standard is not None else ()
    earlier = [v for v in versions if v.meta.valid_from.isoformat() < path.stem]
    return earlier[-1] if earlier else None


def _text(history: History, state: str, path: PurePosixPath | None) -> str:
    data = history.read(state, path) if path is not None else None
    return data.decode(errors="replace") if data is not None else ""
