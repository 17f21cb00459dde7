"""The kept sets of one profile: what was found, and what it is compared by and can be judged anew from."""

from collections.abc import Iterable
from datetime import datetime
from typing import IO
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import defer

from formcheck.adapters.report_schema import Report
from formcheck.adapters.store.database import Database
from formcheck.adapters.store.pieces import chunks_of, compact, figures_of_sets, write_figures, write_part
from formcheck.adapters.store.set_values import KeptFigure, KeptSet, NewSet, Part, SetSource
from formcheck.adapters.store.tables import NAME_LENGTH, NOTE_LENGTH, FigureRow, PieceRow, SetRow
from formcheck.domain.body import Side
from formcheck.review.comparable import FURTHEST, least_judged


class Sets:
    """The sets of one profile. Whoever asks for another profile's gets nothing."""

    def __init__(self, database: Database, profile_id: int) -> None:
        self._database, self._profile_id = database, profile_id

    def keep(self, new: NewSet) -> KeptSet:
        """Keep all of a set, or nothing of it."""
        row = SetRow(
            key=new.key or uuid4(),
            profile_id=self._profile_id,
            exercise=new.report.exercise,
            done_at=new.done_at,
            source=new.source.value,
            name=new.name[:NAME_LENGTH],
            note="",
            asked_side=new.asked_side,
            criteria=new.report.provenance.criteria,
            first_criteria=new.report.provenance.criteria,
            judged_share=new.report.judged_share,
            report=compact(new.report),
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            write_figures(session, row.id, new.figures)
            for part, content in new.parts.items():
                write_part(session, row.id, part, content)
            return _kept(row, new.figures)

    def count(self, exercise: str | None = None) -> int:
        """How many there are."""
        wanted = select(func.count()).select_from(SetRow).where(*self._mine(exercise))
        with self._database.reading() as session:
            return session.scalars(wanted).one()

    def newest(self, *, most: int, skip: int = 0, exercise: str | None = None) -> list[KeptSet]:
        """A page of them, newest first."""
        wanted = (
            select(SetRow)
            .where(*self._mine(exercise))
            .order_by(SetRow.done_at.desc(), SetRow.id.desc())
            .limit(most)
            .offset(skip)
        )
        return self._read(wanted)

    def between(
        self, *, exercise: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> list[KeptSet]:
        """All with since <= done_at < until, oldest first."""
        wanted = select(SetRow).where(*self._mine(exercise))
        if since is not None:
            wanted = wanted.where(SetRow.done_at >= since)
        if until is not None:
            wanted = wanted.where(SetRow.done_at < until)
        return self._read(wanted.order_by(SetRow.done_at, SetRow.id))

    def before(self, one: KeptSet, *, most: int) -> list[KeptSet]:
        """The last of its exercise before a set, oldest first, and those that went furthest of all before it.

        Of these only such of which enough was judged to be compared.
        """
        earlier = (
            *self._mine(one.exercise),
            SetRow.judged_share >= least_judged(one.exercise),
            SetRow.done_at <= one.done_at,
            SetRow.key != one.key,
        )
        recent = select(SetRow).where(*earlier).order_by(SetRow.done_at.desc(), SetRow.id.desc()).limit(most)
        found = {each.key: each for each in self._read(recent)}
        for figure in one.figures:
            if figure.measure.startswith(FURTHEST):
                same = (FigureRow.measure == figure.measure, FigureRow.side == figure.side)
                best = select(SetRow).join(FigureRow).where(*earlier, *same)
                for each in self._read(best.order_by(FigureRow.value.desc()).limit(1)):
                    found.setdefault(each.key, each)
        return sorted(found.values(), key=lambda each: each.done_at)

    def exercises(self) -> list[str]:
        """Which exercises there are sets of, by name."""
        wanted = select(SetRow.exercise).where(*self._mine()).distinct().order_by(SetRow.exercise)
        with self._database.reading() as session:
            return list(session.scalars(wanted))

    def find(self, key: UUID) -> KeptSet | None:
        """One of them."""
        found = self._read(select(SetRow).where(*self._mine(), SetRow.key == key))
        return found[0] if found else None

    def report(self, key: UUID) -> Report | None:
        """What was found, as it is exported."""
        with self._database.reading() as session:
            text = session.scalars(select(SetRow.report).where(*self._mine(), SetRow.key == key)).first()
        return None if text is None else Report.model_validate_json(text)

    def rename(self, key: UUID, name: str) -> None:
        """Call it something else; an empty name changes nothing."""
        if name.strip():
            self._change(key, name=name.strip()[:NAME_LENGTH])

    def annotate(self, key: UUID, note: str) -> None:
        """Write a note beside it."""
        self._change(key, note=note[:NOTE_LENGTH])

    def judge_again(
        self, key: UUID, *, report: Report, figures: Iterable[KeptFigure], course: IO[bytes], at: datetime
    ) -> None:
        """Let what later criteria say take the place of what was said; the first ones stay named."""
        with self._database.writing() as session:
            row = session.scalars(select(SetRow).where(*self._mine(), SetRow.key == key)).first()
            if row is None:
                return
            row.criteria, row.judged_share = report.provenance.criteria, report.judged_share
            row.report, row.judged_again_at = compact(report), at
            session.execute(delete(FigureRow).where(FigureRow.set_id == row.id))
            session.execute(
                delete(PieceRow).where(PieceRow.set_id == row.id, PieceRow.part == Part.COURSE.value)
            )
            write_figures(session, row.id, figures)
            write_part(session, row.id, Part.COURSE, course)

    def move(self, key: UUID, done_at: datetime) -> None:
        """Say that it was done at another time: a video may be analysed days after it was filmed."""
        with self._database.writing() as session:
            found = update(SetRow).where(*self._mine(), SetRow.key == key)
            session.execute(found.values(done_at=done_at))

    def delete(self, key: UUID) -> None:
        """Forget it."""
        with self._database.writing() as session:
            session.execute(delete(SetRow).where(*self._mine(), SetRow.key == key))

    def parts(self, key: UUID) -> frozenset[Part]:
        """What is kept of it beside its figures."""
        wanted = select(PieceRow.part).join(SetRow).where(*self._mine(), SetRow.key == key).distinct()
        with self._database.reading() as session:
            return frozenset(Part(part) for part in session.scalars(wanted))

    def read_part(self, key: UUID, part: Part, into: IO[bytes]) -> bool:
        """Write a part into a file. False where it is not kept."""
        with self._database.reading() as session:
            row_id = session.scalars(select(SetRow.id).where(*self._mine(), SetRow.key == key)).first()
            found = False
            for content in () if row_id is None else chunks_of(session, row_id, part):
                into.write(content)
                found = True
        return found

    def _mine(self, exercise: str | None = None) -> tuple[ColumnElement[bool], ...]:
        mine = (SetRow.profile_id == self._profile_id,)
        return mine if exercise is None else (*mine, SetRow.exercise == exercise)

    def _change(self, key: UUID, **values: str) -> None:
        with self._database.writing() as session:
            session.execute(update(SetRow).where(*self._mine(), SetRow.key == key).values(**values))

    def _read(self, wanted: Select[SetRow]) -> list[KeptSet]:
        with self._database.reading() as session:
            rows = session.scalars(wanted.options(_WITHOUT_REPORT)).all()
            figures = figures_of_sets(session, [row.id for row in rows])
            return [_kept(row, figures.get(row.id, ())) for row in rows]


# Of ten thousand sets it would be megabytes, and a list shows none of it.
_WITHOUT_REPORT = defer(SetRow.report)


def _kept(row: SetRow, figures: tuple[KeptFigure, ...]) -> KeptSet:
    return KeptSet(
        key=row.key,
        exercise=row.exercise,
        done_at=row.done_at,
        source=SetSource(row.source),
        name=row.name,
        note=row.note,
        asked_side=None if row.asked_side is None else Side(row.asked_side),
        criteria=row.criteria,
        first_criteria=row.first_criteria,
        judged_again_at=row.judged_again_at,
        judged_share=row.judged_share,
        figures=figures,
    )
