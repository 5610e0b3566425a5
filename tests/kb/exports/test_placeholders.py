from kb.exports.placeholders import style_placeholders


def test_check_boxes_are_no_places_to_fill_in() -> None:
    tasks = "- [ ] raz\n- [x] dwa\n"
    assert style_placeholders(tasks) == tasks


def test_links_and_escaped_brackets_are_no_places_to_fill_in() -> None:
    text = r"[adres][a], [span]{.x} i \[nawias\]"
    assert style_placeholders(text) == text


def test_a_place_to_fill_in_keeps_its_brackets_and_gets_the_style() -> None:
    styled = r'[\[nazwa organizacji\]]{custom-style="Pole do wypełnienia"}'
    assert style_placeholders("Dla [nazwa organizacji].") == f"Dla {styled}."
