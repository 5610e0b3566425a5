"""The body of a document: Markdown cut into its H2 sections."""

from collections.abc import Collection

from markdown_it import MarkdownIt

from kb.documents.model import Section
from kb.documents.problems import Problem, choose_one_of
from kb.documents.text import slugify

_PARSER = MarkdownIt("commonmark", {"html": False}).disable("inline")


def split_sections(
    markdown: str, path: str, first_line: int, known: Collection[str]
) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Cut a body that begins at `first_line` of the file into sections with known titles.

    `known` are the titles a section may have. Text before the first section, headings of the
    first level, unknown and repeated titles are problems.
    """
    lines = markdown.split("\n")
    heads = _headings(markdown)
    problems: list[Problem] = []
    first = next((row for row, level, _ in heads if level <= 2), len(lines))
    stray = next((row for row, line in enumerate(lines[:first]) if line.strip()), None)
    if stray is not None:
        problems.append(
            Problem(
                path,
                stray + first_line,
                1,
                "treść",
                "tekst przed pierwszym nagłówkiem",
                "zacznij od nagłówka sekcji, np. „## Cel”",
            )
        )
    sections: list[Section] = []
    tops = [(row, level, title) for row, level, title in heads if level <= 2]
    for index, (row, level, title) in enumerate(tops):
        end = tops[index + 1][0] if index + 1 < len(tops) else len(lines)
        line = row + first_line
        problem = _title_problem(path, line, level, title, known, {s.title for s in sections})
        if problem is not None:
            problems.append(problem)
        text = "\n".join(lines[row + 1 : end]).rstrip()
        sections.append(Section(slugify(title), title, text, line))
    return tuple(sections), tuple(problems)


def _headings(markdown: str) -> list[tuple[int, int, str]]:
    """Row, level and text of every heading."""
    tokens = _PARSER.parse(markdown)
    return [
        (token.map[0], int(token.tag[1]), tokens[index + 1].content.strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.map is not None and token.level == 0
    ]


def _title_problem(
    path: str, line: int, level: int, title: str, known: Collection[str], seen: Collection[str]
) -> Problem | None:
    if level == 1:
        return Problem(
            path,
            line,
            1,
            "treść",
            "nagłówek pierwszego stopnia w treści",
            "tytuł stoi w polu title; w treści używaj „##”",
        )
    if title not in known:
        return Problem(
            path, line, 4, "treść", f"nieznana sekcja „{title}”", choose_one_of(title, known)
        )
    if title in seen:
        return Problem(
            path, line, 4, "treść", f"sekcja „{title}” stoi drugi raz", "połącz obie w jedną"
        )
    return None
