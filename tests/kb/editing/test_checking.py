from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from kb.documents.problems import Problem
from kb.editing.checking import check_draft, check_publication
from kb.editing.document import Damaged, document_text, read_document, with_data
from kb.history.history import History
from kb.library import Library
from kb.overlay import overlaid
from tests.kb.conftest import MINIMAL
from tests.kb.editing.conftest import EWA, GRANT, TODAY, checked_as_draft, drafted, text_of

NEW = PurePosixPath("p2o2/sala-na-zebranie/2026-01-15.md")


def said(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.field: problem.message for problem in problems}


def test_a_draft_without_mistakes_is_seen_as_it_will_be(history: History, library: Library) -> None:
    draft = drafted(history, {GRANT: text_of(history).replace("title: ", "title: Nowy: ", 1)})
    text = text_of(history).replace("Mały grant", "Całkiem mały grant", 1)
    draft = history.save("maly-grant", {GRANT: text.encode()}, EWA, draft.head, "")
    checked = check_draft(history, draft, library, TODAY)
    assert checked.errors == ()
    assert checked.version is not None
    assert checked.version.meta.title.startswith("Całkiem mały grant")
    assert checked.version.folder.joinpath(GRANT.name).is_file()
    shown = checked.library.shown("maly-grant", TODAY)
    assert shown is not None
    assert shown.meta.title == checked.version.meta.title
    assert len(checked.library.standards["maly-grant"].versions) == 2
    assert checked.library.revision != library.revision
    published = library.shown("maly-grant", TODAY)
    assert published is not None
    assert published.meta.title.startswith("Mały grant")


def test_every_mistake_is_told_by_its_field_in_the_words_of_the_check(
    history: History, library: Library
) -> None:
    document = read_document(text_of(history), GRANT)
    steps = [dict(step) for step in document.data["steps"]]
    steps[1]["who"] = "urzadd"
    steps[2]["basis"] = "art. 999 UDPP"
    code = library.standards["wklad-wlasny"].versions[0].meta.code
    wrong = with_data(document, steps=steps, valid_to="2026-02-31", code=code)
    checked = checked_as_draft(history, wrong, library)
    assert checked.version is None
    assert said(checked.errors) == {
        "valid_to": "„2026-02-31” nie jest datą z kalendarza",
        "steps[2].who": "nieznana wartość „urzadd”",
        "steps[3].basis": "w acts.yaml nie ma art. 999 UDPP",
        "code": f"kod {code} ma już „wklad-wlasny”",
    }


def test_only_problems_of_the_draft_are_told(history: History, library: Library) -> None:
    elsewhere = Problem("p1/x/2026-01-01.md", 1, 1, "plik", "zepsuty", "popraw")
    broken = replace(library, problems=(elsewhere,))
    draft = drafted(history, {NEW: MINIMAL.replace("[jst, ngo]", "[jts]")}, "sala-na-zebranie")
    checked = check_draft(history, draft, broken, TODAY)
    assert said(checked.problems) == {"sectors[1]": "nieznana wartość „jts”"}


def test_a_file_added_with_the_draft_is_found_beside_it(history: History, library: Library) -> None:
    text = MINIMAL.replace(
        "change_note:", "attachments:\n  - file: wzor.docx\n    title: Wzór\nchange_note:"
    )
    draft = drafted(history, {NEW: text}, "sala-na-zebranie")
    assert said(check_draft(history, draft, library, TODAY).problems) == {
        "attachments[1].file": "nie ma pliku „wzor.docx”"
    }
    file = {NEW.parent / "wzor.docx": b"wzor"}
    draft = history.save("sala-na-zebranie", file, EWA, draft.head, "")
    checked = check_draft(history, draft, library, TODAY)
    assert checked.problems == ()
    assert checked.version is not None
    assert (checked.version.folder / "wzor.docx").read_bytes() == b"wzor"


def test_a_file_taken_away_is_missed_by_every_version_that_lists_it(
    history: History, library: Library
) -> None:
    listed = next(v for v in library.versions() if v.meta.attachments)
    file = listed.path.parent / listed.meta.attachments[0].file
    draft = drafted(history, {file: None}, listed.slug)
    problems = check_draft(history, draft, library, TODAY).problems
    assert "attachments[1].file" in said(problems)


def test_a_new_version_ends_the_previous_one(history: History, library: Library) -> None:
    path = GRANT.with_name("2027-01-01.md")
    text = text_of(history).replace("valid_from: 2026-09-01", "valid_from: 2027-01-01")
    checked = check_draft(history, drafted(history, {path: text}), library, TODAY)
    assert checked.errors == ()
    ends = [version.until for version in checked.library.standards["maly-grant"].versions]
    assert ends == [date(2026, 8, 31), date(2026, 12, 31), None]


