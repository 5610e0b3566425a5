"""What the page of the editor shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.documents.text import polish_date
from kb.documents.vocabulary import BodySection
from kb.editing.outline import Outline, outline
from kb.library import Library
from kb.web.addresses import version_url
from kb.web.desk.editor.choices import vocabulary_choices
from kb.web.desk.editor.form_data import BODY, as_text, shown_body
from kb.web.desk.editor.form_view import form_view
from kb.web.desk.editor.form_views import FieldView, FormView
from kb.web.desk.editor.opened import Opened
from kb.web.desk.moments import polish_moment

STYLES: Mapping[str, str] = {
    "header-2": "Część",
    "header-3": "Podtytuł",
    "bold": "Pogrubienie",
    "unordered-list": "Lista",
    "ordered-list": "Lista numerowana",
    "task-list": "Lista do odhaczania",
    "link": "Odnośnik",
    "quote": "Cytat",
}
"""What the toolbar puts into the body, by the names of the toolbar element, and its buttons."""


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The page of a draft that is being written."""

    opened: Opened
    form: FormView
    body: FieldView
    outline: Outline
    unused_sections: Sequence[BodySection]
    person: str
    public_url: str
    saved: bool

    @property
    def key(self) -> str:
        """The key of the draft."""
        return self.opened.draft.key

    @property
    def head(self) -> str:
        """The state of the draft that the form was made from."""
        return self.opened.draft.head

    @property
    def url(self) -> str:
        """The address of the editor of this draft."""
        return draft_url(self.key)

    @property
    def title(self) -> str:
        """The title of the document."""
        return as_text(self.opened.document.data.get("title")).strip() or "Bez tytułu"

    @property
    def kicker(self) -> str:
        """What kind of change this is."""
        if self.opened.published:
            return "Poprawka opublikowanej wersji"
        return "Nowy dokument" if self.opened.first else "Nowa wersja w czasie"

    @property
    def changed(self) -> str:
        """When the draft was changed last."""
        return polish_moment(self.opened.draft.changed)

    @property
    def last(self) -> str:
        """Who changed it."""
        return self.opened.draft.last.name

    @property
    def others(self) -> Sequence[tuple[str, str]]:
        """The other versions that the draft changes: what names each in an address, and its day."""
        stems = (path.stem for path in self.opened.others)
        return [(stem, polish_date(date.fromisoformat(stem))) for stem in stems]

    @property
    def errors(self) -> int:
        """How many problems keep the draft from being published."""
        return sum(not problem.warning for problem in self.form.problems)

    @property
    def styles(self) -> Sequence[tuple[str, str]]:
        """What the toolbar offers."""
        return tuple(STYLES.items())


def editor_page(
    opened: Opened,
    problems: Sequence[Problem],
    library: Library,
    day: date,
    *,
    person: str,
    new_row: str = "",
    saved: bool = False,
) -> EditorPage:
    """The page of the editor with the problems of the draft."""
    document = opened.document
    form = form_view(
        document.data,
        document.body,
        problems,
        vocabulary_choices(library, day),
        fixed=fixed_fields(opened),
        new_row=new_row,
    )
    body = next(e for part in form.parts for e in part.entries if e.name == BODY)
    found = outline(shown_body(document.body))
    used = {section.title for section in found.sections}
    return EditorPage(
        opened=opened,
        form=form,
        body=body if isinstance(body, FieldView) else FieldView(body.field, BODY),
        outline=found,
        unused_sections=[s for s in library.vocabulary.sections.values() if s.label not in used],
        person=person,
        public_url=_public_url(opened, library),
        saved=saved,
    )


def fixed_fields(opened: Opened) -> frozenset[str]:
    """A published version keeps its first day and its folder: its address stands for ever."""
    if opened.published:
        return frozenset({"valid_from", "group"})
    return frozenset() if opened.first else frozenset({"group"})


def draft_url(key: str) -> str:
    """The address of the editor of a draft."""
    return f"/redakcja/szkice/{key}"


def _public_url(opened: Opened, library: Library) -> str:
    version = published_version(opened, library)
    return version_url(version) if version is not None else ""


def published_version(opened: Opened, library: Library) -> Version | None:
    """The version on the site that the draft changes."""
    standard = library.standards.get(opened.draft.key)
    versions = standard.versions if standard is not None else ()
    return next((version for version in versions if version.path == opened.path), None)
