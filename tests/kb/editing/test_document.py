from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.law import CitationParser
from kb.documents.loading import load_version, load_vocabulary, version_paths
from kb.documents.stamps import read_stamps
from kb.editing.document import (
    Damaged,
    EditedDocument,
    document_text,
    read_document,
    with_data,
)
from kb.editing.yaml_text import WIDTH, yaml_text

STANDARDS = Path(__file__).parents[3] / "standards"
PATH = PurePosixPath("p2o1/maly-grant/2026-09-01.md")

NASTY = [
    "no", "Tak: nie", "12:30", "010", "1_000", "0x1F", "1e3", ".5", "-1", "+1", "true", "null", "~",
    "2026-09-01", "2026-09-01 12:00:00", "11-30", "7 dni roboczych", "# komentarz", "a # b", "a #b",
    "- myślnik", "-", "--- ", "---", "...", "?", "? klucz", ": x", "x:", "a: b", "[a, b]", "{a: b}",
    "&kotwica", "*odsyłacz", "!tag", "%YAML", "@at", "`kod`", "| x", "> x", "'cudzysłów'", '"tak"',
    "„tak”", "it's", " spacja", "spacja ", "dwie  spacje", "tab\tw środku", "\n", "a\n", "a\nb",
    "a\n\n\nb\n\n", "  wcięty\nwiersz", "a\n  b", "a\n \nb", "a \nb", "", "\\n", "\\", "ś" * 300,
    "słowo " * 60 + "koniec", "a\u00a0b", "a\u2028b", "a\u0085b", "\ufeffbom", "😀 emotka",
    "\x00", "\x0b",
    "z, przecinkiem", "<<", "=", "y", "off", "art. 19a ust. 1 UDPP; § 3", "12:30: x",
]  # fmt: skip

texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.text("a :#-\n\"'[,]{}&", max_size=130)
)
texts = texts.map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))
scalars = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
)
data = st.dictionaries(
    st.one_of(texts, st.sampled_from(["title", "sectors", "steps", "duties", "valid_from"])),
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=6,
)


@given(data=data, body=st.one_of(texts, st.just("---\n## Cel\n")))
def test_any_document_is_read_back_as_it_was_written(data: dict[str, Any], body: str) -> None:
    document = EditedDocument(PATH, data, body)
    assert read_document(document_text(document), PATH) == document


@given(data=data, before=data, changed=data)
def test_a_document_written_over_another_is_read_back_as_it_was(
    data: dict[str, Any], before: dict[str, Any], changed: dict[str, Any]
) -> None:
    old = document_text(EditedDocument(PATH, {**before, **data}, "## Cel\n"))
    document = EditedDocument(PATH, {**data, **changed}, "## Cel\n")
    assert read_document(document_text(document, old), PATH) == document


@given(text=st.one_of(st.text(), st.text(max_size=50).map(lambda head: f"---\n{head}\n---\n")))
def test_any_text_is_read_or_told_to_be_damaged(text: str) -> None:
    with suppress(Damaged):
        assert read_document(text, PATH).path == PATH


@pytest.mark.parametrize("text", NASTY)
def test_other_tools_read_the_same_texts(text: str) -> None:
    written = yaml_text({"title": text, "sectors": [text]}, ["sectors"])
    meant = date.fromisoformat(text) if text == "2026-09-01" else text
    assert yaml.safe_load(written) == {"title": meant, "sectors": [meant]}


def test_writing_is_readable() -> None:
    long = "Mały grant to najwyżej 20 000 zł bez konkursu. " * 4
    document = EditedDocument(
        PATH,
        {
            "sectors": ("ngo", "jst"),
            "obcy": 1,
            "title": "Mały grant: tryb uproszczony",
            "code": "P2O1-03",
            "summary": long.strip(),
            "valid_from": date(2026, 9, 1),
            "deadlines": [{"yearly": "11-30", "id": "sprawozdanie", "term": "7 dni roboczych"}],
            "related": ["wklad-wlasny"],
            "duties": {"office": [{"text": "Odpowiada", "level": "podstawowy"}]},
            "change_note": "Pierwszy akapit.\n\nDrugi akapit.",
        },
        "## Cel\r\n\r\nPo co.",
    )
    assert document_text(document) == (
        "---\n"
        "code: P2O1-03\n"
        'title: "Mały grant: tryb uproszczony"\n'
        "sectors: [ngo, jst]\n"
        "summary: >-\n"
        "  Mały grant to najwyżej 20 000 zł bez konkursu. Mały grant to najwyżej 20 000 zł bez"
        " konkursu. Mały\n"
        "  grant to najwyżej 20 000 zł bez konkursu. Mały grant to najwyżej 20 000 zł bez"
        " konkursu.\n"
        "valid_from: 2026-09-01\n"
        "related:\n"
        "  - wklad-wlasny\n"
        "change_note: |-\n"
        "  Pierwszy akapit.\n"
        "\n"
        "  Drugi akapit.\n"
        "duties:\n"
        "  office:\n"
        "    - text: Odpowiada\n"
        "      level: podstawowy\n"
        "deadlines:\n"
        "  - id: sprawozdanie\n"
        "    term: 7 dni roboczych\n"
        '    yearly: "11-30"\n'
        "obcy: 1\n"
        "---\n"
        "## Cel\n"
        "\n"
        "Po co.\n"
    )


def test_every_bundled_standard_keeps_its_meaning_and_its_unchanged_text(tmp_path: Path) -> None:
    vocabulary, _ = load_vocabulary(STANDARDS)
    citations = CitationParser(vocabulary.acts)
    for path in version_paths(read_stamps(STANDARDS)):
        text = (STANDARDS / path).read_text(encoding="utf-8")
        document = read_document(text, path)
        assert document_text(document, text) == text
        written = document_text(document)
        assert document_text(read_document(written, path)) == written
        assert all(len(line) <= WIDTH for line in written.partition("\n---\n")[0].splitlines())
        (tmp_path / path.parent).mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(written, encoding="utf-8")
        ours = load_version(STANDARDS, path, vocabulary, citations).version
        read = load_version(tmp_path, path, vocabulary, citations)
        assert read.problems == ()
        theirs = read.version
        assert ours is not None
        assert theirs is not None
        assert theirs.meta == ours.meta
        assert [(s.title, s.markdown) for s in theirs.sections] == [
            (s.title, s.markdown) for s in ours.sections
        ]


def test_a_changed_field_leaves_the_others_untouched() -> None:
    kept = 'kind: "procedura"  # rodzaj\n'
    before = f'---\n# sprawdzone\ntitle: "Stary"\n{kept}level: x\n---\n## Cel\n'
    document = with_data(read_document(before, PATH), title="Nowy", code="P2O1-03", level=None)
    assert document_text(document, before) == (
        f"---\n# sprawdzone\ncode: P2O1-03\ntitle: Nowy\n{kept}---\n## Cel\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## Cel\n", 1),
        ("---\ntitle: x\n", 1),
        ("---\ntitle: Umowa: wzór\n---\n", 2),
        ("---\nkind: x\ntitle: a\ntitle: b\n---\n", 4),
        ("---\n- a\n---\n", 2),
        ("---\ntitle: &a x\nkind: *a\n---\n", 3),
    ],
)
def test_damaged_front_matter_is_told_with_its_line_and_the_text_is_kept(
    text: str, line: int
) -> None:
    with pytest.raises(Damaged) as caught:
        read_document(text, PATH)
    assert (caught.value.problem.line, caught.value.text) == (line, text)


def test_empty_front_matter_is_an_empty_document() -> None:
    assert read_document("---\n---\n", PATH).data == {}
