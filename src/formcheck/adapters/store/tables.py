"""The tables of the history.

    profiles --< sets --< figures     what a set is compared by
        |          |
        |          +----< pieces      recording, course, video: chunks of bytes
        +------< documents            plan, pain, screening, settings: JSON of a kind

Rows are found by a number inside, and by a random key outside: in an address, in an export.
"""

import zlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAME_LENGTH = 120
NOTE_LENGTH = 2000


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as UTC: SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - alike for all
        """To the database. ValueError for a moment without a time zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone, got {value}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - alike for all
        """From the database."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Deflated(TypeDecorator[str]):
    """A long text, compressed: reports repeat themselves."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - alike for all
        """To the database."""
        return None if value is None else zlib.compress(value.encode(), 9)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - alike for all
        """From the database."""
        return None if value is None else zlib.decompress(value).decode()


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that a later migration can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ProfileRow(Base):
    """Somebody whose sets are kept. name: None for "me". pin: hash, None where none is asked."""

    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    name: Mapped[str | None] = mapped_column(String(NAME_LENGTH), unique=True)
    pin: Mapped[str | None] = mapped_column(String(200))
    wrong_tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None] = mapped_column(UtcTime)


class SetRow(Base):
    """An analysis or a live set.

    asked_side: the only leg that was to be counted, None for either. criteria: by which it was judged;
    first_criteria: by which at first.
    """

    __tablename__ = "sets"
    __table_args__ = (Index("ix_sets_of_profile", "profile_id", "done_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    profile_id: Mapped[int] = mapped_column(ForeignKey(ProfileRow.id, ondelete="CASCADE"))
    exercise: Mapped[str] = mapped_column(String(60))
    done_at: Mapped[datetime] = mapped_column(UtcTime)
    source: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    note: Mapped[str] = mapped_column(Text, default="")
    asked_side: Mapped[str | None] = mapped_column(String(8))
    criteria: Mapped[str] = mapped_column(String(40))
    first_criteria: Mapped[str] = mapped_column(String(40))
    judged_again_at: Mapped[datetime | None] = mapped_column(UtcTime)
    judged_share: Mapped[float]
    report: Mapped[str] = mapped_column(Deflated)


class FigureRow(Base):
    """A number by which a set is compared. side: left, right or both."""

    __tablename__ = "figures"

    set_id: Mapped[int] = mapped_column(ForeignKey(SetRow.id, ondelete="CASCADE"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    side: Mapped[str] = mapped_column(String(8), primary_key=True)
    value: Mapped[float]


class PieceRow(Base):
    """A chunk of what is kept of a set beside its figures. part: recording, course or video."""

    __tablename__ = "pieces"

    set_id: Mapped[int] = mapped_column(ForeignKey(SetRow.id, ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class DocumentRow(Base):
    """A value of a kind at a moment, as JSON."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_documents_of_kind", "profile_id", "kind", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(Uuid, default=uuid4)
    profile_id: Mapped[int] = mapped_column(ForeignKey(ProfileRow.id, ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcTime)
    body: Mapped[str] = mapped_column(Text)
