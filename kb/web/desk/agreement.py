"""A draft in conflict with what was published meanwhile: both texts and a merged proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing.merging import Choice, Conflict
from kb.errors import KnowledgeBaseError
from kb.history.errors import NoSuchDraft, PublishConflict
from kb.history.model import ConflictingFile, Draft
from kb.web.desk.access import current_person, needs
from kb.web.desk.editor.moved import ConflictView, conflict_view, read_choices
from kb.web.desk.recording import record
from kb.web.desk.review import HEAD, refused
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.agreeing import WHOLE, Agreement, agree
from kb.workflow.drafts import TitledDraft, titled

blueprint = Blueprint("agreement", __name__, url_prefix="/redakcja")


@dataclass(frozen=True, slots=True)
class FileView:
    """A file in conflict: its name, the places to choose, and both texts as they stand."""

    name: str
    conflicts: Sequence[ConflictView]
    draft: str
    published: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The draft with its files in conflict; `own` when the person is among its authors."""

    draft: TitledDraft
    files: Sequence[FileView]
    own: bool
    problem: str = ""


@blueprint.get("/szkice/<key:key>/uzgodnienie")
@needs("autor")
def ask(key: str) -> ResponseReturnValue:
    """Show both texts and what has to be chosen."""
    return _asked(key)


@blueprint.post("/szkice/<key:key>/uzgodnienie")
@needs("autor")
def settle(key: str) -> ResponseReturnValue:
    """Join both texts as chosen; the draft then grows out of what is published."""
    history, head = editing().history, request.form.get(HEAD, "")
    chosen = read_choices(list(request.form.items(multi=True)))
    try:
        files = _conflicts(key)
        agreed = [agree(file, _of(number, chosen)) for number, file in enumerate(files)]
        changes = {agreement.path: agreement.content for agreement in agreed}
        draft = history.rebase(key, head, changes, current_person())
    except PublishConflict:
        return _asked(key, "W międzyczasie opublikowano jeszcze jedną zmianę. Wybierz ponownie.")
    except KnowledgeBaseError as error:
        return refused(key, error, {})
    record("draft.settle", key, draft.head, once=f"settle:{draft.head}")
    return redirect(f"/redakcja/szkice/{key}/recenzja?zrobiono=uzgodniono", 303)


def _asked(key: str, problem: str = "") -> ResponseReturnValue:
    draft = editing().history.draft(key)
    files = _conflicts(key) if draft is not None else ()
    if draft is None or not files:
        return redirect(f"/redakcja/szkice/{key}/recenzja", 303)
    page = AgreementPage(
        draft=titled(editing().history, draft, current_edition().library),
        files=[_view(number, file) for number, file in enumerate(files)],
        own=_is_theirs(draft),
        problem=problem,
    )
    return render_template("desk/review/agreement.html", page=page), 409 if problem else 200


def _conflicts(key: str) -> tuple[ConflictingFile, ...]:
    """The files in conflict; none when the draft can be published as it is."""
    try:
        editing().history.merged(key)
    except PublishConflict as conflict:
        return conflict.files
    except NoSuchDraft:
        return ()
    return ()


def _is_theirs(draft: Draft) -> bool:
    return current_person().id in {author.id for author in draft.authors}


def _view(number: int, file: ConflictingFile) -> FileView:
    found = agree(file, {})
    return FileView(
        name=str(file.path),
        conflicts=[_place(number, found, conflict) for conflict in found.conflicts],
        draft=_read(file.draft),
        published=_read(file.published),
    )


def _place(number: int, found: Agreement, conflict: Conflict) -> ConflictView:
    """A place to choose, under a name that no other file has."""
    view = conflict_view(conflict)
    named = f"{number}:{conflict.field}"
    if conflict.field == WHOLE or conflict.field.startswith("wiersze["):
        return replace(view, field=named, place=found.path.name)
    return replace(view, field=named)


def _of(number: int, chosen: Mapping[str, Choice]) -> Mapping[str, Choice]:
    """The choices made in one of the files."""
    prefix = f"{number}:"
    return {
        name.removeprefix(prefix): choice
        for name, choice in chosen.items()
        if name.startswith(prefix)
    }


def _read(data: bytes | None) -> str:
    if data is None:
        return "(nie ma tego pliku)"
    return data.decode(errors="replace") if b"\0" not in data else f"(plik, {len(data)} bajtów)"
