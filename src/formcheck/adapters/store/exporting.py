"""Writes all that is kept of a profile into one zip."""

from typing import IO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from formcheck.adapters.report_schema import Report
from formcheck.adapters.store.archive import (
    DOCUMENTS,
    HEAD,
    PART_NAMES,
    SET_FILE,
    DocumentLine,
    FigureItem,
    Head,
    SetFile,
    set_entry,
)
from formcheck.adapters.store.history import History
from formcheck.adapters.store.pieces import chunks_of, figures_of_sets
from formcheck.adapters.store.profiles import Profile
from formcheck.adapters.store.set_values import KeptFigure, SetSource
from formcheck.adapters.store.tables import DocumentRow, PieceRow, SetRow
from formcheck.domain.body import Side
from formcheck.version import VERSION


def export_history(history: History, profile: Profile, into: IO[bytes]) -> None:
    """Write everything of a profile, as it is at one moment. Raises HistoryUnavailable."""
    with history.database.reading() as session, ZipFile(into, "w", ZIP_DEFLATED) as target:
        target.writestr(HEAD, Head(formcheck=VERSION).model_dump_json())
        target.writestr(DOCUMENTS, _documents(session, profile.id))
        wanted = select(SetRow.id, SetRow.key).where(SetRow.profile_id == profile.id)
        for set_id, key in session.execute(wanted.order_by(SetRow.done_at, SetRow.id)).all():
            _write_set(session, target, set_id, key)


def _documents(session: Session, profile_id: int) -> str:
    rows = session.scalars(
        select(DocumentRow).where(DocumentRow.profile_id == profile_id).order_by(DocumentRow.id)
    )
    lines = (DocumentLine(key=row.key, kind=row.kind, at=row.at, body=row.body) for row in rows)
    return "".join(f"{each.model_dump_json()}\n" for each in lines)


def _write_set(session: Session, target: ZipFile, set_id: int, key: UUID) -> None:
    row = session.get(SetRow, set_id)
    if row is None:
        return
    file = _file(row, figures_of_sets(session, [set_id]).get(set_id, ()))
    target.writestr(set_entry(key, SET_FILE), file.model_dump_json(by_alias=True))
    kept = set(session.scalars(select(PieceRow.part).where(PieceRow.set_id == set_id).distinct()))
    for part, name in PART_NAMES.items():
        if part.value in kept:
            entry = ZipInfo(set_entry(key, name))
            entry.compress_type = ZIP_STORED
            with target.open(entry, "w", force_zip64=True) as member:
                for chunk in chunks_of(session, set_id, part):
                    member.write(chunk)
    session.expunge(row)


def _file(row: SetRow, figures: tuple[KeptFigure, ...]) -> SetFile:
    return SetFile(
        exercise=row.exercise,
        done_at=row.done_at,
        source=SetSource(row.source),
        name=row.name,
        note=row.note,
        asked_side=None if row.asked_side is None else Side(row.asked_side),
        criteria=row.criteria,
        first_criteria=row.first_criteria,
        judged_again_at=row.judged_again_at,
        figures=[
            FigureItem(measure=each.measure, side=Side(each.side), value=each.value) for each in figures
        ],
        report=Report.model_validate_json(row.report),
    )
