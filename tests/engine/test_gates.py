"""Every reason not to judge: it is given, alone, nothing is counted meanwhile, and it ends again."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.domain.body import Facing, Landmark, Sighting
from formcheck.domain.events import Judged, NotJudged, Reason
from formcheck.engine.gatekeeper import AT_ONCE
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.exercises.gates import GATES
from formcheck.kinematics.bodyview import leg_rows
from tests import bodies
from tests.bodies import TRUNK_PX, pose_of, rotate
from tests.engine.motions import frames
from tests.engine.test_session import EXAMPLES, events_of, results, sightings

Spoil = Callable[[Sighting], Sighting]
SLUG = "standing-march"
NEAR, FAR = (list(leg_rows(side)[1:3]) for side in (Facing.RIGHT.near_side, Facing.RIGHT.near_side.opposite))


def moved(rows: list[Landmark], by_px: tuple[float, float]) -> Spoil:
    def spoil(sighting: Sighting) -> Sighting:
        assert sighting.pose is not None
        points = sighting.pose.points_px.copy()
        points[rows] += by_px
        return replace(sighting, pose=replace(sighting.pose, points_px=points))

    return spoil


def dimmed(rows: list[Landmark], visibility: float) -> Spoil:
    def spoil(sighting: Sighting) -> Sighting:
        assert sighting.pose is not None
        seen = sighting.pose.visibility.copy()
        seen[rows] = visibility
        return replace(sighting, pose=replace(sighting.pose, visibility=seen))

    return spoil


def turned(by_deg: float) -> Spoil:
    def spoil(sighting: Sighting) -> Sighting:
        assert sighting.pose is not None
        return replace(sighting, pose=pose_of(rotate(sighting.pose.points_px, by_deg), sighting.t_s))

    return spoil


def scaled(by: float) -> Spoil:
    def spoil(sighting: Sighting) -> Sighting:
        assert sighting.pose is not None
        middle = np.array([320.0, -240.0])
        points = middle + by * (sighting.pose.points_px - middle)
        return replace(sighting, pose=pose_of(points, sighting.t_s))

    return spoil


def wide(share: float) -> Spoil:
    """Shoulders apart by a share of the trunk, as when the chest turns to the camera."""
    return moved([Landmark.LEFT_SHOULDER], (2 * share * TRUNK_PX, 0.0))


SPOILED: dict[Reason, Spoil] = {
    Reason.NO_PERSON: lambda sighting: replace(sighting, pose=None),
    Reason.SEVERAL_PEOPLE: lambda sighting: replace(sighting, others=1),
    Reason.NOT_SIDE_ON: wide(1.1 * GATES.side_on.interval.high),
    Reason.FEET_OUT_OF_FRAME: lambda sighting: replace(sighting, size_px=(640, 430)),
    Reason.HEAD_OUT_OF_FRAME: moved([Landmark.NOSE], (0.0, 200.0)),
    Reason.TOO_FAR: scaled(0.9 * GATES.trunk.interval.low / TRUNK_PX),
    Reason.TOO_DARK: lambda sighting: replace(sighting, brightness=0.9 * GATES.brightness.interval.low),
    Reason.FAR_LEG_HIDDEN: dimmed(FAR, 0.9 * GATES.far_visibility.interval.low),
    Reason.TRACKING_UNSURE: dimmed(NEAR, 0.9 * GATES.visibility.interval.low),
    Reason.WRONG_POSTURE: lambda sighting: bodies.SQUATTING.sighting(sighting.t_s),
    Reason.CAMERA_TILTED: turned(GATES.camera_roll.interval.high + 2.0),
}


def reasons(stream: list[Sighting]) -> list[Reason]:
    return [event.reason for event in events_of(SLUG, stream) if isinstance(event, NotJudged)]


def test_every_reason_has_its_picture() -> None:
    elsewhere = {  # of more than one picture, or of the walking check alone
        Reason.LOW_FRAME_RATE,
        Reason.PICTURES_MISSING,
        Reason.PICTURE_SIDEWAYS,
        Reason.CAMERA_MOVING,
    }
    assert set(SPOILED) | elsewhere == set(Reason)


@pytest.mark.parametrize("reason", SPOILED)
def test_what_cannot_be_judged_is_not_counted_and_says_why(reason: Reason) -> None:
    pose, duration_s = EXAMPLES[SLUG]
    events = events_of(SLUG, [SPOILED[reason](s) for s in sightings(pose, duration_s)])
    assert [event.reason for event in events if isinstance(event, NotJudged)] == [reason]
    assert results(events) == []
    assert fold(events, EXERCISES[SLUG], duration_s).judged_share == pytest.approx(0.0)


@pytest.mark.parametrize("reason", SPOILED)
def test_a_reason_is_listed_while_it_holds_and_no_longer(reason: Reason) -> None:
    pose = EXAMPLES[SLUG][0]
    stream = [SPOILED[reason](s) if 1.0 <= s.t_s < 3.0 else s for s in sightings(lambda _: pose(0.0), 5.0)]
    events = events_of(SLUG, stream)
    (gap,) = fold(events, EXERCISES[SLUG], 5.0).gaps
    assert gap.reason is reason
    assert gap.start_s == pytest.approx(1.0, abs=0.5)
    assert gap.end_s == pytest.approx(3.0, abs=1.0)


@pytest.mark.parametrize("reason", SPOILED)
def test_a_single_bad_frame_is_no_gap_unless_it_holds_nothing(reason: Reason) -> None:
    pose = EXAMPLES[SLUG][0]
    stream = [SPOILED[reason](s) if i == 40 else s for i, s in enumerate(sightings(lambda _: pose(0.0), 4.0))]
    gaps = fold(events_of(SLUG, stream), EXERCISES[SLUG], 4.0).gaps
    if reason not in AT_ONCE or reason is Reason.WRONG_POSTURE:  # a posture is not left for one frame
        assert gaps == ()
    else:
        assert [(gap.reason, gap.start_s, gap.end_s) for gap in gaps] == [
            (reason, stream[40].t_s, stream[41].t_s)
        ]


@pytest.mark.parametrize("bad_s", [0.1, 0.3, 0.6, 2.0])
@pytest.mark.parametrize("reason", SPOILED)
def test_what_is_judged_is_what_is_measured(reason: Reason, bad_s: float) -> None:
    pose, duration_s = EXAMPLES[SLUG]
    session, held = FormSession(EXERCISES[SLUG], tilt_model=None), []
    for sighting in sightings(pose, duration_s):
        bad = sighting.t_s % (bad_s + 1.1) > 1.1
        step = session.step(SPOILED[reason](sighting) if bad else sighting)
        held.append((step.judged, bool(step.values)))
    assert [judged for judged, _ in held] == [measured for _, measured in held]
    assert any(judged for judged, _ in held)


@given(st.floats(0.2, 0.97))
@settings(max_examples=20)
def test_below_the_least_frame_rate_nothing_is_judged_at_any_rate(share: float) -> None:
    fps = share / GATES.frame_gap.interval.high
    events = events_of(SLUG, sightings(EXAMPLES[SLUG][0], 14.0, fps))
    assert [e.reason for e in events if isinstance(e, NotJudged)] == [Reason.LOW_FRAME_RATE]
    assert results(events) == []


@pytest.mark.parametrize("fps", [0.1, 0.3, 0.5, 0.9, 1.0, 2.0])
@pytest.mark.parametrize("slug", ["glute-bridge", "half-kneeling-stretch"])
def test_a_slide_show_is_no_video(slug: str, fps: float) -> None:
    events = events_of(slug, sightings(EXAMPLES[slug][0], 30.0, fps))
    assert Reason.LOW_FRAME_RATE in [e.reason for e in events if isinstance(e, NotJudged)]
    assert results(events) == []


@given(st.floats(12.0, 120.0))
@settings(max_examples=6)
def test_from_the_least_frame_rate_on_all_is_judged(fps: float) -> None:
    stream = [bodies.STANDING.sighting(t_s) for t_s in frames(1.5, fps)]
    assert [type(event) for event in events_of(SLUG, stream)][:1] == [Judged]
    assert reasons(stream) == []
