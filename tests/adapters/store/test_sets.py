"""Sets are kept whole, come back as they were, by profile, and go without a trace; in both databases."""

import io
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.adapters.store import History, KeptFigure, KeptSet, NewSet, Part, ProfileHistory, SetSource
from formcheck.adapters.store.course import read_course, write_course
from formcheck.adapters.store.keeper import Keeper, kept_figures
from formcheck.adapters.store.pieces import CHUNK_BYTES
from formcheck.domain.body import Side
from tests.adapters.store.analyses import analysis_of
from tests.adapters.store.clock import WallClock
from tests.ui.fakes import NOBODY
from tests.ui.fakes import analysis_of as faked

MARCH = "supine-march"


def new(clock: WallClock, *, top: float = 50.0, **changed: object) -> NewSet:
    report = build_report(analysis_of(MARCH))
    one = NewSet(
        done_at=clock.now,
        source=SetSource.LIVE,
        name="",
        report=report,
        figures=(KeptFigure("reps", "left", 8.0), KeptFigure("top_percent", "left", top)),
    )
    return replace(one, **changed)  # type: ignore[arg-type] # any of its parts


@pytest.fixture
def mine(history: History) -> ProfileHistory:
    return history.of(history.profiles.me())


def test_a_set_comes_back_as_it_was(mine: ProfileHistory, clock: WallClock) -> None:
    big = bytes(range(256)) * (CHUNK_BYTES // 256) * 2 + b"end"
    analysis = analysis_of(MARCH)
    parts = {Part.COURSE: write_course(analysis), Part.RECORDING: io.BytesIO(big)}
    kept = mine.sets.keep(new(clock, name="Øvelse <b> *x*", asked_side=Side.LEFT, parts=parts))
    assert mine.sets.find(kept.key) == kept
    assert kept.asked_side is Side.LEFT
    assert kept.done_at == clock.now
    assert mine.sets.report(kept.key) == build_report(analysis)
    assert mine.sets.parts(kept.key) == {Part.COURSE, Part.RECORDING}
    read = io.BytesIO()
    assert mine.sets.read_part(kept.key, Part.RECORDING, read)
    assert read.getvalue() == big
    course = io.BytesIO()
    mine.sets.read_part(kept.key, Part.COURSE, course)
    assert build_report(read_course(course)) == build_report(analysis)
    assert not mine.sets.read_part(kept.key, Part.VIDEO, io.BytesIO())


def test_pages_and_periods(mine: ProfileHistory, clock: WallClock) -> None:
    start = clock.now
    keys = []
    for _ in range(5):
        keys.append(mine.sets.keep(new(clock)).key)
        clock.move(days=1)
    assert mine.sets.count() == mine.sets.count(MARCH) == 5
    assert mine.sets.count("glute-bridge") == 0
    assert [each.key for each in mine.sets.newest(most=2, skip=1)] == [keys[3], keys[2]]
    day = timedelta(days=1)
    assert [e.key for e in mine.sets.between(since=start + day, until=start + 3 * day)] == keys[1:3]
    assert mine.sets.exercises() == [MARCH]


def test_the_last_ones_and_the_best_come_before_a_set(mine: ProfileHistory, clock: WallClock) -> None:
    tops = (90.0, 40.0, 50.0, 60.0)
    kept: list[KeptSet] = []
    for top in tops:
        kept.append(mine.sets.keep(new(clock, top=top)))
        clock.move(days=1)
    dark = new(clock, top=99.0)
    mine.sets.keep(replace(dark, report=dark.report.model_copy(update={"judged_share": 0.5})))
    clock.move(days=1)
    now = mine.sets.keep(new(clock, top=70.0))
    assert [each.key for each in mine.sets.before(now, most=2)] == [kept[0].key, kept[2].key, kept[3].key]
    assert mine.sets.before(kept[0], most=9) == []


def test_walks_that_were_out_of_the_picture_for_long_come_before_a_walk(
    mine: ProfileHistory, clock: WallClock
) -> None:
    walk = new(clock)
    walk = replace(
        walk,
        report=walk.report.model_copy(update={"exercise": "walking-check", "judged_share": 0.4}),
        figures=(KeptFigure("step_leg", "left", 70.0),),
    )
    first = mine.sets.keep(walk)
    clock.move(days=1)
    now = mine.sets.keep(replace(walk, done_at=clock.now))
    assert [each.key for each in mine.sets.before(now, most=2)] == [first.key]


def test_names_notes_and_days_can_be_changed(mine: ProfileHistory, clock: WallClock) -> None:
    key = mine.sets.keep(new(clock, name="a.mp4")).key
    mine.sets.rename(key, "  Monday  ")
    mine.sets.rename(key, "   ")
    mine.sets.annotate(key, "n" * 5000)
    mine.sets.move(key, clock.now - timedelta(days=2))
    found = mine.sets.find(key)
    assert found is not None
    assert (found.name, found.note) == ("Monday", "n" * 2000)
    assert found.done_at == clock.now - timedelta(days=2)


def test_judged_anew_it_says_so(mine: ProfileHistory, clock: WallClock) -> None:
    key = mine.sets.keep(new(clock, parts={Part.COURSE: io.BytesIO(b"old")})).key
    report = build_report(analysis_of(MARCH))
    later = report.model_copy(
        update={"provenance": report.provenance.model_copy(update={"criteria": "ffff"})}
    )
    figures = (KeptFigure("reps", "right", 2.0),)
    clock.move(days=3)
    mine.sets.judge_again(key, report=later, figures=figures, course=io.BytesIO(b"new"), at=clock.now)
    found = mine.sets.find(key)
    assert found is not None
    assert (found.criteria, found.first_criteria) == ("ffff", report.provenance.criteria)
    assert (found.judged_again_at, found.figures) == (clock.now, figures)
    assert mine.sets.report(key) == later
    course = io.BytesIO()
    mine.sets.read_part(key, Part.COURSE, course)
    assert course.getvalue() == b"new"


def test_another_profile_sees_and_changes_nothing(history: History, clock: WallClock) -> None:
    mine = history.of(history.profiles.me())
    theirs = history.of(history.profiles.create("Anna"))
    key = mine.sets.keep(new(clock, name="mine", parts={Part.COURSE: io.BytesIO(b"x")})).key
    theirs.sets.rename(key, "theirs")
    theirs.sets.annotate(key, "theirs")
    theirs.sets.move(key, clock.now - timedelta(days=9))
    theirs.sets.delete(key)
    assert theirs.sets.find(key) is None
    assert theirs.sets.report(key) is None
    assert theirs.sets.parts(key) == frozenset()
    assert not theirs.sets.read_part(key, Part.COURSE, io.BytesIO())
    assert theirs.sets.count() == 0
    found = mine.sets.find(key)
    assert found is not None
    assert (found.name, found.note, found.done_at) == ("mine", "", clock.now)


def test_deleted_is_gone_with_all_its_parts(mine: ProfileHistory, clock: WallClock) -> None:
    key = mine.sets.keep(new(clock, parts={Part.COURSE: io.BytesIO(b"x")})).key
    stays = mine.sets.keep(new(clock)).key
    mine.sets.delete(key)
    assert mine.sets.find(key) is None
    assert mine.sets.parts(key) == frozenset()
    assert [each.key for each in mine.sets.newest(most=9)] == [stays]
    mine.sets.delete(uuid4())


class Breaking(io.BytesIO):
    """A disk that fails in the middle of a file."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= CHUNK_BYTES:
            raise OSError("the disk is gone")
        return super().read(size)


def test_a_set_is_kept_whole_or_not_at_all(mine: ProfileHistory, clock: WallClock) -> None:
    with pytest.raises(OSError, match="disk"):
        mine.sets.keep(new(clock, parts={Part.RECORDING: Breaking(bytes(3 * CHUNK_BYTES))}))
    assert mine.sets.count() == 0


def test_the_keeper_keeps_what_was_found(mine: ProfileHistory) -> None:
    analysis = analysis_of(MARCH)
    kept = Keeper(mine=mine, source=SetSource.FILE, name="clip.mp4").keep(analysis)
    assert kept.trouble is None
    assert kept.key is not None
    found = mine.sets.find(kept.key)
    assert found is not None
    assert found.figures == tuple(sorted(kept_figures(analysis)))
    assert mine.sets.parts(kept.key) == {Part.COURSE}


def test_of_which_nothing_was_judged_is_not_kept(mine: ProfileHistory) -> None:
    kept = Keeper(mine=mine, source=SetSource.FILE).keep(faked(NOBODY))
    assert (kept.key, kept.trouble, mine.sets.count()) == (None, None, 0)