def test_a_published_version_that_would_vanish_is_told(history: History, library: Library) -> None:
    path = GRANT.with_name("2026-09-02.md")
    text = text_of(history).replace("valid_from: 2026-09-01", "valid_from: 2026-09-02")
    checked = check_draft(history, drafted(history, {GRANT: None, path: text}), library, TODAY)
    assert said(checked.problems)["valid_from"] == (
        "zniknie opublikowana wersja z 2026-09-01, a jej adres miał działać zawsze"
    )
    assert checked.errors == ()


def test_links_of_other_documents_that_would_break_are_told(
    history: History, library: Library
) -> None:
    linking = MINIMAL + "\nZobacz [zasady](/standardy/maly-grant#pytanie-1).\n"
    version = checked_as_draft(history, read_document(linking, NEW), library).version
    assert version is not None
    with_link = overlaid(library, [version])[0]
    without_questions = {
        path: document_text(with_data(read_document(text_of(history, path), path), questions=None))
        for path in (GRANT, GRANT.with_name("2025-01-01.md"))
    }
    checked = check_draft(history, drafted(history, without_questions), with_link, TODAY)
    assert "„Sala na zebranie” odsyła do miejsca „#pytanie-1”, którego już nie będzie" in [
        problem.message for problem in checked.problems
    ]
    assert checked.errors == ()


def test_what_is_wrong_already_where_it_is_published_is_only_a_warning(
    history: History, library: Library
) -> None:
    linking = MINIMAL + "\nZobacz [wolontariat](/standardy/wolontariat).\n"
    before = checked_as_draft(history, read_document(linking, NEW), library)
    assert said(before.errors) == {"treść „Cel”": "nie ma standardu „wolontariat”"}
    assert before.version is not None
    published = overlaid(library, [before.version])[0]
    typo = read_document(linking.replace("Sala dla", "Salka dla"), NEW)
    after = checked_as_draft(history, typo, published)
    assert after.errors == ()
    assert said(after.problems) == said(before.errors)


def test_guidance_that_was_left_is_an_error_where_it_stands(
    history: History, library: Library
) -> None:
    text = MINIMAL.replace("Sala dla", "Tu [uzupełnij: po co] dla").replace(
        '"Redakcja"', '"[uzupełnij: rola]"'
    )
    draft = drafted(history, {NEW: text}, "sala-na-zebranie")
    checked = check_draft(history, draft, library, TODAY)
    assert [(p.line, p.field) for p in checked.errors] == [(13, "owner"), (19, "treść „Cel”")]
    assert checked.version is not None


def test_a_draft_that_changes_nothing_yet_holds_what_is_published(
    history: History, library: Library
) -> None:
    checked = check_draft(history, drafted(history, {}), library, TODAY)
    assert checked.document is not None
    assert (checked.document.path, checked.errors) == (GRANT, ())


def test_a_draft_of_a_vocabulary_tells_the_documents_it_breaks(
    history: History, library: Library
) -> None:
    path = PurePosixPath("vocabulary/kinds.yaml")
    text = text_of(history, path).replace("slug: procedura", "slug: tryb")
    checked = check_draft(
        history, drafted(history, {path: text}, "vocabulary.kinds"), library, TODAY
    )
    assert checked.document is None
    assert ("kind", "nieznana wartość „procedura”") in {
        (p.field, p.message) for p in checked.errors
    }


def test_damaged_text_is_raised_with_its_line(history: History, library: Library) -> None:
    draft = drafted(history, {NEW: "---\ntitle: a: b\n---\n"}, "sala-na-zebranie")
    with pytest.raises(Damaged) as caught:
        check_draft(history, draft, library, TODAY)
    assert caught.value.problem.line == 2


def test_what_would_be_published_includes_what_others_published(
    history: History, library: Library
) -> None:
    draft = drafted(history, {GRANT: text_of(history).replace("Mały grant", "Grant mały", 1)})
    other = text_of(history) + "\n## Wymyślona sekcja\n\nTekst.\n"
    (history.root / GRANT).write_text(other, encoding="utf-8")
    history.adopt_outside_edits()
    draft = history.draft("maly-grant") or draft
    assert check_draft(history, draft, library, TODAY).errors == ()
    problems = check_publication(history, draft, library, TODAY).errors
    assert said(problems) == {"treść": "nieznana sekcja „Wymyślona sekcja”"}


def test_the_same_state_is_laid_out_once_and_earlier_ones_go(
    history: History, library: Library
) -> None:
    draft = drafted(history, {NEW: MINIMAL}, "sala-na-zebranie")
    first = check_draft(history, draft, library, TODAY).version
    again = check_draft(history, draft, library, TODAY).version
    assert first is not None
    assert again is not None
    assert first.folder == again.folder
    changed = {NEW: MINIMAL.replace("Sala dla", "Salka dla").encode()}
    draft = history.save("sala-na-zebranie", changed, EWA, draft.head, "")
    check_draft(history, draft, library, TODAY)
    assert not first.folder.exists()
