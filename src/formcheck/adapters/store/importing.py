"""Takes a history out of a zip that may be hostile: all is looked at first, then all is written, or nothing.

Names must be those that an export has; nothing is ever written under a name of the file's. No entry may be
larger than what it says, or than the file that it came in; what is packed inside is measured before it is
unpacked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TypeVar
from uuid import UUID, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception, whatever it is called

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from formcheck.adapters.store.archive import (
    DOCUMENTS,
    HEAD,
    PART_NAMES,
    SET_ENTRY,
    SET_FILE,
    DocumentLine,
    Head,
    SetFile,
    set_entry,
)
from formcheck.adapters.store.checked_parts import check_part
from formcheck.adapters.store.history import History
from formcheck.adapters.store.kinds import KINDS
from formcheck.adapters.store.pieces import compact, write_figures, write_part
from formcheck.adapters.store.profiles import Profile
from formcheck.adapters.store.set_values import KeptFigure, Part
from formcheck.adapters.store.tables import DocumentRow, SetRow
from formcheck.domain.store_errors import HistoryFileForeign, HistoryFileTooLarge, HistoryFileUnreadable

_MOST_ENTRIES = 200_000
_MOST_TEXT = 8 << 20
_MOST_TEXTS = 512 << 20
_MOST_DOCUMENTS = 64 << 20
_ENCRYPTED = 0x1
M = TypeVar("M", bound=BaseModel)
_BROKEN = (BadZipFile, ZlibError, OSError, ValueError, KeyError, EOFError, RuntimeError, ValidationError)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many came in. known: sets that were there already."""

    sets: int
    known: int
    documents: int


def import_history(history: History, profile: Profile, file: IO[bytes], name: str) -> Imported:
    """Add what a file holds to a profile; what is there already stays as it is. name: of the file, to say.

    Raises HistoryFileUnreadable and its kind, with nothing written, and HistoryUnavailable.
    """
    try:
        with ZipFile(file) as source:
            archive = _Archive(source, _size(file), name)
            archive.check()
            with history.database.writing() as session:
                return archive.write(session, profile)
    except _BROKEN as error:
        raise HistoryFileUnreadable(name=name) from error


