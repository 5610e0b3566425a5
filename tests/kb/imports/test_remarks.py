from kb.imports.remarks import Remark, page_edges, quotations, quote, shortened


def test_quotations_are_cut_between_words() -> None:
    assert quote("Krótkie zdanie.") == "Krótkie zdanie"
    assert quote("jeden dwa trzy cztery", 12) == "jeden dwa …"
    assert quotations(["a", "b", "c"], 2) == "„a”, „b” (i jeszcze 1)"


def test_many_remarks_of_a_kind_are_told_once() -> None:
    remarks = [Remark("doubtful", f"Tabela „{n}” ma scalone komórki.") for n in range(20)]
    comments = [Remark("note", f"Komentarz z pliku: „{n}”") for n in range(20)]
    kept = shortened([*remarks, *comments])
    assert len(kept) == 25
    assert kept[4].text == "Tabela „4” ma scalone komórki. Takich miejsc jest jeszcze 15."


def test_page_numbers_alone_are_not_told() -> None:
    assert page_edges(["", "Strona 3 z 12", "- 4 -"]) == []
    assert len(page_edges(["Urząd Gminy", "Strona 3"])) == 1
