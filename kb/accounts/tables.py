"""Tables of accounts and of what belongs to them.

No network address is stored: what counts tries is keyed by a digest (`kb.accounts.limits`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column

from kb.accounts.roles import Role, role_of
from kb.database import Base, UtcDateTime

LONGEST_NAME = 100
LONGEST_EMAIL = 254


@dataclass(frozen=True, eq=False)
class HeldRole(RoleMixin):
    """A role in the form that Flask-Security asks for; it is stored in the account itself."""

    name: str

    __hash__ = RoleMixin.__hash__


class Account(Base, UserMixin):
    """Somebody who may sign in; named to Flask-Security by `fs_uniquifier`."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("oidc_issuer", "oidc_subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    role_name: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    last_sign_in: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON))
    oidc_issuer: Mapped[str | None] = mapped_column(String(255))
    oidc_subject: Mapped[str | None] = mapped_column(String(255))

    @property
    def role(self) -> Role:
        """What the account may do; a name nobody knows counts as the least."""
        return role_of(self.role_name) or "autor"

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """The role as Flask-Security asks for it."""
        return [HeldRole(self.role)]

    @property
    def is_waiting(self) -> bool:
        """Whether the person has not yet taken the account over."""
        return self.password is None and self.oidc_subject is None

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for a code."""
        return self.tf_primary_method is not None


class SignedIn(Base):
    """A browser that is signed in; its cookie names the row, so deleting the row signs it out."""

    __tablename__ = "account_sessions"

    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    seen: Mapped[datetime] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(60))


class OneTimeLink(Base):
    """An invitation or a new password waiting; only a digest of the link is stored."""

    __tablename__ = "account_links"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(String(20))
    expires: Mapped[datetime] = mapped_column(UtcDateTime)


class TryCount(Base):
    """How often something was tried within a window; the key is a digest."""

    __tablename__ = "account_tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    expires: Mapped[datetime] = mapped_column(UtcDateTime)


class RescuedForm(Base):
    """What somebody sent when their session had ended, kept for them to send again."""

    __tablename__ = "rescued_forms"

    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    path: Mapped[str] = mapped_column(String(2_000))
    fields: Mapped[list[list[str]]] = mapped_column(JSON)
    had_files: Mapped[bool]
    created: Mapped[datetime] = mapped_column(UtcDateTime)
