"""Blocks of an imported text → the body of a document, in the sections it may have. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.documents.problems import nearest
from kb.documents.text import slugify
from kb.documents.vocabulary import BodySection
from kb.imports.block_text import Block
from kb.imports.inline_text import escaped
from kb.imports.remarks import Remark, quotations
from kb.imports.section_words import SAME, hinted_section

_NUMBER = re.compile(r"^(?:[IVXLC]{1,6}|\d+(?:\.\d+)*)(?:[.)]|(?=\s+[A-ZĄĆĘŁŃÓŚŹŻ]))[\s:–-]*")
_UNIT = re.compile(
    r"^(?:(?:rozdział|dział|część|art\.|załącznik(?: nr)?)\s+[ivxlc\d]+|§\s*\d+\w?)[\s.:–-]*",
    re.IGNORECASE,
)
_PROVISION = re.compile(r"§|art\.", re.IGNORECASE)
_NOTE = re.compile(r"(?<!\\)\[\^(\d+)\]")
_MANY_CAPITALS = re.compile(r"[^a-ząćęłńóśźż]*[A-ZĄĆĘŁŃÓŚŹŻ]{4}[^a-ząćęłńóśźż]*")
_TAKEN_ANCHORS = frozenset(
    {
        *("w-skrocie", "metryka", "zasady", "kroki", "zobowiazania", "terminy", "pytania"),
        *("wskazniki", "podstawa-prawna", "zalaczniki", "powiazane", "do-weryfikacji"),
    }
)
"""Anchors of a document's page that come from its front matter (`kb.documents.links`)."""
_DEEPEST = 4
DEFAULT = "jak-to-dziala"


@dataclass(frozen=True, slots=True)
class Body:
    """The body as Markdown, the title if a heading was it, and remarks on what was moved."""

    title: str
    markdown: str
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Arranged:
    """Slug of a section → its texts, and what has to be told."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    renamed: list[str] = field(default_factory=list)
    moved: dict[str, list[str]] = field(default_factory=dict)
    deep: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


def arrange(
    title: str,
    blocks: Sequence[Block],
    notes: Mapping[int, str],
    sections: Mapping[str, BodySection],
    default: str = DEFAULT,
) -> Body:
    """Put every text into a section: by its heading where that names one, else the nearest fitting.

    Headings that name no section stay, one level below it; what stands before the first heading
    goes to the section `default`.
    """
    title, blocks = _with_title(title, blocks)
    default = default if default in sections else next(iter(sections))
    arranged = _Arranged(anchors={*_TAKEN_ANCHORS, *sections})
    top = min((b.level for b in blocks if b.level), default=1)
    current, opened, base, lead = default, -1, -1, False
    for block in blocks:
        if not block.level:
            lead = lead or opened < 0
            arranged.texts.setdefault(current, []).append(block.markdown)
            continue
        heading, depth = _clean(block.text), block.level - top
        same = _same_section(heading, sections)
        if same is not None:
            current, opened, base = same, depth, depth
            if heading != sections[same].label:
                arranged.renamed.append(f"{heading} → {sections[same].label}")
            continue
        if opened < 0 or depth <= opened:
            current, opened, base = _fitting(heading, sections, default), depth, depth - 1
            arranged.moved.setdefault(current, []).append(heading)
        _put_heading(arranged, current, heading, 2 + depth - base)
    return Body(
        title, _markdown(arranged, notes, sections), tuple(_told(arranged, sections, default, lead))
    )


def _with_title(title: str, blocks: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """The first heading is the title when it stands above all others."""
    if title or not blocks or not blocks[0].level:
        return title, blocks
    first = blocks[0]
    others = [block.level for block in blocks[1:] if block.level]
    if others and min(others) > first.level:
        return first.text, blocks[1:]
    return title, blocks


def _clean(heading: str) -> str:
    """A heading without its number and colon; capitals alone are not shouted."""
    text = heading.strip().rstrip(":").strip()
    without = _NUMBER.sub("", text).strip() or text
    if _MANY_CAPITALS.fullmatch(without) and len(without) > 4:
        without = without[0] + without[1:].lower()
    return without[0].upper() + without[1:] if without[0].islower() else without


def _same_section(heading: str, sections: Mapping[str, BodySection]) -> str | None:
    if _PROVISION.match(heading):  # others refer to it by its number
        return None
    name = _UNIT.sub("", heading).strip().lower() or heading.lower()
    labels = {section.label.lower(): slug for slug, section in sections.items()}
    if name in labels:
        return labels[name]
    for slug, others in SAME.items():
        if slug in sections and name in others:
            return slug
    near = nearest(name, labels) if len(name) > 4 else None
    return labels[near] if near is not None else None


def _fitting(heading: str, sections: Mapping[str, BodySection], default: str) -> str:
    """The section for a heading that names none; numbered units keep together, so do templates."""
    hinted = hinted_section(heading)
    keeps_together = default != DEFAULT or _UNIT.match(heading) is not None
    return default if keeps_together or hinted not in sections or hinted is None else hinted


def _put_heading(arranged: _Arranged, section: str, heading: str, level: int) -> None:
    texts = arranged.texts.setdefault(section, [])
    if level > _DEEPEST:
        arranged.deep.append(heading)
        texts.append(f"**{escaped(heading)}**")
        return
    name = f"{heading} z pliku" if slugify(heading) in _TAKEN_ANCHORS else heading
    heading, anchor, count = name, slugify(name), 1
    while anchor in arranged.anchors:
        count += 1
        name = f"{heading} ({count})"
        anchor = slugify(name)
    arranged.anchors.add(anchor)
    texts.append(f"{'#' * level} {escaped(name)}")


def _markdown(
    arranged: _Arranged, notes: Mapping[int, str], sections: Mapping[str, BodySection]
) -> str:
    parts = []
    for slug, section in sections.items():
        texts = arranged.texts.get(slug)
        if texts:
            parts.append("\n\n".join([f"## {section.label}", *texts, *_definitions(texts, notes)]))
    return "\n" + "\n\n".join(parts) + "\n" if parts else ""


def _definitions(texts: Iterable[str], notes: Mapping[int, str]) -> list[str]:
    """The notes that the texts of a section refer to."""
    cited = [int(number) for text in texts for number in _NOTE.findall(text)]
    return [f"[^{number}]: {notes[number]}" for number in dict.fromkeys(cited) if number in notes]


def _told(
    arranged: _Arranged, sections: Mapping[str, BodySection], default: str, lead: bool
) -> Iterable[Remark]:
    for slug, headings in arranged.moved.items():
        yield Remark(
            "doubtful",
            f"W sekcji „{sections[slug].label}” znalazły się części, których nagłówki nie nazywają "
            f"żadnej sekcji: {quotations(headings, 8)}. Przenieś je, jeśli pasują gdzie indziej.",
        )
    if lead:
        yield Remark(
            "doubtful",
            f"Tekst sprzed pierwszego nagłówka stoi w sekcji „{sections[default].label}”.",
        )
    if arranged.renamed:
        yield Remark("note", f"Dopasowano nazwy sekcji: {quotations(arranged.renamed, 8)}.")
    if arranged.deep:
        yield Remark(
            "note",
            f"Nagłówki niższych stopni zapisano pogrubieniem: {quotations(arranged.deep)}.",
        )
