from kb.editing_vocabulary.differences import FieldChange, differences

BEFORE = """\
items:
  - slug: a
    label: "Pierwszy"
    plural: "Pierwsze"
    hint: "Jeden"
  - slug: b
    label: "Drugi"
    plural: "Drugie"
    hint: "Dwa"
  - slug: c
    label: "Trzeci"
    plural: "Trzecie"
    hint: "Trzy"
"""


def told(before: str, after: str, name: str = "kinds") -> list[tuple[str, str]]:
    return [(change.kind, change.key) for change in differences(name, before, after)]


def test_layout_and_comments_do_not_count() -> None:
    assert differences("kinds", BEFORE, "# why\n" + BEFORE.replace('"Dwa"', "Dwa")) == ()


def test_a_changed_field_is_told_by_its_label() -> None:
    (change,) = differences("kinds", BEFORE, BEFORE.replace("Dwa", "Dwie"))
    assert (change.kind, change.key, change.title) == ("changed", "b", "Drugi")
    assert change.fields == (FieldChange("Wyjaśnienie", ("Dwa",), ("Dwie",)),)


def test_added_and_removed_rows_are_told_with_all_their_fields() -> None:
    shorter = BEFORE[: BEFORE.index("  - slug: c")]
    (added,) = differences("kinds", shorter, BEFORE)
    assert (added.kind, added.title) == ("added", "Trzeci")
    assert FieldChange("Nazwa", (), ("Trzeci",)) in added.fields
    (removed,) = differences("kinds", BEFORE, shorter)
    assert removed.kind == "removed"
    assert FieldChange("Nazwa", ("Trzeci",), ()) in removed.fields


def test_a_renamed_row_is_one_change() -> None:
    (change,) = differences("kinds", BEFORE, BEFORE.replace("slug: b", "slug: drugi"))
    assert (change.kind, change.key) == ("changed", "drugi")
    assert change.fields == (FieldChange("Nazwa w adresach", ("b",), ("drugi",)),)


def test_a_moved_row_is_told_without_fields() -> None:
    first, rest = BEFORE[: BEFORE.index("  - slug: b")], BEFORE[BEFORE.index("  - slug: b") :]
    after = "items:\n" + rest + first.removeprefix("items:\n")
    assert told(BEFORE, after) == [("moved", "a")]


def test_of_a_list_only_what_changed_is_told() -> None:
    before = "items:\n  - slug: x\n    queries: [a, b, c]\n    standard: s\n    reason: r\n"
    (change,) = differences("best_bets", before, before.replace("[a, b, c]", "[a, c, d]"))
    assert change.fields == (FieldChange("Zapytania", ("b",), ("d",)),)


def test_rows_within_rows_choices_and_numbers_are_told_in_words() -> None:
    before = "items:\n  - slug: x\n    kind: ustawa\n    articles: []\n"
    after = (
        "items:\n  - slug: x\n    kind: rozporzadzenie\n    articles:\n"
        '      - {number: "1", title: "O czym"}\n'
    )
    (change,) = differences("acts", before, after)
    assert FieldChange("Rodzaj aktu", ("ustawa",), ("rozporządzenie",)) in change.fields
    assert FieldChange("Artykuły", (), ("Numer: 1; O czym jest: O czym",)) in change.fields
    weights = "items:\n  - slug: title\n    weight: 5.0\n    b: 0.3\n"
    (change,) = differences("weights", weights, weights.replace("0.3", "0.25"))
    assert change.fields == (FieldChange("Wpływ długości", ("0,3",), ("0,25",)),)


def test_a_file_that_was_not_there_is_all_new() -> None:
    assert told("", BEFORE) == [("added", "a"), ("added", "b"), ("added", "c")]
