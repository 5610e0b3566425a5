"""What may stop a change of the content.

HistoryError
├── NotARepository   the folder holds no content repository, or it cannot be opened
├── NotEmpty         a repository cannot be made where something lies already
├── NoSuchRevision   there is no such revision
├── HistoryBusy      another process is writing for too long; it can be tried again
├── Unwritable       a file of the content cannot be written
├── NoSuchDraft      the draft is gone: published, discarded, or never was
├── DraftMoved       somebody else saved the draft meanwhile
├── NotInReview      what needs a draft sent for review
├── OwnText          nobody publishes their own text
└── PublishConflict  the same places were published in another wording meanwhile
"""

from pathlib import PurePosixPath

from kb.errors import KnowledgeBaseError
from kb.history.model import ConflictingFile, Draft, Person


class HistoryError(KnowledgeBaseError):
    """A change of the content that was not made; nothing is lost and nothing half done."""


class NotARepository(HistoryError):
    """The folder holds no content repository that can be opened."""


class NotEmpty(HistoryError):
    """There is something already where a repository should be made."""


class NoSuchRevision(HistoryError):
    """There is no revision with this id."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"Nie ma wersji o oznaczeniu „{revision}” → wybierz wersję z historii standardu."
        )


class HistoryBusy(HistoryError):
    """Others have been writing to the content for longer than one waits."""

    def __init__(self) -> None:
        super().__init__(
            "Ktoś inny właśnie zapisuje zmiany w treści → spróbuj jeszcze raz za chwilę; "
            "Twój tekst nie zginął."
        )


class Unwritable(HistoryError):
    """A file of the content cannot be written: rights, or no space left."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"Nie można zapisać pliku {path} ({reason}) → administrator musi sprawdzić wolne "
            "miejsce i prawa do katalogu treści; zmiana zostanie dokończona sama."
        )


class NoSuchDraft(HistoryError):
    """There is no such draft any more; `key` says which."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            "Tego szkicu już nie ma: został opublikowany albo porzucony → zajrzyj do historii "
            "standardu albo zacznij nowy szkic."
        )


class DraftMoved(HistoryError):
    """The draft is not as the writer saw it; `draft` is what is there now."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(
            f"Ten szkic zmieniła w międzyczasie inna osoba lub inna karta ({draft.last.name}) → "
            "porównaj oba teksty i zapisz jeszcze raz."
        )


class NotInReview(HistoryError):
    """The draft is still being written, or was given back; `draft` is what is there now."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(
            "Ten szkic nie czeka na sprawdzenie → autor musi go najpierw wysłać do sprawdzenia."
        )


class OwnText(HistoryError):
    """The reviewer is among the authors of the draft."""

    def __init__(self, reviewer: Person) -> None:
        self.reviewer = reviewer
        super().__init__(
            "Nie można opublikować własnego tekstu → poproś o sprawdzenie inną osobę z redakcji."
        )


class PublishConflict(HistoryError):
    """What was published meanwhile changed the same places; `files` hold all texts."""

    def __init__(self, files: tuple[ConflictingFile, ...]) -> None:
        self.files = files
        super().__init__(
            "W międzyczasie opublikowano inną zmianę w tych samych miejscach "
            f"({', '.join(str(file.path) for file in files)}) → porównaj oba teksty i ustal "
            "wspólny."
        )

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """The files in conflict."""
        return tuple(file.path for file in self.files)
