"""Templates of documents: Markdown sources beside the standards → accessible DOCX files.

A source is `<group>/<slug>/wzory/<name>.md`, its document `<group>/<slug>/<name>.docx`.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal

from kb.documents.attached import TEMPLATES
from kb.documents.loading import read_text
from kb.documents.model import Part, Text
from kb.documents.problems import Problem
from kb.documents.text import polish_date
from kb.documents.validation import validate, yaml_problem
from kb.documents.yaml_source import read_yaml
from kb.exports.archive import pack, unpack
from kb.exports.pandoc import run_pandoc
from kb.exports.placeholders import style_placeholders
from kb.exports.reference_document import reference_document

_SOURCE = re.compile(r"---\n(?P<head>.*?\n)---\n(?P<body>.*)", re.DOTALL)
_READER = "markdown-smart-citations-tex_math_dollars-raw_tex-raw_html-yaml_metadata_block"
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb">\d{4}-\d{2}-\d{2}T[\d:]{8}Z<")
_NOTICE_STYLE = "Uwaga redakcyjna"


class TemplateMeta(Part):
    """Front matter of a template source; `legal_state` is the day its law was checked."""

    title: Text
    subject: Text
    lang: Literal["pl"]
    legal_state: date


@dataclass(frozen=True, slots=True)
class Template:
    """One template; `path` is that of its source, relative to the content folder."""

    path: PurePosixPath
    meta: TemplateMeta
    body: str

    @property
    def document(self) -> PurePosixPath:
        """Where its document lies, relative to the content folder."""
        return self.path.parent.parent / f"{self.path.stem}.docx"

    @property
    def notice(self) -> str:
        """What readers must know before they use it."""
        doubts = "Przepisy z dopiskiem „do sprawdzenia w ISAP” sprawdź, a dopisek usuń. "
        return (
            "Wzór redakcyjny – dostosuj go do swojej sytuacji, a potem usuń tę ramkę. "
            "Wiążąca jest treść aktu prawnego. "
            f"Stan prawny na dzień {polish_date(self.meta.legal_state)} r. "
            f"{doubts if 'do sprawdzenia w ISAP' in self.body else ''}"
            "Uzupełnij pola w nawiasach kwadratowych, na przykład: [nazwa organizacji]. "
            "Źródło: Baza Standardów Współpracy, licencja CC BY 4.0."
        )


def read_templates(root: Path) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """All templates of a content folder by path, and the problems of those left out."""
    templates: list[Template] = []
    problems: list[Problem] = []
    for source in sorted(root.glob(f"*/*/{TEMPLATES}/*.md")):
        template, found = _read(root, PurePosixPath(source.relative_to(root).as_posix()))
        problems += found
        if template is not None:
            templates.append(template)
    return tuple(templates), tuple(problems)


def build(templates: Sequence[Template]) -> Iterator[tuple[Template, bytes]]:
    """Each template with its DOCX document: the same bytes for the same source.

    Raises:
        ExportError: pandoc is not installed or refused a text.
    """
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(reference_document())
        for template in templates:
            yield template, _document(template, reference)


def is_current(root: Path, template: Template, document: bytes) -> bool:
    """Whether the document on disk holds the same parts; how they are compressed is no matter."""
    path = root / template.document
    if not path.is_file():
        return False
    try:
        return unpack(path.read_bytes()) == unpack(document)
    except zipfile.BadZipFile:
        return False


def write(root: Path, template: Template, document: bytes) -> None:
    """Put the document in its place at once, so that no reader meets half of it."""
    path = root / template.document
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(document)
    partial.replace(path)


def _read(root: Path, relative: PurePosixPath) -> tuple[Template | None, tuple[Problem, ...]]:
    path = str(relative)
    text, problems = read_text(root, relative)
    parts = _SOURCE.fullmatch(text)
    if problems or parts is None:
        remedy = "zacznij plik od „---” i pól title, subject, lang, legal_state"
        missing = Problem(path, 1, 1, "plik", "brak metryki między wierszami „---”", remedy)
        return None, problems or (missing,)
    source = read_yaml(parts["head"], 2)
    mistakes = tuple(yaml_problem(mistake, path) for mistake in source.mistakes)
    if source.data is None:
        return None, mistakes
    meta, found = validate(TemplateMeta, source, path)
    if meta is None or mistakes:
        return None, (*mistakes, *found)
    return Template(relative, meta, parts["body"]), ()


def _document(template: Template, reference: Path) -> bytes:
    markdown = f'::: {{custom-style="{_NOTICE_STYLE}"}}\n{template.notice}\n:::\n\n{template.body}'
    arguments = [
        f"--from={_READER}",
        "--to=docx",
        "--output=-",
        "--columns=1",  # every table as wide as the page, columns as wide as their dashes say
        f"--reference-doc={reference}",
        f"--metadata=title:{template.meta.title}",
        f"--metadata=subject:{template.meta.subject}",
        "--metadata=lang:pl-PL",
    ]
    parts = unpack(run_pandoc(arguments, style_placeholders(markdown)))
    parts[_DOCUMENT] = _with_heading(parts[_DOCUMENT])
    parts[_PROPERTIES] = _dated(parts[_PROPERTIES], template.meta.legal_state)
    return pack(parts)


def _with_heading(document: bytes) -> bytes:
    """The title as a heading of the first level: in Word, „Title” is no heading."""
    return document.replace(b'<w:pStyle w:val="Title" />', b'<w:pStyle w:val="Heading1" />')


def _dated(properties: bytes, day: date) -> bytes:
    """The day of the legal state as the time of making, which must not differ between builds."""
    return _MOMENT.sub(f">{day.isoformat()}T00:00:00Z<".encode(), properties)
