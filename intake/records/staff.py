"""Staff: who works here, their signed-in sessions, and the sign-ins that failed."""

from datetime import datetime
from enum import StrEnum

from flask_security import UserMixin
from sqlalchemy import Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.database import Model, UtcDateTime


class Role(StrEnum):
    """What a member of staff may do. One person may have several."""

    therapist = "therapist"
    reviewer = "reviewer"
    administrator = "administrator"

    def get_permissions(self) -> set[str]:
        """Flask-Security asks for these. The role itself is all that is ever checked here."""
        return set()


class Staff(Model, UserMixin):
    """One person who works here and can sign in. Never deleted: what they did keeps their name."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case."""
    password: Mapped[str] = mapped_column(String(255))
    """An argon2id hash."""
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    is_therapist: Mapped[bool] = mapped_column(Boolean, default=False)
    is_reviewer: Mapped[bool] = mapped_column(Boolean, default=False)
    is_administrator: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def may_review(self) -> bool:
        """Whether they may decide on flags and vouch for what a doctor said: reviewers and administrators."""
        return self.is_reviewer or self.is_administrator

    @property
    def roles(self) -> list[Role]:  # type: ignore[override]  # there an attribute, here read from columns
        """The roles held, in the order of `Role`."""
        return [role for role in Role if getattr(self, f"is_{role}")]


class StaffSession(Model):
    """One sign-in, so that signing out ends it on the server: a copied cookie is then worth nothing."""

    __tablename__ = "staff_sessions"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the key in the signed cookie."""
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)

    staff: Mapped[Staff] = relationship()


class FailedSignIn(Model):
    """Wrong tries for one typed address, known here or not, counted until they expire."""

    __tablename__ = "failed_sign_ins"

    email_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256: people type passwords into this field by mistake."""
    tries: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_failed_sign_ins_last_at", "last_at"),)
