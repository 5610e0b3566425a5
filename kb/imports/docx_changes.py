"""Tracked changes, comments, hidden text and text boxes of a DOCX, settled before conversion."""

from collections import Counter

from kb.documents.text import plural
from kb.imports.docx_styles import W, switch
from kb.imports.remarks import COMMENT, Remark, quotations, quote
from kb.imports.xml_parts import Element, descendants, local_name, parents, unwrap

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_MARKS = ("rPr", "trPr", "tcPr", "numPr", "sectPr", "tblGrid")
_INSERTED = ("ins", "moveTo")


def settle_changes(root: Element) -> list[Remark]:
    """Take insertions, drop deletions, forget earlier looks; a remark tells how many."""
    counted = Counter[str]()
    _settle(root, counted)
    if not counted:
        return []
    said = [
        f"{counted[name]} {plural(counted[name], *forms)}"
        for name, forms in (
            ("ins", ("wstawienie", "wstawienia", "wstawień")),
            ("del", ("usunięcie", "usunięcia", "usunięć")),
            ("look", ("zmianę formatu", "zmiany formatu", "zmian formatu")),
        )
        if counted[name]
    ]
    return [
        Remark(
            "doubtful",
            f"Plik ma śledzone zmiany ({', '.join(said)}). Przyjęto tekst po zmianach: wstawienia "
            "zostały, usunięć nie ma. Sprawdź, czy o to chodziło.",
        )
    ]


def _settle(parent: Element, counted: Counter[str]) -> None:
    for child in list(parent):
        name = local_name(child)
        is_mark = local_name(parent) in _MARKS
        if name.endswith("Change") and child.tag.startswith(W):
            parent.remove(child)
            counted["look"] += 1
        elif child.tag.startswith(W) and name in _INSERTED:
            counted["ins"] += not is_mark
            _settle(child, counted)
            unwrap(parent, child)
        elif _is_deleted(child) and not is_mark:
            parent.remove(child)
            counted["del"] += 1
        else:
            _settle(child, counted)


def _is_deleted(element: Element) -> bool:
    """Whether it is deleted text or a row that says so."""
    if element.tag == f"{W}tr":
        return element.find(f"{W}trPr/{W}del") is not None
    return element.tag in (f"{W}del", f"{W}moveFrom")


def take_comments(root: Element, comments: Element | None) -> list[Remark]:
    """Every comment as a remark at the words it stands by."""
    if comments is None:
        return []
    words = {c.get(f"{W}id", ""): text_of(c) for c in comments.iter(f"{W}comment")}
    places: dict[str, str] = dict.fromkeys(words, "")
    open_ranges: set[str] = set()
    paragraph = root
    for element in root.iter():
        name = local_name(element)
        key = element.get(f"{W}id", "")
        if name == "commentRangeStart":
            open_ranges.add(key)
        elif name == "commentRangeEnd":
            open_ranges.discard(key)
        elif name == "t":
            for one in open_ranges & places.keys():
                places[one] += element.text or ""
        elif name == "p":
            paragraph = element
        elif name == "commentReference" and not places.get(key):
            places[key] = text_of(paragraph)
    return [
        Remark("note", f"{COMMENT} „{quote(text, 300)}”", quote(places[key]))
        for key, text in words.items()
        if text.strip()
    ]


def drop_hidden_text(root: Element) -> list[Remark]:
    """Hidden text is not meant for readers."""
    hidden = []
    for child, parent in parents(root).items():
        if child.tag == f"{W}r" and switch(child.find(f"{W}rPr"), "vanish"):
            hidden.append(text_of(child))
            parent.remove(child)
    found = [text for text in hidden if text.strip()]
    if not found:
        return []
    return [Remark("lost", f"Pominięto tekst ukryty: {quotations(found)}.")]


def lift_text_boxes(root: Element) -> list[Remark]:
    """Put what stands in text boxes below the paragraph to which they are anchored."""
    above = parents(root)
    lifted: list[str] = []
    pictures = 0
    for paragraph in reversed(list(root.iter(f"{W}p"))):
        boxes = _own_boxes(paragraph)
        if not boxes:
            continue
        inner = [block for box in boxes for block in list(box)]
        pictures += _remove_holders(paragraph)
        parent = above[paragraph]
        at = list(parent).index(paragraph) + 1
        for offset, block in enumerate(inner):
            parent.insert(at + offset, block)
            above[block] = parent
        lifted = [text_of(box) for box in boxes] + lifted
    remarks = []
    if any(text.strip() for text in lifted):
        said = quotations([text for text in lifted if text.strip()])
        remarks.append(
            Remark("doubtful", f"Tekst z pól tekstowych (ramek) wstawiono do treści: {said}.")
        )
    if pictures:
        remarks.append(Remark("lost", f"Pominięto ilustracje w ramkach: {pictures}."))
    return remarks


def _own_boxes(paragraph: Element) -> list[Element]:
    """The contents of text boxes, without their copies for old programs."""
    copies = {
        inner
        for fallback in paragraph.iter(f"{_COMPATIBILITY}Fallback")
        for inner in fallback.iter(f"{W}txbxContent")
    }
    all_boxes = list(paragraph.iter(f"{W}txbxContent"))
    return [box for box in all_boxes if box not in copies] or all_boxes


def _remove_holders(paragraph: Element) -> int:
    """Remove the drawings that held text boxes; how many pictures went with them."""
    above = parents(paragraph)
    pictures = 0
    for box in list(paragraph.iter(f"{W}txbxContent")):
        holder = box
        while holder in above and local_name(holder) not in (
            "AlternateContent", "drawing", "pict",
        ):  # fmt: skip
            holder = above[holder]
        outer = above.get(holder)
        while outer is not None and local_name(outer) in ("Choice", "Fallback", "AlternateContent"):
            holder, outer = outer, above.get(outer)
        if outer is not None and holder in list(outer):
            pictures += sum(1 for _ in holder.iter(_PICTURE))
            outer.remove(holder)
    return pictures


def text_of(element: Element) -> str:
    """The words of an element, paragraphs parted by spaces."""
    parts = []
    for one in descendants(element, f"{W}t", f"{W}tab", f"{W}br", f"{W}p", f"{W}noBreakHyphen"):
        name = local_name(one)
        parts.append({"t": one.text or "", "noBreakHyphen": "-"}.get(name, " "))
    return " ".join("".join(parts).split())
