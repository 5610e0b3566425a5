"""Files of a draft: added, replaced and removed without touching what other versions need."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from kb.attachments import changing
from kb.attachments.changing import Change
from kb.attachments.draft_files import DraftFiles, read_files
from kb.attachments.errors import AttachmentRefused, NoSuchVersion
from kb.attachments.kinds import KINDS, MAX_FILE, MAX_STANDARD
from kb.attachments.listing import Row, rows_of
from kb.attachments.saving import change_files
from kb.attachments.uploads import Upload
from kb.documents.law import CitationParser
from kb.documents.loading import load_version, load_vocabulary
from kb.history.errors import DraftMoved, NoSuchDraft
from kb.history.history import History
from tests.kb.attachments.samples import png
from tests.kb.history.seeds import AUTHOR, SECOND, small_seed

KEY = "maly-grant"
FOLDER = PurePosixPath("p2o1/maly-grant")
OLD, NEW = date(2025, 1, 1), date(2026, 9, 1)
TEMPLATE = "ogloszenie-malego-grantu.docx"
Do = Callable[..., Change]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    return History.create(folder / "content", small_seed(folder / "seed")).root


@pytest.fixture
def history(made: Path, tmp_path: Path) -> History:
    """A repository with an empty draft of a standard that has two versions."""
    history = History(Path(shutil.copytree(made, tmp_path / "content")))
    history.save(KEY, {}, AUTHOR, None, "nowy szkic")
    return history


@pytest.fixture
def do(history: History) -> Do:
    """Change the files of the draft as seen from one version."""

    def do(make: Callable[..., Change], day: date = NEW, **arguments: object) -> Change:
        return change_files(history, KEY, day, AUTHOR, partial(make, **arguments))

    return do


def upload(content: bytes, sent: str = "Karta zadania.pdf", words: str = "") -> Upload:
    return Upload(sent, "Karta zadania", KINDS[sent.rpartition(".")[2]], content, words)


def seen(history: History, day: date = NEW) -> DraftFiles:
    return read_files(history, KEY, day)


def test_an_added_file_is_listed_with_its_words_and_the_document_stays_valid(
    history: History, do: Do, tmp_path: Path
) -> None:
    do(changing.added, upload=upload(b"%PDF- 1", words="kolorowanka"))
    files = seen(history)
    assert rows_of(files.document)[-1] == Row("karta-zadania.pdf", "Karta zadania")
    for path in history.files(files.draft.head, PurePosixPath()):
        target = tmp_path / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(history.read(files.draft.head, path) or b"")
    vocabulary, _ = load_vocabulary(tmp_path / "out")
    read = load_version(
        tmp_path / "out", files.document.path, vocabulary, CitationParser(vocabulary.acts)
    )
    assert read.problems == ()
    loaded = read.version
    assert loaded is not None
    assert loaded.texts["karta-zadania.pdf"].source == "kolorowanka"


def test_the_same_file_sent_twice_is_kept_once(history: History, do: Do) -> None:
    do(changing.added, upload=upload(b"%PDF- 1"))
    head = seen(history).draft.head
    told = do(changing.added, upload=upload(b"%PDF- 1", "inna nazwa.pdf"))
    assert "jest już na liście jako „karta-zadania.pdf”" in told.told
    assert seen(history).draft.head == head


def test_a_file_of_another_version_is_listed_without_a_second_copy(
    history: History, do: Do
) -> None:
    do(changing.added, upload=upload(b"%PDF- 1"))
    do(changing.added, day=OLD, upload=upload(b"%PDF- 1", "znowu.pdf"))
    files = seen(history, OLD)
    assert [row.file for row in rows_of(files.document)] == ["karta-zadania.pdf"]
    assert files.files["karta-zadania.pdf"].elsewhere == (NEW,)
    assert "znowu.pdf" not in files.files


def test_two_files_of_one_name_are_kept_apart(history: History, do: Do) -> None:
    do(changing.added, upload=upload(b"%PDF- 1"))
    do(changing.added, upload=upload(b"%PDF- 2"))
    do(changing.added, upload=upload(b"%PDF- 3", f"{KEY}-{NEW.isoformat()}.pdf"))
    assert [row.file for row in rows_of(seen(history).document)][1:] == [
        "karta-zadania.pdf",
        "karta-zadania-2.pdf",
        "maly-grant-2026-09-01-2.pdf",
    ]


def test_a_replaced_file_keeps_its_name_and_title_and_loses_its_old_words(
    history: History, do: Do
) -> None:
    do(changing.replaced, file=TEMPLATE, upload=upload(b"PK nowy", "nowy wzor.docx", "nowe słowa"))
    files = seen(history)
    assert [row.file for row in rows_of(files.document)] == [TEMPLATE]
    paths = set(history.files(files.draft.head, FOLDER))
    assert FOLDER / "wzory" / "ogloszenie-malego-grantu.md" not in paths
    text = history.read(files.draft.head, FOLDER / "teksty" / f"{TEMPLATE}.txt")
    assert text == "nowe słowa".encode()
    do(changing.replaced, file=TEMPLATE, upload=upload(b"PK skan", "skan.docx"))
    assert FOLDER / "teksty" / f"{TEMPLATE}.txt" not in history.files(
        seen(history).draft.head, FOLDER
    )


def test_a_file_that_an_older_version_names_is_not_changed_for_it(history: History, do: Do) -> None:
    do(changing.added, upload=upload(b"%PDF- 1"))
    do(changing.added, day=OLD, upload=upload(b"%PDF- 1"))
    do(changing.replaced, file="karta-zadania.pdf", upload=upload(b"%PDF- 2"))
    files = seen(history)
    assert rows_of(files.document)[-1] == Row("karta-zadania-2.pdf", "Karta zadania")
    assert history.read(files.draft.head, FOLDER / "karta-zadania.pdf") == b"%PDF- 1"
    told = do(changing.removed, day=OLD, file="karta-zadania.pdf").told
    assert told == "Usunięto z listy plik „karta-zadania.pdf”."
    assert "karta-zadania.pdf" not in seen(history).files


def test_a_file_that_a_published_version_names_meanwhile_stays(history: History, do: Do) -> None:
    do(changing.added, upload=upload(b"%PDF- 1"))
    other = FOLDER / "2025-01-01.md"
    text = (history.root / other).read_text(encoding="utf-8")
    (history.root / other).write_text(
        text.replace("\n---\n", "\nattachments:\n  - {file: karta-zadania.pdf, title: K}\n---\n", 1)
    )
    history.adopt_outside_edits()
    do(changing.removed, file="karta-zadania.pdf")
    files = seen(history)
    assert "karta-zadania.pdf" not in files.listed
    assert "karta-zadania.pdf" in files.files


def test_a_removed_file_goes_away_with_its_words_and_source(history: History, do: Do) -> None:
    do(changing.removed, file=TEMPLATE)
    left = {path.name for path in history.files(seen(history).draft.head, FOLDER)}
    assert left == {"2025-01-01.md", "2026-09-01.md"}
    assert do(changing.removed, file=TEMPLATE).files == {}


def test_a_source_stays_while_another_file_comes_from_it(history: History, do: Do) -> None:
    do(changing.added, upload=upload(b"%PDF-", "ogloszenie-malego-grantu.pdf"))
    do(changing.removed, file="ogloszenie-malego-grantu.pdf")
    assert FOLDER / "wzory" / "ogloszenie-malego-grantu.md" in history.files(
        seen(history).draft.head, FOLDER
    )


def test_a_picture_goes_into_the_text_and_cannot_go_away_while_it_stands_there(
    history: History, do: Do
) -> None:
    picture = upload(png(), "Schemat.png")
    do(changing.added_picture, upload=picture, section="Cel", alt="Obieg oferty")
    files = seen(history)
    assert "![Obieg oferty](schemat.png)\n\n## " in files.document.body
    assert files.listed == {TEMPLATE}
    with pytest.raises(AttachmentRefused, match="wskazuje go treść"):
        do(changing.removed, file="schemat.png")
    with pytest.raises(AttachmentRefused, match="tylko PNG lub JPEG"):
        do(changing.replaced, file="schemat.png", upload=upload(b"%PDF-"))
    do(changing.replaced, file="schemat.png", upload=upload(b"\xff\xd8\xff", "nowy.jpg"))
    assert "![Obieg oferty](schemat.jpg)" in seen(history).document.body
    with pytest.raises(AttachmentRefused, match="nie jest obrazkiem"):
        do(changing.added_picture, upload=upload(b"%PDF-"), section="Cel", alt="x")


def test_titles_are_saved_and_never_empty(history: History, do: Do) -> None:
    do(changing.retitled, titles={TEMPLATE: "  Nowa\n nazwa ", "obcy.docx": "x"})
    assert rows_of(seen(history).document) == (Row(TEMPLATE, "Nowa nazwa"),)
    with pytest.raises(AttachmentRefused, match="Wpisz nazwę"):
        do(changing.retitled, titles={TEMPLATE: "  "})


def test_the_files_of_a_standard_are_bounded_together(do: Do) -> None:
    for number in range(MAX_STANDARD // MAX_FILE - 1):
        do(changing.added, upload=upload(bytes([number]) * MAX_FILE))
    with pytest.raises(AttachmentRefused, match="mogą mieć 50 MB"):
        do(changing.added, upload=upload(b"x" * MAX_FILE))


def test_a_file_is_added_to_what_others_saved_meanwhile(history: History) -> None:
    def meanwhile(files: DraftFiles) -> Change:
        if not calls:
            note = {FOLDER / "uwaga.txt": b"uwaga"}
            history.save(KEY, note, SECOND, files.draft.head, "inna zmiana")
        calls.append(files.draft.head)
        return changing.added(files, upload(b"%PDF- 1"))

    calls: list[str] = []
    change_files(history, KEY, NEW, AUTHOR, meanwhile)
    assert len(calls) == 2
    assert {"uwaga.txt", "karta-zadania.pdf"} <= set(seen(history).files)


def test_nothing_is_changed_under_review_or_past_what_was_expected(
    history: History, do: Do
) -> None:
    draft = seen(history).draft
    with pytest.raises(DraftMoved):
        change_files(
            history, KEY, NEW, AUTHOR, partial(changing.removed, file=TEMPLATE), expected="0" * 40
        )
    history.send(KEY, draft.head, AUTHOR, "")
    with pytest.raises(AttachmentRefused, match="czeka na sprawdzenie"):
        do(changing.removed, file=TEMPLATE)


def test_the_version_that_the_draft_changes_is_shown_first(history: History, do: Do) -> None:
    assert read_files(history, KEY).day == NEW
    do(changing.added, day=OLD, upload=upload(b"%PDF- 1"))
    assert read_files(history, KEY).day == OLD
    assert read_files(history, KEY).versions == (NEW, OLD)


def test_a_draft_or_version_that_is_not_there_is_told(history: History) -> None:
    with pytest.raises(NoSuchDraft):
        read_files(history, "nie-ma")
    with pytest.raises(NoSuchVersion):
        read_files(history, KEY, date(1999, 1, 1))
    words = PurePosixPath("vocabulary/typos.yaml")
    history.save("vocabulary.typos", {words: b"items: []\n"}, AUTHOR, None, "")
    with pytest.raises(NoSuchVersion):
        read_files(history, "vocabulary.typos")
