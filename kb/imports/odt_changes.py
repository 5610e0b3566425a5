"""Tracked changes, comments, text boxes and numbers with words of an ODT, settled beforehand."""

import re

from kb.documents.text import plural
from kb.imports.odt_styles import DRAW, OFFICE, STYLE, TEXT
from kb.imports.remarks import COMMENT, Remark, quotations, quote
from kb.imports.xml_parts import Element, descendants, local_name, parents

_INDEXES = (
    *("table-of-content", "alphabetical-index", "illustration-index", "table-index"),
    *("object-index", "user-index", "bibliography"),
)
_WORDY = re.compile(r"[^\W\d_]{2,}|§")


def settle_changes(body: Element) -> list[Remark]:
    """The text as it stands after the changes; a remark tells how many there were."""
    inserted = sum(1 for _ in body.iter(f"{TEXT}insertion"))
    deleted = sum(1 for _ in body.iter(f"{TEXT}deletion"))
    above = parents(body)
    for changes in list(body.iter(f"{TEXT}tracked-changes")):
        above[changes].remove(changes)
    if not inserted and not deleted:
        return []
    said = [
        f"{inserted} {plural(inserted, 'wstawienie', 'wstawienia', 'wstawień')}",
        f"{deleted} {plural(deleted, 'usunięcie', 'usunięcia', 'usunięć')}",
    ]
    return [
        Remark(
            "doubtful",
            f"Plik ma śledzone zmiany ({', '.join(said)}). Przyjęto tekst po zmianach: wstawienia "
            "zostały, usunięć nie ma. Sprawdź, czy o to chodziło.",
        )
    ]


def take_comments(body: Element) -> list[Remark]:
    """Every comment as a remark at its paragraph; they leave the text."""
    remarks = []
    above = parents(body)
    for comment in list(descendants(body, f"{OFFICE}annotation", f"{OFFICE}annotation-end")):
        words = " ".join(text_of(p) for p in comment.iter(f"{TEXT}p")).strip()
        parent = above[comment]
        remove(parent, comment)
        if words:
            remarks.append(
                Remark("note", f"{COMMENT} „{quote(words, 300)}”", quote(text_of(parent)))
            )
    return remarks


def drop_indexes(body: Element) -> None:
    """Tables of contents are made anew by the site."""
    above = parents(body)
    for index in list(descendants(body, *(f"{TEXT}{name}" for name in _INDEXES))):
        if index in above:
            above[index].remove(index)


def lift_text_boxes(body: Element) -> list[Remark]:
    """Put what stands in text boxes below the paragraph to which they are anchored."""
    above = parents(body)
    lifted: list[str] = []
    for box in reversed(list(body.iter(f"{DRAW}text-box"))):
        holder, parent = box, above.get(box)
        while parent is not None and local_name(holder) not in ("p", "h"):
            holder, parent = parent, above.get(parent)
        if parent is None:
            continue
        at = list(parent).index(holder) + 1
        for offset, block in enumerate(list(box)):
            box.remove(block)
            parent.insert(at + offset, block)
            above[block] = parent
            lifted.insert(0, text_of(block))
    found = [text for text in lifted if text]
    if not found:
        return []
    said = quotations(found)
    return [Remark("doubtful", f"Tekst z pól tekstowych (ramek) wstawiono do treści: {said}.")]


def write_labels(body: Element, *sheets: Element) -> None:
    """Lists numbered with words ("§ 1.", "Art. 2") become paragraphs that begin with them."""
    labels = _wordy_lists(*sheets)
    above = parents(body)
    counts: dict[str, int] = {}
    for numbered in list(body.iter(f"{TEXT}list")):
        name = numbered.get(f"{TEXT}style-name", "")
        if name not in labels:
            continue
        goes_on = numbered.get(f"{TEXT}continue-numbering") == "true" or (
            numbered.get(f"{TEXT}continue-list") is not None
        )
        count = counts.get(name, 0) if goes_on else 0
        parent = above[numbered]
        at = list(parent).index(numbered)
        parent.remove(numbered)
        for item in numbered.findall(f"{TEXT}list-item"):
            count += 1
            for position, block in enumerate(list(item)):
                if position == 0:
                    before, after = labels[name]
                    block.text = f"{before}{count}{after} {block.text or ''}"
                parent.insert(at, block)
                above[block] = parent
                at += 1
        counts[name] = count


def _wordy_lists(*sheets: Element) -> dict[str, tuple[str, str]]:
    """List style → what stands before and after the number, where that holds words."""
    found: dict[str, tuple[str, str]] = {}
    for sheet in sheets:
        for style in sheet.iter(f"{TEXT}list-style"):
            for level in style.findall(f"{TEXT}list-level-style-number"):
                before = level.get(f"{STYLE}num-prefix", "")
                after = level.get(f"{STYLE}num-suffix", "")
                if level.get(f"{TEXT}level") == "1" and _WORDY.search(before + after):
                    found[style.get(f"{STYLE}name", "")] = before, after
    return found


def remove(parent: Element, child: Element) -> None:
    """Take an element out; the text that follows it stays."""
    at = list(parent).index(child)
    tail = child.tail or ""
    if at:
        before = list(parent)[at - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def text_of(element: Element) -> str:
    """The words of a paragraph, without its notes and comments."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> list[str]:
    if local_name(element) in ("note", "annotation", "tracked-changes", "text-box"):
        return []
    parts = [element.text or ""]
    if local_name(element) in ("s", "tab", "line-break"):
        parts.append(" ")
    for child in element:
        parts += [*_texts(child), child.tail or ""]
    return parts
