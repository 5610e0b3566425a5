"""Why a file cannot be taken or changed: Polish sentences that say what to do instead."""

from kb.errors import KnowledgeBaseError


class AttachmentRefused(KnowledgeBaseError):
    """A file that is not taken, or a change of files that is not made."""


class NoSuchVersion(KnowledgeBaseError):
    """The draft holds no such version of a standard."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Szkic „{key}” nie ma takiej wersji standardu.")
