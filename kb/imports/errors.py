"""Why a file is not imported.

KnowledgeBaseError
└── ImportRefused       the file cannot be imported; another one could
    ├── TooLong         there is more in it than a standard may hold
    └── ImportBusy      too many files are being read; the same may be sent in a moment
"""

from typing import Literal

from kb.errors import KnowledgeBaseError

Reason = Literal[
    "busy", "converter", "damaged", "empty", "encrypted", "legacy", "macros", "scanned", "slow",
    "too-large", "unknown", "zip-bomb",
]  # fmt: skip


class ImportRefused(KnowledgeBaseError):
    """A file that is not imported; the message is a Polish sentence that says what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class TooLong(ImportRefused):
    """There is more text or more cells of tables than a standard may hold."""

    def __init__(self) -> None:
        super().__init__(
            "too-large",
            "Tekst jest za długi na jeden standard (ponad 900 tysięcy znaków albo 20 tysięcy "
            "komórek tabel). Podziel plik i wyślij tę część, z której ma powstać dokument.",
        )


class ImportBusy(ImportRefused):
    """Too many files are being read at once."""

    def __init__(self) -> None:
        super().__init__(
            "busy", "Serwer czyta teraz inne pliki. Odczekaj chwilę i wyślij plik jeszcze raz."
        )
