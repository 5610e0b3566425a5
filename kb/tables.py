"""Every table of the installation, known to `kb.database.Base` once this module is imported."""

from sqlalchemy import MetaData

from kb import feedback, search_log
from kb.accounts import tables as accounts
from kb.database import Base
from kb.workflow import comments, trail

__all__ = ["accounts", "comments", "feedback", "metadata", "search_log", "trail"]

metadata: MetaData = Base.metadata
