"""What a document says about law: the articles it relies on and the references it makes."""

import re
from collections.abc import Iterator

from kb.documents.citing import cited
from kb.documents.law import Citation, CitationParser
from kb.documents.model import Version
from tests.content.language import blocks
from tests.content.texts import APART, version_texts

_ARTICLE = re.compile(r"(?<!\w)[Aa]rt\.\s*(?P<number>\d+[a-z]*)")


def citations(version: Version, parser: CitationParser) -> list[Citation]:
    """Every citation of a version: its citation fields, then its texts."""
    fields = [c for _, text in cited(version.meta) for c in parser.parse(text) or ()]
    texts = [
        citation
        for text in version_texts(version)
        for block in blocks(text.markdown)
        for citation in parser.find(block.text)
    ]
    return fields + texts


def bare_articles(
    version: Version, parser: CitationParser, titles: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    """Place and number of every article named without its act, titles of documents aside."""
    for text in version_texts(version):
        if text.key in APART:
            continue
        for block in blocks(text.markdown):
            words = titles.sub(" ", block.text)
            spans = [(c.start, c.end) for c in parser.find(words)]
            for match in _ARTICLE.finditer(words):
                if not any(start <= match.start() < end for start, end in spans):
                    yield text.place, match["number"]
