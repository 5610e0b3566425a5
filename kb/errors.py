"""The errors of the knowledge base.

KnowledgeBaseError
├── SettingsError (ValueError)   a setting cannot be used
├── ContentError (OSError)       the content folder cannot be read at all
├── HistoryError                 a change of the content was not made: `kb.history.errors`
└── ExportError                  a file to download cannot be made
    └── ExportBusy               too many are being made; it can be asked for again

Messages are Polish sentences that say what to do; the cause goes to the log.
"""


class KnowledgeBaseError(Exception):
    """Anything the knowledge base reports."""


class SettingsError(KnowledgeBaseError, ValueError):
    """A setting of the installation cannot be used."""


class ContentError(KnowledgeBaseError, OSError):
    """The content folder cannot be read at all."""


class ExportError(KnowledgeBaseError):
    """A file to download cannot be made."""


class ExportBusy(ExportError):
    """Too many files are being made; the same may be asked for in a moment."""
