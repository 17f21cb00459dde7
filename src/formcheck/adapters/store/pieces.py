"""Writing and reading what hangs on a set: its figures, and its parts in chunks."""

from collections.abc import Iterable, Iterator
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from formcheck.adapters.report_schema import Report
from formcheck.adapters.store.set_values import KeptFigure, Part
from formcheck.adapters.store.tables import FigureRow, PieceRow

CHUNK_BYTES = 1 << 20
_MOST_IDS = 500


def compact(report: Report) -> str:
    """Report as it is kept: JSON without spaces."""
    return report.model_dump_json(by_alias=True)


def figures_of_sets(session: Session, set_ids: list[int]) -> dict[int, tuple[KeptFigure, ...]]:
    """Figures by the sets' numbers."""
    found: dict[int, list[KeptFigure]] = {}
    for start in range(0, len(set_ids), _MOST_IDS):
        wanted = select(FigureRow).where(FigureRow.set_id.in_(set_ids[start : start + _MOST_IDS]))
        for row in session.scalars(wanted.order_by(FigureRow.measure, FigureRow.side)):
            found.setdefault(row.set_id, []).append(KeptFigure(row.measure, row.side, row.value))
    return {set_id: tuple(figures) for set_id, figures in found.items()}


def write_figures(session: Session, set_id: int, figures: Iterable[KeptFigure]) -> None:
    """Add the figures of a set."""
    session.add_all(
        FigureRow(set_id=set_id, measure=each.measure, side=each.side, value=each.value) for each in figures
    )


def write_part(session: Session, set_id: int, part: Part, content: IO[bytes]) -> None:
    """Add a part of a set, chunk by chunk: a video is never in memory as a whole."""
    for number, chunk in enumerate(iter(lambda: content.read(CHUNK_BYTES), b"")):
        row = PieceRow(set_id=set_id, part=part.value, number=number, content=chunk)
        session.add(row)
        session.flush()
        session.expunge(row)


def chunks_of(session: Session, set_id: int, part: Part) -> Iterator[bytes]:
    """Give a part of a set, chunk by chunk; nothing where it is not kept."""
    of_part = (PieceRow.set_id == set_id, PieceRow.part == part.value)
    for number in list(session.scalars(select(PieceRow.number).where(*of_part).order_by(PieceRow.number))):
        yield session.scalars(select(PieceRow.content).where(*of_part, PieceRow.number == number)).one()
