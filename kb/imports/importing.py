"""A file → what a draft can be made of: title, body, pictures, guesses and remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.documents.law import CitationParser
from kb.documents.vocabulary import Vocabulary
from kb.imports import limits
from kb.imports.converting import read
from kb.imports.errors import ImportRefused, TooLong
from kb.imports.guesses import Guesses, guess
from kb.imports.reading import Reading
from kb.imports.remarks import Remark, Severity, quotations, shortened
from kb.imports.sections import DEFAULT, arrange

_TEMPLATE_SECTION = "tresc-wzoru"
_ORDER: tuple[Severity, ...] = ("lost", "doubtful", "note")
_NO_TEXT = (
    "W pliku nie ma tekstu. Sprawdź, czy to właściwy plik; jeśli tekst jest obrazem, rozpoznaj go "
    "programem OCR i wyślij wynik jako DOCX."
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a file; nothing of it is a draft before a person says so.

    `body` is Markdown in the sections of our documents; `pictures` are the files that it shows.
    `remarks` are ordered: what was lost, what is doubtful, notes.
    """

    file_name: str
    body: str
    guesses: Guesses
    remarks: tuple[Remark, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title guessed."""
        return self.guesses.title


def import_file(
    data: bytes, file_name: str, words: Vocabulary, citations: CitationParser
) -> Imported:
    """Read a DOCX, ODT or PDF in a sandboxed process; takes up to 30 s.

    Raises:
        ImportRefused: it cannot be imported; the message says why and what to do.
        ImportBusy: too many files are being read at once.
    """
    return imported(read(data), file_name, words, citations)


def imported(
    reading: Reading, file_name: str, words: Vocabulary, citations: CitationParser
) -> Imported:
    """What a reading gives once its texts are put into sections.

    Raises:
        ImportRefused: there is no text, or too much.
    """
    if not any(block.text.strip() or block.markdown.strip() for block in reading.blocks):
        raise ImportRefused("empty", _NO_TEXT)
    guessed = guess(reading.title, file_name, reading.text, words, citations)
    is_template = guessed.kind == "wzor" and _TEMPLATE_SECTION in words.sections
    default = _TEMPLATE_SECTION if is_template else DEFAULT
    body = arrange(reading.title, reading.blocks, reading.notes, words.sections, default)
    if len(body.markdown.encode()) > limits.MAX_TEXT:
        raise TooLong
    if body.title and body.title != reading.title:
        guessed = guess(body.title, file_name, reading.text, words, citations)
    told = (*reading.remarks, *body.remarks, *_unlisted(guessed))
    remarks = sorted(shortened(told), key=lambda remark: _ORDER.index(remark.severity))
    return Imported(file_name, body.markdown, guessed, tuple(remarks), reading.pictures)


def _unlisted(guessed: Guesses) -> list[Remark]:
    """The remark on citations that keep a document from being published."""
    unknown = [row.citation for row in guessed.citations if not row.known]
    if not unknown:
        return []
    return [
        Remark(
            "doubtful",
            f"Tych przepisów nie ma w naszym spisie ustaw: {quotations(unknown, 8)}. Sprawdź "
            "numery albo poproś administratora o dopisanie artykułów, inaczej szkicu nie da się "
            "opublikować.",
        )
    ]
