"""Puts guessed headings and the guessed title into a file, whatever its format."""

from collections.abc import Callable, Sequence

from kb.imports.fake_headings import Paragraph, find_headings
from kb.imports.prepared import Prepared
from kb.imports.remarks import guessed_headings
from kb.imports.xml_parts import Element


def mark_headings(
    paragraphs: Sequence[tuple[Element, Paragraph]],
    above: dict[Element, Element],
    prepared: Prepared,
    *,
    as_heading: Callable[[Element, int], None],
    put_first: Callable[[Element, str], None],
) -> None:
    """Make headings of the paragraphs that are or look like one, and tell those that were guessed.

    `above` maps each element to its parent. `as_heading` gives an element a level and `put_first`
    puts words at its beginning, as the format has it.
    """
    filled = [(element, described) for element, described in paragraphs if described.text]
    guessed = find_headings([described for _, described in filled])
    for index, (element, described) in enumerate(filled):
        level = described.level or guessed.levels.get(index, 0)
        if index == guessed.title and not prepared.title:
            prepared.title = described.text
            above.pop(element).remove(element)
        elif index in guessed.joined:
            put_first(filled[index + 1][0], f"{described.text.rstrip('.')}. ")
            above.pop(element).remove(element)
        elif level:
            as_heading(element, level)
    texts = [filled[i][1].text for i in guessed.levels if i not in guessed.joined]
    if texts:
        prepared.remarks.append(guessed_headings(texts))
