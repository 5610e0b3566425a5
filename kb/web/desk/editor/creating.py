"""Beginning a new document: its title, kind and area, then the editor with a text to start from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.vocabulary import Vocabulary
from kb.editing.document import EditedDocument, document_text
from kb.editing.starters import starter
from kb.history.errors import DraftMoved
from kb.history.history import History
from kb.history.model import Draft, Person
from kb.web.clock import today
from kb.web.desk.access import current_person, needs
from kb.web.desk.draft_names import drafted_documents, taken_names
from kb.web.desk.editor.page_view import draft_url
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition

blueprint = Blueprint("creating", __name__, url_prefix="/redakcja")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class NewForm:
    """What was typed, and what to do about each field that is wrong."""

    title: str = ""
    kind: str = ""
    area: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@blueprint.get("/nowy")
@needs("autor")
def choose() -> ResponseReturnValue:
    """Ask what kind of document it is to be, or lead to the import of a file."""
    title = request.args.get("tytul", "")[:_LONGEST_TITLE]
    return _page(NewForm(title=title, kind=request.args.get("rodzaj", "")))


@blueprint.post("/nowy")
@needs("autor")
def create() -> ResponseReturnValue:
    """Begin the document; sent twice, it is begun once."""
    library = current_edition().library
    form = read_new(request.form, library.vocabulary)
    if form.errors:
        return _page(form), 422
    history, person = editing().history, current_person()
    drafted = drafted_documents(history)
    again = _begun_before(history, drafted, form, person)
    if again is not None:
        return redirect(draft_url(again.key), 303)
    taken = taken_names(history, drafted)
    document = starter(form.kind, library, form.area, form.title, today(), taken)
    try:
        text = document_text(document).encode()
        draft = history.save(document.slug, {document.path: text}, person, None, "")
    except DraftMoved as error:
        return redirect(draft_url(error.draft.key), 303)
    record("draft.start", draft.key, draft.head, once=f"draft.start:{draft.head}")
    return redirect(draft_url(draft.key), 303)


def read_new(values: Mapping[str, str], words: Vocabulary) -> NewForm:
    """Read and check the fields of the form."""
    title = " ".join(values.get("tytul", "").split())
    kind, area = values.get("rodzaj", ""), values.get("obszar", "")
    errors = {}
    if not title:
        errors["tytul"] = "Wpisz tytuł. Można go później zmienić."
    elif len(title) > _LONGEST_TITLE:
        errors["tytul"] = f"Skróć tytuł do {_LONGEST_TITLE} znaków."
    if kind not in words.kinds:
        errors["rodzaj"] = "Wybierz rodzaj dokumentu."
    if area not in words.areas or words.group_of(area) is None:
        errors["obszar"] = "Wybierz grupę i obszar."
    return NewForm(title, kind, area, errors)


def _begun_before(
    history: History,
    drafted: tuple[tuple[Draft, EditedDocument], ...],
    form: NewForm,
    person: Person,
) -> Draft | None:
    """The same document begun by the same person, in which nothing has been written yet."""
    for draft, document in drafted:
        same = (document.data.get("title"), document.data.get("kind")) == (form.title, form.kind)
        if same and draft.last.id == person.id and len(history.events(draft.key)) == 1:
            return draft
    return None


def _page(form: NewForm) -> str:
    words = current_edition().library.vocabulary
    areas = [
        (group, [words.areas[code] for code in group.areas if code in words.areas])
        for group in words.groups.values()
    ]
    kinds = list(words.kinds.values())
    return render_template("desk/editor/new.html", form=form, kinds=kinds, areas=areas)