class _Archive:
    """The zip of an export."""

    def __init__(self, source: ZipFile, size_bytes: int, name: str) -> None:
        self._zip, self._size_bytes, self._name = source, size_bytes, name
        self._kinds = {kind.name: kind for kind in KINDS}

    def check(self) -> None:
        """Look at all of it. Raises what `import_history` says."""
        entries = self._zip.infolist()
        names = [entry.filename for entry in entries]
        packed_bytes = sum(entry.compress_size for entry in entries)
        texts_bytes = sum(entry.file_size for entry in entries if entry.compress_type != ZIP_STORED)
        if len(entries) > _MOST_ENTRIES or packed_bytes > self._size_bytes or texts_bytes > _MOST_TEXTS:
            raise HistoryFileTooLarge(name=self._name)
        if len(set(names)) < len(names):
            raise HistoryFileUnreadable(name=self._name)
        for entry in entries:
            self._check_entry(entry)
        self._text(HEAD, Head, _MOST_TEXT)
        for _ in self._documents():
            pass
        keys = self._keys()
        for found in filter(None, (SET_ENTRY.fullmatch(name) for name in names)):
            if UUID(found[1]) not in keys:
                raise HistoryFileForeign(name=self._name, entry=found[0])
        for key in keys:
            self._set(key)
            for part in self._parts(key):
                with self._zip.open(set_entry(key, PART_NAMES[part])) as content:
                    check_part(part, content)

    def write(self, session: Session, profile: Profile) -> Imported:
        """Write what is not there yet."""
        sets = known = documents = 0
        for key in self._keys():
            free = _free_key(session, SetRow, key, profile)
            if free is None:
                known += 1
                continue
            self._write_set(session, profile, key, free)
            sets += 1
        for line in self._documents():
            free = _free_key(session, DocumentRow, line.key, profile)
            if free is not None:
                row = DocumentRow(key=free, profile_id=profile.id, kind=line.kind, at=line.at, body=line.body)
                session.add(row)
                documents += 1
        return Imported(sets, known, documents)

    def _check_entry(self, entry: ZipInfo) -> None:
        foreign = HistoryFileForeign(name=self._name, entry=entry.filename)
        in_set = SET_ENTRY.fullmatch(entry.filename)
        if entry.filename not in (HEAD, DOCUMENTS) and in_set is None:
            raise foreign
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise foreign
        if in_set is not None and in_set[2] != SET_FILE:
            # Stored as it is: it cannot be more than there is.
            if entry.compress_type != ZIP_STORED or entry.file_size != entry.compress_size:
                raise HistoryFileTooLarge(name=self._name)
        elif entry.file_size > (_MOST_DOCUMENTS if entry.filename == DOCUMENTS else _MOST_TEXT):
            raise HistoryFileTooLarge(name=self._name)

    def _keys(self) -> dict[UUID, None]:
        found = (SET_ENTRY.fullmatch(name) for name in self._zip.namelist())
        return {UUID(each[1]): None for each in found if each is not None and each[2] == SET_FILE}

    def _parts(self, key: UUID) -> Iterator[Part]:
        yield from (part for part, name in PART_NAMES.items() if set_entry(key, name) in self._zip.NameToInfo)

    def _set(self, key: UUID) -> SetFile:
        found = self._text(set_entry(key, SET_FILE), SetFile, _MOST_TEXT)
        if found.report.exercise != found.exercise or found.report.provenance.criteria != found.criteria:
            raise ValueError("a set and its report do not fit")
        return found

    def _documents(self) -> Iterator[DocumentLine]:
        with self._zip.open(DOCUMENTS) as file:
            for line in _bounded_lines(file):
                found = DocumentLine.model_validate_json(line)
                kind = self._kinds.get(found.kind)
                if kind is None:
                    raise HistoryFileForeign(name=self._name, entry=found.kind)
                kind.read(found.body)
                yield found

    def _text(self, name: str, model: type[M], most: int) -> M:
        with self._zip.open(name) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise HistoryFileTooLarge(name=self._name)
        return model.model_validate_json(content)

    def _write_set(self, session: Session, profile: Profile, key: UUID, free: UUID) -> None:
        found = self._set(key)
        row = SetRow(
            key=free,
            profile_id=profile.id,
            exercise=found.exercise,
            done_at=found.done_at,
            source=found.source.value,
            name=found.name,
            note=found.note,
            asked_side=found.asked_side,
            criteria=found.criteria,
            first_criteria=found.first_criteria,
            judged_again_at=found.judged_again_at,
            judged_share=found.report.judged_share,
            report=compact(found.report),
        )
        session.add(row)
        session.flush()
        figures = {(each.measure, each.side): each.value for each in found.figures}
        write_figures(session, row.id, [KeptFigure(m, side.value, v) for (m, side), v in figures.items()])
        for part in self._parts(key):
            with self._zip.open(set_entry(key, PART_NAMES[part])) as content:
                write_part(session, row.id, part, content)


def _free_key(
    session: Session, table: type[SetRow] | type[DocumentRow], key: UUID, profile: Profile
) -> UUID | None:
    """Key under which it comes in; None where this profile has it. Another profile's is not disturbed."""
    for wanted in (key, uuid5(profile.key, key.hex)):
        owner = session.scalars(select(table.profile_id).where(table.key == wanted)).first()
        if owner is None:
            return wanted
        if owner == profile.id:
            return None
    return None


def _bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    read = 0
    while line := file.readline(_MOST_TEXT):
        read += len(line)
        if read > _MOST_DOCUMENTS:
            raise ValueError("the documents are too long")
        yield line


def _size(file: IO[bytes]) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size
