"""A workout of both sides, left sets and then right ones: its recording alone says the same of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from formcheck.adapters.analysis import Analysis, analyse
from formcheck.adapters.export_json import build_report
from formcheck.adapters.live.recorder import Recorder
from formcheck.adapters.programme.efforts import effort_of
from formcheck.adapters.recording import Recording
from formcheck.adapters.store import NewSet, Part, SetSource, open_history
from formcheck.adapters.store.anew import course_of, judge_anew
from formcheck.adapters.store.course import write_course
from formcheck.adapters.store.keeper import kept_figures
from formcheck.adapters.unmirrored import Unmirrored
from formcheck.domain.body import Facing, Side, Sighting
from formcheck.engine.workout import Plan, Stage, Workout
from formcheck.exercises import EXERCISES
from formcheck.programme.effort import is_clean_and_full
from tests import bodies
from tests.bodies import Stick
from tests.engine.motions import added, frames, lift
from tests.engine.test_session import stretch
from tests.engine.workout.test_workout import stages
from tests.live.test_recorder import MODEL, assert_same_rows
from tests.programme.made import stretch as stretch_item

FPS = 15.0
LONG_S, PAUSE_S = 80.0, 5.0
BEGINS_S = (6.0, 24.0, 48.0, 66.0)
# Up from the floor and down again between two sets; between two sides round as well.
STANDS_S = ((15.5, 17.5), (33.5, 42.0), (57.5, 59.5))
TURNED_S = 37.0
LEFT_THEN_RIGHT = [Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT]


def holds() -> Callable[[float], Stick]:
    return stretch(added(*(lift(start_s, 1.0, 6.0, 1.0, 17.0) for start_s in BEGINS_S)))


def tries() -> Callable[[float], Stick]:
    """The far knee is pulled in, and the near thigh comes along by 16 degrees."""
    pull = added(*(lift(start_s, 1.5, 5.0, 1.0, 1.0) for start_s in BEGINS_S))
    return lambda t_s: Stick(
        trunk_deg=180.0, hip_near=16.0 * pull(t_s), hip_far=120.0 * pull(t_s), knee_far=125.0 * pull(t_s)
    )


WORKOUTS = {"half-kneeling-stretch": (holds, 5), "thomas-check": (tries, 3)}


def person(pose: Callable[[float], Stick]) -> Iterator[Sighting]:
    for t_s in frames(LONG_S, FPS):
        stands = any(start_s <= t_s < end_s for start_s, end_s in STANDS_S)
        stick = bodies.STANDING if stands else pose(t_s)
        yield stick.sighting(t_s, facing=Facing.LEFT if t_s < TURNED_S else Facing.RIGHT)


@dataclass(frozen=True)
class Trained:
    """What was said of it when it was over, and its recording as it would be kept."""

    before: Analysis
    content: bytes

    @property
    def recording(self) -> Recording:
        return Recording(Path("kept.npz"), BytesIO(self.content))

    def anew(self, side: Side | None = None) -> Analysis:
        """What its recording says, with what no recording holds."""
        found = analyse(self.recording, self.before.spec, side=side)
        aim = replace(found.report, aim=self.before.report.aim)
        return replace(found, report=aim, video=replace(found.video, name="webcam"))


@pytest.fixture(scope="module", params=WORKOUTS)
def trained(request: pytest.FixtureRequest) -> Trained:
    """Two sets of each side, the one towards the camera first, by a plan that names no side."""
    made, target = WORKOUTS[request.param]
    spec = EXERCISES[request.param]
    workout = Workout(Plan(spec=spec, sets=2, target=target, pause_s=PAUSE_S), tilt_model=None)
    recorder, states = Recorder(), []
    for sighting in person(made()):
        state = workout.step(sighting)
        recorder.add(sighting, state)
        states.append(state)
    assert Stage.SWITCH in stages(states)
    assert workout.done
    before = recorder.analysis(spec, MODEL, workout)
    assert recorder.recording
    content = recorder.recording.read()
    recorder.close()
    return Trained(before, content)


def sides_of(analysis: Analysis) -> list[Side]:
    report = analysis.report
    return [hold.hold.side for hold in report.holds] + [each.side for each in report.tries]


def test_left_then_right_is_judged_anew_as_it_was(trained: Trained) -> None:
    before, anew = trained.before, trained.anew()
    assert sides_of(before) == LEFT_THEN_RIGHT
    assert build_report(anew).to_json() == build_report(before).to_json()
    assert_same_rows(anew.rows, before.rows)
    assert anew.near_side == before.near_side


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_of_both_only_the_leg_that_is_asked_for(trained: Trained, side: Side) -> None:
    assert sides_of(trained.anew(side)) == [side, side]


def test_mirrored_it_is_right_then_left(trained: Trained) -> None:
    mirrored = analyse(Unmirrored(trained.recording), trained.before.spec)
    assert sides_of(mirrored) == [side.opposite for side in LEFT_THEN_RIGHT]


def test_kept_and_judged_anew_both_sides_keep_their_figures(trained: Trained, tmp_path: Path) -> None:
    before = trained.before
    history = open_history(f"sqlite:///{tmp_path}/history.sqlite3")
    sets = history.of(history.profiles.me()).sets
    parts = {Part.COURSE: write_course(before), Part.RECORDING: BytesIO(trained.content)}
    kept = sets.keep(
        NewSet(
            done_at=datetime.now(UTC), source=SetSource.LIVE, name="", report=build_report(before),
            figures=kept_figures(before), parts=parts,
        )
    )  # fmt: skip
    judge_anew(kept, sets, datetime.now(UTC))
    again = sets.find(kept.key)
    assert again
    assert {each.side for each in again.figures} >= {"left", "right"}
    named = [[(each.measure, each.side) for each in one.figures] for one in (again, kept)]
    assert named[0] == named[1]
    found, expected = ([each.value for each in one.figures] for one in (again, kept))
    assert found == pytest.approx(expected, abs=0.01)
    course = course_of(again, sets)
    report = sets.report(kept.key)
    assert course
    assert report
    assert course.report.aim == before.report.aim
    if before.spec.slug == "half-kneeling-stretch":
        effort = effort_of(report, again.figures, again.done_at.date())
        assert is_clean_and_full(stretch_item(sets=2, amount=5), [effort]), "a step up rests on it"
    history.close()
