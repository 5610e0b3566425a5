"""An unfinished document → a version that the site's own renderer can show. Pure.

What is missing or wrong is left out, or stands as "(nie podano)"; the problems of the document are
told elsewhere. Sections that no vocabulary knows are shown too, so that no text seems lost.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from kb.documents.body import split_sections
from kb.documents.model import (
    Attachment,
    Basis,
    Deadline,
    Doubt,
    Duties,
    Duty,
    FrontMatter,
    Question,
    Rule,
    Section,
    Step,
    Version,
)
from kb.documents.text import slugify
from kb.documents.vocabulary import (
    Area,
    BodySection,
    Group,
    Kind,
    Level,
    Party,
    Vocabulary,
)
from kb.editing.document import EditedDocument
from kb.library import Library
from kb.web.desk.editor.form_data import as_text, rows_of, texts_of, value_at
from kb.web.desk.editor.form_fields import form_fields

_NOT_GIVEN = "(nie podano)"
_BEFORE_SECTIONS = "Początek"
Row = TypeVar("Row", bound=BaseModel)


def unfinished(document: EditedDocument, library: Library, day: date) -> tuple[Version, Library]:
    """The version to show, and the library whose vocabularies know everything in it."""
    words = library.vocabulary
    meta = _Reader(document.data, words, day).meta()
    sections = _sections(document.body, words)
    shown = replace(library, vocabulary=_with_strangers(words, meta, sections))
    version = Version(
        slug=document.path.parent.name,
        path=document.path,
        folder=library.root / document.path.parent,
        meta=meta,
        sections=sections,
        until=meta.valid_to,
        digest="",
    )
    return version, shown


class _Reader:
    """Takes from plain data whatever the model accepts."""

    def __init__(self, data: Mapping[str, Any], words: Vocabulary, day: date) -> None:
        self._data = data
        self._words = words
        self._day = day

    def meta(self) -> FrontMatter:
        words = self._words
        deadlines = self._rows("deadlines", Deadline)
        return FrontMatter.model_construct(
            code=self._text("code"),
            title=self._text("title"),
            kind=self._text("kind"),
            group=self._text("group"),
            level=self._text("level"),
            sectors=self._known("sectors", words.sectors),
            topics=self._known("topics", words.topics),
            fields=self._known("fields", words.fields),
            summary=self._text("summary"),
            legal_basis=self._rows("legal_basis", Basis),
            valid_from=self._day_of("valid_from") or self._day,
            valid_to=self._day_of("valid_to"),
            legal_state=self._day_of("legal_state") or self._day,
            review_by=self._day_of("review_by") or self._day,
            owner=self._text("owner"),
            related=tuple(texts_of(self._data.get("related"))),
            supersedes=tuple(texts_of(self._data.get("supersedes"))),
            keywords=tuple(texts_of(self._data.get("keywords"))),
            change_note=self._text("change_note"),
            rules=self._rows("rules", Rule),
            steps=self._steps({deadline.id for deadline in deadlines}),
            duties=Duties.model_construct(
                office=self._rows("duties.office", Duty),
                organisation=self._rows("duties.organisation", Duty),
            ),
            deadlines=deadlines,
            indicators=tuple(texts_of(self._data.get("indicators"))),
            questions=self._rows("questions", Question),
            attachments=self._rows("attachments", Attachment),
            do_weryfikacji=self._rows("do_weryfikacji", Doubt),
            withdrawn=as_text(self._data.get("withdrawn")) or None,
        )

    def _text(self, key: str) -> str:
        return as_text(self._data.get(key)).strip() or _NOT_GIVEN

    def _day_of(self, key: str) -> date | None:
        try:
            return TypeAdapter(date).validate_python(self._data.get(key))
        except ValidationError:
            return None

    def _known(self, key: str, known: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(value for value in texts_of(self._data.get(key)) if value in known)

    def _rows(self, name: str, model: type[Row]) -> tuple[Row, ...]:
        """Every row; what it must have and has not is said to be not given."""
        field = form_fields()[name]
        found = []
        for row in rows_of(value_at(self._data, name), field):
            filled = {
                column.key: as_text(row.get(column.key)).strip()
                for column in field.columns
                if row.get(column.key) is not None
            }
            missing = {c.key: _NOT_GIVEN for c in field.columns if c.required}
            found.append(_row(model, {**missing, **_not_empty(filled)}))
        return tuple(found)

    def _steps(self, deadlines: set[str]) -> tuple[Step, ...]:
        steps = self._rows("steps", Step)
        return tuple(
            step if step.deadline in deadlines else step.model_copy(update={"deadline": None})
            for step in steps
        )


def _row(model: type[Row], values: Mapping[str, str]) -> Row:
    """The row, as it is even where the model would refuse it."""
    try:
        return model.model_validate(values)
    except ValidationError:
        return model.model_construct(None, **values)


def _not_empty(row: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if text}


def _sections(body: str, words: Vocabulary) -> tuple[Section, ...]:
    """Every section, the text before the first heading too."""
    sections, _ = split_sections(body, "", 1, ())
    first = sections[0].line - 1 if sections else len(body.splitlines())
    begun = "\n".join(body.splitlines()[:first]).strip()
    start = (Section("poczatek", _BEFORE_SECTIONS, begun, 1),) if begun else ()
    titles = {slug: section.label for slug, section in words.sections.items()}
    return (*start, *(replace(s, title=titles.get(s.slug, s.title)) for s in sections))


def _with_strangers(
    words: Vocabulary, meta: FrontMatter, sections: tuple[Section, ...]
) -> Vocabulary:
    """The vocabularies with an entry for every value of the document that they lack."""
    levels = {meta.level, *(row.level for row in meta.rules)}
    levels |= {row.level for row in (*meta.duties.office, *meta.duties.organisation)}
    levels |= {row.level for row in meta.deadlines} | {row.level or "" for row in meta.steps}
    parties = {row.who for row in meta.steps} | {row.who for row in meta.deadlines}
    strange = {
        section.slug: BodySection.model_construct(
            slug=section.slug, label=section.title, place="before_steps", hint=""
        )
        for section in sections
        if section.slug not in words.sections
    }
    block = next(iter(words.blocks))
    return replace(
        words,
        kinds=_with(words.kinds, {meta.kind}, Kind, plural=meta.kind),
        groups=_with(words.groups, {meta.group}, Group, block=block, areas=(), intro=""),
        levels=_with(words.levels, levels - {""}, Level),
        parties=_with(words.parties, parties, Party, side="both"),
        areas=_with(words.areas, {meta.area}, Area, block=block, minimum=""),
        sections={**strange, **words.sections},
    )


Entry = TypeVar("Entry", bound=BaseModel)


def _with(
    known: Mapping[str, Entry], names: set[str], model: type[Entry], **more: Any
) -> Mapping[str, Entry]:
    """The list with entries for the names it lacks, called as they are."""
    strangers = {
        name: model.model_construct(
            **{
                "slug": slugify(name),
                "code": name,
                "label": name,
                "short": name,
                "hint": "",
                **more,
            }
        )
        for name in sorted(names)
        if name not in known
    }
    return {**known, **strangers} if strangers else known
