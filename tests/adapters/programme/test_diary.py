"""What is kept of a programme comes back as it was; kept sets become efforts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.store import History, KeptFigure, NewSet, SetSource, open_history
from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.programme.plan import DEFAULT_PLAN, Plan
from formcheck.programme.safety import Alarm, Question, RedFlag, Screening, blocking
from tests.programme.made import MONDAY, after, before, day, morning, raises
from tests.review.sets import held, rep, set_of
from tests.ui.fakes import analysis_of


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = open_history(f"sqlite:///{tmp_path / 'history.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def diary(history: History) -> Diary:
    return Diary(history.of(history.profiles.me()), UTC)


def test_the_default_plan_until_another_is_saved(diary: Diary) -> None:
    assert diary.plan() == DEFAULT_PLAN
    mine = Plan(items=(raises(since=MONDAY),), note="æøå")
    diary.save_plan(mine)
    assert diary.plan() == mine


def test_pain_of_a_period_in_order(diary: Diary) -> None:
    pains = (before(MONDAY, 2), after(MONDAY, 3), morning(day(1), 1))
    for each in (*pains, before(day(9), 0)):
        diary.add_pain(each)
    assert diary.pains(MONDAY, day(8)) == pains


def test_screening_and_alarms(diary: Diary) -> None:
    assert diary.screening() is None
    diary.save_screening(Screening(day=MONDAY, yes=(Question.KNEELING,)))
    assert diary.screening() == Screening(day=MONDAY, yes=(Question.KNEELING,))
    diary.add_alarm(Alarm(day=MONDAY, flags=(RedFlag.FEVER,)))
    assert blocking(diary.alarms(), MONDAY) == (RedFlag.FEVER,)
    diary.release(day(1))
    assert blocking(diary.alarms(), MONDAY) == (RedFlag.FEVER,)
    diary.release(MONDAY)
    assert blocking(diary.alarms(), MONDAY) == ()


def keep(diary: Diary, moment: datetime, report: object, figures: tuple[KeptFigure, ...] = ()) -> None:
    analysis = analysis_of(report)  # type: ignore[arg-type]
    new = NewSet(
        done_at=moment, source=SetSource.LIVE, name="", report=build_report(analysis), figures=figures
    )
    diary.mine.sets.keep(new)


def test_sets_become_efforts_of_their_day(diary: Diary) -> None:
    reps = (rep(0), rep(1, side=Side.RIGHT, flags=(Flag.LEANED_BACK,)), rep(2, complete=False))
    figures = (KeptFigure("top_deg", "left", 14.5), KeptFigure("top_deg", "right", 11.0))
    keep(diary, datetime(2026, 3, 2, 23, 30, tzinfo=UTC), set_of("seated-knee-raise", reps=reps), figures)
    keep(diary, datetime(2026, 3, 3, 0, 30, tzinfo=UTC), set_of("half-kneeling-stretch", holds=(held(30),)))
    (first,) = diary.efforts(MONDAY, MONDAY)
    assert (first.day, first.exercise) == (MONDAY, "seated-knee-raise")
    assert (first.reps, first.partial_reps, first.clean_reps) == (2, 1, 1)
    assert first.faults == ((Flag.LEANED_BACK, 1),)
    assert (first.side(Side.LEFT).best, first.side(Side.RIGHT).best) == (14.5, 11.0)
    (second,) = diary.efforts(day(1), day(1))
    assert second.held_s > 0.0
    assert len(diary.efforts(MONDAY, day(1))) == 2
