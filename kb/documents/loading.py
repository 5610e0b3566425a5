"""Files → versions and vocabularies, with every problem told; nothing here raises on content."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from kb.documents.attached import attached_texts, content_digest
from kb.documents.body import split_sections
from kb.documents.consistency import front_matter_problems, section_problems
from kb.documents.law import CitationParser
from kb.documents.model import FrontMatter, Section, Version
from kb.documents.partial import ReadVersion, is_sure, read_partly
from kb.documents.problems import Problem
from kb.documents.source_text import split_source
from kb.documents.stamps import DEPTH, Stamps
from kb.documents.validation import validate, yaml_problem
from kb.documents.vocabulary import FILES, Vocabulary
from kb.documents.yaml_source import YamlSource, read_yaml

MAX_FILE_SIZE = 1_000_000
"""Bytes; a longer document is a mistake of pasting."""

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.md")


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The places of values, the problems, and front matter and body as far as they can be read."""

    source: YamlSource
    problems: tuple[Problem, ...]
    meta: FrontMatter | None = None
    broken: frozenset[str] = frozenset()
    sections: tuple[Section, ...] = ()


def read_text(root: Path, relative: PurePosixPath) -> tuple[str, tuple[Problem, ...]]:
    """The text of a content file; problems instead when it is too long or not UTF-8."""
    raw = (root / relative).read_bytes()
    name = str(relative)
    if len(raw) > MAX_FILE_SIZE:
        return "", (_whole_file(name, "plik jest za długi", "podziel dokument (do 1 MB)"),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        remedy = "zapisz plik w kodowaniu UTF-8"
        return "", (Problem(name, line, 1, "plik", "znaki spoza UTF-8", remedy),)
    return text.replace("\r\n", "\n"), ()


def load_vocabulary(root: Path) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Every list of `root/vocabulary`; rows with mistakes are left out and told."""
    lists: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for name in FILES:
        lists[name], found = _load_list(root, name)
        problems += found
    return Vocabulary(**lists), tuple(problems)


def _load_list(root: Path, name: str) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    relative = PurePosixPath("vocabulary") / f"{name}.yaml"
    path = str(relative)
    if not (root / relative).is_file():
        return {}, (_whole_file(path, "nie ma tego pliku", "przywróć go z kopii zapasowej"),)
    text, problems = read_text(root, relative)
    if problems:
        return {}, problems
    return read_list(name, text)


@lru_cache(maxsize=4 * len(FILES))
def read_list(name: str, text: str) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """The rows of one vocabulary by their identity, from the text of its file; mistakes are told.

    `name` is one of `FILES`; a row with a mistake is left out. The same text is read once.
    """
    path = f"vocabulary/{name}.yaml"
    source = read_yaml(text)
    found = [yaml_problem(mistake, path) for mistake in source.mistakes]
    items = source.data.get("items") if isinstance(source.data, dict) else None
    if not isinstance(items, list):
        missing = _whole_file(path, "brak listy „items”", "zacznij plik od „items:”")
        return {}, tuple(found) or (missing,)
    rows: dict[str, Any] = {}
    for index in range(len(items)):
        row, row_problems = validate(FILES[name], source, path, ("items", index))
        found += row_problems
        key = getattr(row, "code", None) or getattr(row, "slug", None)
        if row is None or key is None:
            continue
        if key in rows:
            line, column = source.place(("items", index))
            found.append(
                Problem(
                    path,
                    line,
                    column,
                    f"items[{index + 1}]",
                    f"„{key}” stoi drugi raz",
                    "zostaw jeden z wierszy",
                )
            )
            continue
        rows[key] = row
    return MappingProxyType(rows), tuple(found)


def version_paths(stamps: Stamps) -> list[PurePosixPath]:
    """The files of all versions, `<group>/<slug>/<YYYY-MM-DD>.md`, sorted."""
    return sorted(
        folder / name
        for folder, files in stamps.folders.items()
        if len(folder.parts) == DEPTH and folder.parts[0] != "vocabulary"
        for name, *_ in files
        if name.endswith(".md") and "/" not in name
    )


def load_version(
    root: Path, relative: PurePosixPath, vocabulary: Vocabulary, citations: CitationParser
) -> ReadVersion:
    """One version in time from its file, with what is wrong with it.

    `until` is the version's own `valid_to`; `library` shortens it where a newer version follows.
    """
    text, problems = read_text(root, relative)
    if problems:
        return ReadVersion(None, problems)
    read = read_version(text, relative, root / relative.parent, vocabulary, citations)
    if read.document is None:
        return read
    document = replace(read.document, digest=content_digest(root, relative))
    return replace(read, document=document)


def read_version(
    text: str,
    relative: PurePosixPath,
    folder: Path,
    vocabulary: Vocabulary,
    citations: CitationParser,
) -> ReadVersion:
    """One version from the text its file at `relative` has or will have.

    `folder` is where its attachments lie; `digest` is that of the text alone.
    """
    path = str(relative)
    titles = tuple(section.label for section in vocabulary.sections.values())
    parsed = _parse(text, path, titles)
    meta, found = parsed.meta, parsed.problems
    found += tuple(section_problems(parsed.sections, citations, path))
    if meta is None:
        return ReadVersion(None, found)
    told = (
        *front_matter_problems(meta, vocabulary, citations, parsed.source, path),
        *_name_problems(meta, relative, vocabulary),
    )
    document = Version(
        slug=relative.parent.name,
        path=relative,
        folder=folder,
        meta=meta,
        sections=parsed.sections,
        until=meta.valid_to,
        digest=hashlib.sha256(text.encode(errors="replace")).hexdigest(),
        places=parsed.source.places,
        texts=attached_texts(folder, meta),
    )
    sure = (problem for problem in told if is_sure(problem, parsed.broken))
    return ReadVersion(document, (*found, *sure), parsed.broken)


@lru_cache(maxsize=128)
def _parse(text: str, path: str, titles: tuple[str, ...]) -> _Parsed:
    """What the text alone tells, but for its place nothing of the world around it.

    A draft is read when it is checked, shown, reviewed and published: the same text is parsed once.
    """
    parts = split_source(text)
    if parts is None:
        remedy = "zacznij plik od „---”"
        found = (_whole_file(path, "brak metryki między wierszami „---”", remedy),)
        return _Parsed(YamlSource(None, {}), found)
    source = read_yaml(parts.head, parts.head_line)
    mistakes = tuple(yaml_problem(mistake, path) for mistake in source.mistakes)
    if source.data is None and mistakes:
        return _Parsed(source, mistakes)
    meta, problems = validate(FrontMatter, source, path)
    broken: frozenset[str] = frozenset()
    if meta is None:
        meta, broken = read_partly(source.data)
    sections, body_problems = split_sections(parts.body, path, parts.body_line, titles)
    return _Parsed(source, (*mistakes, *problems, *body_problems), meta, broken, sections)


def _name_problems(
    meta: FrontMatter, relative: PurePosixPath, vocabulary: Vocabulary
) -> tuple[Problem, ...]:
    """The folder must be the group's, the file name the first day in force."""
    problems = []
    path = str(relative)
    if not _NAME.fullmatch(relative.name) or relative.stem != meta.valid_from.isoformat():
        remedy = f"nazwij plik „{meta.valid_from.isoformat()}.md” albo popraw valid_from"
        problems.append(_whole_file(path, "nazwa pliku to nie data valid_from", remedy))
    if meta.group in vocabulary.groups and relative.parts[0] != meta.group.lower():
        remedy = f"przenieś katalog do „{meta.group.lower()}/” albo popraw group"
        problems.append(_whole_file(path, f"grupa {meta.group} leży gdzie indziej", remedy))
    return tuple(problems)


def _whole_file(path: str, message: str, remedy: str) -> Problem:
    return Problem(path, 1, 1, "plik", message, remedy)
