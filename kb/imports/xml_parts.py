"""XML parts of office files of unknown origin."""

from collections.abc import Iterator
from xml.etree import ElementTree

from kb.imports.errors import ImportRefused
from kb.imports.packages import DAMAGED

Element = ElementTree.Element


def parse_xml(content: bytes) -> Element:
    """The root of a part.

    Raises:
        ImportRefused: it is not XML, or declares entities, which no office program writes.
    """
    if b"<!ENTITY" in content:
        raise ImportRefused("damaged", DAMAGED)
    try:
        # Entities are refused above, in other encodings expat bounds them; memory is limited.
        return ElementTree.fromstring(content)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ImportRefused("damaged", DAMAGED) from error


def write_xml(root: Element, prefixes: dict[str, str]) -> bytes:
    """A part as bytes, its namespaces under the usual prefixes, by which pandoc knows them."""
    for prefix, address in prefixes.items():
        ElementTree.register_namespace(prefix, address)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def parents(root: Element) -> dict[Element, Element]:
    """Child → parent of everything under `root`."""
    return {child: parent for parent in root.iter() for child in parent}


def unwrap(parent: Element, child: Element) -> None:
    """Put what is inside `child` in its place."""
    at = list(parent).index(child)
    parent.remove(child)
    for offset, inner in enumerate(list(child)):
        parent.insert(at + offset, inner)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def descendants(root: Element, *tags: str) -> Iterator[Element]:
    """The elements under `root` with one of the tags, in document order."""
    wanted = frozenset(tags)
    yield from (element for element in root.iter() if element.tag in wanted)
