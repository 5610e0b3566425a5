from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from kb.checking import check
from kb.editing_vocabulary.renaming import moved_group, renaming, with_redirect
from kb.editing_vocabulary.uses import Use, Uses
from kb.editing_vocabulary.yaml_patch import CannotPatch
from kb.library import Library, load_library

DAY = date(2026, 11, 22)
MALY_GRANT = "p2o1/maly-grant/2026-09-01.md"


def uses(library: Library, name: str, key: str) -> tuple[Use, ...]:
    return Uses(library).of(name, key)


def read(root: Path, path: PurePosixPath) -> str | None:
    file = root / path
    return file.read_text(encoding="utf-8") if file.is_file() else None


def renamed(
    content: Any, name: str, key: str, new: str, **more: str
) -> Mapping[PurePosixPath, str]:
    """Rename in the folder; the texts that changed."""
    library = load_library(content.root)
    texts = renaming(library, name, key, new, lambda path: read(content.root, path), **more)
    for path, text in texts.items():
        content.write(str(path), text)
    return texts


def mistakes(library: Library, before: set[str]) -> set[str]:
    return {str(problem) for problem in check(library, DAY)} - before


@pytest.mark.parametrize(
    ("name", "key", "new"),
    [
        ("topics", "male-granty", "granty"),
        ("sectors", "jst-gmina", "gmina"),
        ("kinds", "poradnik", "przewodnik"),
        ("parties", "organizacja", "ngo"),
        ("blocks", "infrastruktura", "zaplecze"),
        ("glossary", "fundacja", "fundacja-polska"),
        ("acts", "usg", "ustawa-gminna"),
        ("areas", "P1O6", "P2O6"),
        ("sections", "cel", "po-co"),
    ],
)
def test_whatever_used_the_old_name_uses_the_new_one(
    content: Any, name: str, key: str, new: str
) -> None:
    before = load_library(content.root)
    old_uses = uses(before, name, key)
    known = {str(problem) for problem in check(before, DAY)}
    more = {"label": "Po co"} if name == "sections" else {}
    texts = renamed(content, name, key, new, **more)
    after = load_library(content.root)
    assert key not in getattr(after.vocabulary, name)
    assert new in getattr(after.vocabulary, name)
    assert {told.replace(new, key) for told in mistakes(after, set())} <= known
    assert [use.user.key for use in uses(after, name, new)] == [use.user.key for use in old_uses]
    assert uses(after, name, key) == ()
    assert PurePosixPath(f"vocabulary/{name}.yaml") in texts


def test_only_the_lines_with_the_value_change(content: Any) -> None:
    before = content.path(MALY_GRANT).read_text(encoding="utf-8")
    renamed(content, "topics", "male-granty", "granty")
    after = content.path(MALY_GRANT).read_text(encoding="utf-8")
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    changed = [(old, new) for old, new in pairs if old != new]
    assert len(changed) == 1
    assert changed[0][0].replace("male-granty", "granty") == changed[0][1].replace('"', "")


def test_links_to_the_page_of_the_value_follow(content: Any) -> None:
    content.replace(
        MALY_GRANT, "## Cel\n\n", "## Cel\n\n[a](/tematy/male-granty) [b](/tematy/male-granty-2) "
    )
    renamed(content, "topics", "male-granty", "granty")
    text = content.path(MALY_GRANT).read_text(encoding="utf-8")
    assert "[a](/tematy/granty) [b](/tematy/male-granty-2)" in text


def test_a_renamed_section_changes_headings_and_the_links_to_them(content: Any) -> None:
    content.replace(MALY_GRANT, "## Cel\n\n", "## Cel\n\n[tu](#cel) ")
    renamed(content, "sections", "cel", "po-co", label="Po co")
    text = content.path(MALY_GRANT).read_text(encoding="utf-8")
    assert "\n## Po co\n\n[tu](#po-co) " in text


def test_a_group_takes_its_folder_along(content: Any) -> None:
    library = load_library(content.root)
    known = {str(problem).replace("p2o1/", "p2o4/") for problem in check(library, DAY)}
    texts = renaming(library, "groups", "P2O1", "P2O4", lambda path: read(content.root, path))
    files = {
        PurePosixPath(path.relative_to(content.root).as_posix()): path.read_bytes()
        for path in (content.root / "p2o1").rglob("*")
        if path.is_file()
    }
    changes = moved_group(texts, files, "P2O1", "P2O4")
    for path, data in changes.items():
        file = content.root / path
        file.unlink() if data is None else file.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            file.write_bytes(data)
    after = load_library(content.root)
    assert mistakes(after, known) == set()
    assert {v.meta.group for v in after.versions()} == {"P2O4"}
    assert set(after.standards) == set(library.standards)
    assert (content.root / "p2o4/maly-grant").is_dir()


def test_the_old_name_leads_to_the_new_one() -> None:
    text = with_redirect("# why\nitems: []\n", "topics", "a", "b")
    assert text == "# why\nitems:\n  - list: topics\n    old: a\n    new: b\n"
    back = with_redirect(text, "topics", "b", "a")
    assert "old: a" not in back
    assert "old: b" in back
    assert with_redirect(None, "topics", "a", "b").startswith("items:\n")


def test_what_is_not_there_cannot_be_renamed(content: Any) -> None:
    with pytest.raises(CannotPatch, match="nie ma wiersza"):
        renamed(content, "topics", "nie-ma", "granty")
    with pytest.raises(CannotPatch, match="brak listy"):
        with_redirect("nic", "topics", "a", "b")
