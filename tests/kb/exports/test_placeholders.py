from kb.exports.placeholders import placeholders, style_placeholders, unusual


def test_places_to_fill_in_are_found_in_order() -> None:
    assert placeholders("Dnia [data] w [miejscowość].") == ["data", "miejscowość"]


def test_check_boxes_are_no_places_to_fill_in() -> None:
    tasks = "- [ ] raz\n- [x] dwa\n"
    assert placeholders(tasks) == []
    assert style_placeholders(tasks) == tasks


def test_links_and_escaped_brackets_are_no_places_to_fill_in() -> None:
    text = r"[adres][a], [span]{.x} i \[nawias\]"
    assert style_placeholders(text) == text


def test_a_place_to_fill_in_keeps_its_brackets_and_gets_the_style() -> None:
    styled = r'[\[nazwa organizacji\]]{custom-style="Pole do wypełnienia"}'
    assert style_placeholders("[nazwa organizacji]") == styled


def test_names_with_capitals_or_odd_signs_are_unusual() -> None:
    assert unusual("[Nazwa] [nazwa!] [od–do] [0–20] [numer]") == ["Nazwa", "nazwa!"]
