"""Values of a kind at a moment, kept as JSON: plan, pain entries, screening, settings, sets done.

    PAIN = DocumentKind("pain", PainEntry)
    profile.documents.add(PAIN, PainEntry(...))
    for entry in profile.documents.entries(PAIN, since=monday):
        entry.at, entry.value

Whatever pydantic can turn into JSON and back may be a value: dataclasses, models, tuples, numbers. A document
that can no longer be read as its kind is passed over, never a reason to fail.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, delete, select, update

from formcheck.adapters.store.database import Database
from formcheck.adapters.store.tables import DocumentRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[T]):
    """A kind of value. name: at most 40 characters, never to be changed: files hold it."""

    name: str
    type: type[T]
    _adapter: TypeAdapter[T] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_adapter", TypeAdapter(self.type))

    def written(self, value: T) -> str:
        """Value as JSON."""
        return self._adapter.dump_json(value).decode()

    def read(self, body: str) -> T:
        """Value from JSON. Raises ValidationError."""
        return self._adapter.validate_json(body)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A kept value. key: to find it by again."""

    key: UUID
    at: datetime
    value: T


class Documents:
    """The documents of one profile. now: the clock on the wall, with a time zone."""

    def __init__(self, database: Database, profile_id: int, now: Callable[[], datetime]) -> None:
        self._database, self._profile_id, self._now = database, profile_id, now

    def add(self, kind: DocumentKind[T], value: T, at: datetime | None = None) -> Entry[T]:
        """Keep one more, of a moment; None is now."""
        row = DocumentRow(
            profile_id=self._profile_id, kind=kind.name, at=at or self._now(), body=kind.written(value)
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            return Entry(row.key, row.at, value)

    def put(self, kind: DocumentKind[T], value: T) -> Entry[T]:
        """Keep this one alone: all others of its kind go."""
        row = DocumentRow(
            profile_id=self._profile_id, kind=kind.name, at=self._now(), body=kind.written(value)
        )
        with self._database.writing() as session:
            session.execute(delete(DocumentRow).where(*self._of(kind)))
            session.add(row)
            session.flush()
            return Entry(row.key, row.at, value)

    def latest(self, kind: DocumentKind[T]) -> Entry[T] | None:
        """Newest of a kind; None without one."""
        found = self.entries(kind, newest_first=True, most=1)
        return found[0] if found else None

    def entries(
        self,
        kind: DocumentKind[T],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        newest_first: bool = False,
        most: int | None = None,
    ) -> list[Entry[T]]:
        """All of a kind with since <= at < until, in the order of their moments."""
        wanted = select(DocumentRow).where(*self._of(kind))
        if since is not None:
            wanted = wanted.where(DocumentRow.at >= since)
        if until is not None:
            wanted = wanted.where(DocumentRow.at < until)
        if newest_first:
            wanted = wanted.order_by(DocumentRow.at.desc(), DocumentRow.id.desc())
        else:
            wanted = wanted.order_by(DocumentRow.at, DocumentRow.id)
        with self._database.reading() as session:
            rows = session.scalars(wanted.limit(most)).all()
        return [Entry(row.key, row.at, value) for row in rows for value in _readable(kind, row.body)]

    def replace(self, kind: DocumentKind[T], key: UUID, value: T) -> bool:
        """Let a value take the place of another, at the same moment. False where there is no such key."""
        with self._database.writing() as session:
            changed = session.execute(
                update(DocumentRow)
                .where(*self._of(kind), DocumentRow.key == key)
                .values(body=kind.written(value))
                .returning(DocumentRow.id)
            )
            return changed.first() is not None

    def remove(self, kind: DocumentKind[T], key: UUID) -> None:
        """Forget one."""
        with self._database.writing() as session:
            session.execute(delete(DocumentRow).where(*self._of(kind), DocumentRow.key == key))

    def _of(self, kind: DocumentKind[T]) -> tuple[ColumnElement[bool], ...]:
        return DocumentRow.profile_id == self._profile_id, DocumentRow.kind == kind.name


def _readable(kind: DocumentKind[T], body: str) -> list[T]:
    try:
        return [kind.read(body)]
    except ValidationError:
        return []
