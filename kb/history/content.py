"""Which content an installation works on: its own repository, or a folder it only reads."""

import logging
from dataclasses import replace
from pathlib import Path

from kb.history import store
from kb.history.errors import HistoryBusy, Unwritable
from kb.history.history import History
from kb.settings import Settings, bundled_standards

logger = logging.getLogger(__name__)


def installed(settings: Settings) -> Settings:
    """The settings over the content repository, where there is one already."""
    if settings.content is None or not store.is_repository(settings.content):
        return settings
    return replace(settings, standards=settings.content)


def prepared(settings: Settings) -> Settings:
    """The settings of a service that starts: over its content repository, ready for editing.

    The repository is made from the bundled standards at the first start; later, what a killed
    process left unfinished is brought to its end. Where that cannot be done yet, the site starts
    all the same. With a folder of standards named instead, there is no repository and the settings
    stay as they are.

    Raises:
        HistoryError: the repository cannot be made or opened.
    """
    if settings.content is None:
        return settings
    history = open_content(settings.content)
    try:
        history.recover()
    except (Unwritable, HistoryBusy):
        logger.exception("an interrupted publication cannot be finished yet")
    return replace(settings, standards=settings.content)


def open_content(root: Path) -> History:
    """The content repository at `root`, made from the bundled standards if there is none.

    Raises:
        HistoryError: it cannot be made or opened.
    """
    if not store.is_repository(root):
        return History.create(root, bundled_standards())
    return History(root)
