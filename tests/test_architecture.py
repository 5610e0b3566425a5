import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 350

# Package or module → what it must never import. Imports run one way.
ARROWS = {
    "indexer": ["kb", "flask", "yaml", "pydantic", "tests"],
    "kb": ["whoosh", "tests"],
    "kb/documents": ["kb.web", "kb.catalog", "kb.library", "kb.cli", "flask", "indexer"],
    "kb/library.py": ["kb.web", "kb.catalog", "kb.cli", "flask", "indexer"],
    "kb/catalog.py": ["kb.web", "kb.cli", "flask"],
    "kb/checking.py": ["kb.web", "kb.cli", "flask", "indexer"],
    "kb/link_checking.py": ["kb.web", "kb.cli", "flask", "indexer"],
    "kb/editing": ["kb.web", "kb.cli", "kb.workflow", "kb.attachments", "flask", "indexer"],
    "kb/history": ["kb.web", "kb.cli", "kb.library", "kb.documents", "flask", "indexer"],
    "kb/editing_vocabulary": ["kb.web", "kb.cli", "kb.workflow", "kb.history", "flask", "indexer"],
    "kb/workflow": ["kb.web", "kb.cli", "flask"],
    "kb/imports": ["kb.web", "kb.cli", "kb.workflow", "kb.history", "flask", "indexer"],
    "kb/attachments": ["kb.web", "kb.cli", "kb.workflow", "flask", "indexer"],
    "kb/accounts": ["kb.web", "kb.cli", "kb.library", "kb.history", "indexer"],
    "kb/exports": ["kb.web", "kb.cli", "kb.history", "kb.workflow", "flask"],
    "kb/search_page.py": ["kb.web", "kb.cli", "flask", "indexer"],
    "kb/web": ["kb.cli", "indexer"],
}

# Modules that think and touch nothing outside themselves.
PURE = [
    "indexer/entry.py",
    "indexer/polish.py",
    "indexer/query.py",
    "indexer/ranking.py",
    *("kb/attached_passages.py", "kb/attachments/changing.py", "kb/attachments/listing.py"),
    *("kb/attachments/names.py", "kb/attachments/pictures.py", "kb/attachments/plain.py"),
    "kb/documents/calendar_pl.py",
    "kb/documents/deadline_words.py",
    "kb/documents/deadlines.py",
    "kb/documents/law.py",
    "kb/documents/model.py",
    "kb/documents/source_text.py",
    "kb/documents/writings.py",
    *("kb/editing/changes.py", "kb/editing/document.py", "kb/editing/guidance.py"),
    *("kb/editing/hints.py", "kb/editing/line_merging.py", "kb/editing/merging.py"),
    *("kb/editing/outline.py", "kb/editing/consequences.py", "kb/overlay.py"),
    *("kb/editing/row_alignment.py", "kb/editing/slugs.py", "kb/editing/yaml_text.py"),
    *("kb/history/messages.py", "kb/history/model.py", "kb/history/errors.py"),
    *(
        f"kb/editing_vocabulary/{name}.py"
        for name in (
            *("choices", "differences", "form_data", "form_fields", "form_views", "plain_data"),
            *("references", "renaming", "rows", "uses", "yaml_patch"),
        )
    ),
    *("kb/workflow/agreeing.py", "kb/workflow/changed_acts.py", "kb/workflow/comparing.py"),
    "kb/web/desk/vocabularies/addresses.py",
    "kb/search_page.py",
    *("kb/cards.py", "kb/completions.py", "kb/explaining.py", "kb/search_parts.py"),
    *("kb/search_report.py", "kb/zero_results.py"),
    "kb/news.py",
    "kb/site_checking.py",
    "kb/web/atom.py",
    "kb/web/structured_data.py",
]
OUTSIDE = [
    *("os", "io", "shutil", "tempfile", "glob", "sqlite3", "subprocess", "socket"),
    *("urllib.request", "http", "threading", "multiprocessing", "asyncio", "time", "random"),
    *("flask", "whoosh"),
]
# Paths are values like any other, as long as nobody asks the disk about them.
OUTSIDE_CALLS = {
    *("open", "input", "print", "exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "stat"),
    *("read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "touch"),
    *("resolve", "cwd", "today", "now"),
}


def source_files(*places: str) -> list[Path]:
    return sorted(
        file
        for place in places
        for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    )


def imported(file: Path) -> set[str]:
    """Dotted names that a file imports, wherever in it, relative ones made absolute."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def called(file: Path) -> set[str]:
    """Names of the functions and methods that a file calls."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {function.id for function in functions if isinstance(function, ast.Name)} | {
        function.attr for function in functions if isinstance(function, ast.Attribute)
    }


def forbidden(file: Path, modules: list[str]) -> list[str]:
    return sorted(
        f"{file.relative_to(ROOT)} imports {name}"
        for name in imported(file)
        if any(f"{name}.".startswith(f"{module}.") for module in modules)
    )


@pytest.mark.parametrize("place", ARROWS)
def test_imports_run_one_way(place: str) -> None:
    files = source_files(place)
    assert files
    assert [wrong for file in files for wrong in forbidden(file, ARROWS[place])] == []


@pytest.mark.parametrize("module", PURE)
def test_pure_modules_touch_nothing_outside(module: str) -> None:
    file = ROOT / module
    assert forbidden(file, OUTSIDE) == []
    assert called(file).isdisjoint(OUTSIDE_CALLS)


def test_files_stay_short() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in source_files("indexer", "kb")
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
