"""What the browser is told of one picture: places in shares of it, and the pelvis with its criterion."""

import math
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from formcheck.adapters.live import WorkoutOrder
from formcheck.adapters.live.answer import answer, target_said
from formcheck.adapters.live.jpeg import decode_jpeg
from formcheck.adapters.live.messages import Picture, Tilt
from formcheck.adapters.live.replay import shots_of
from formcheck.adapters.live.session import LiveSession
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Facing
from formcheck.domain.measure import Measure
from formcheck.engine.step import Step
from formcheck.engine.workout import Plan, Workout
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from formcheck.review.target import Arc, Bar, target_of
from tests.bodies import Stick
from tests.review.test_target import steps_of

SIZE_PX = (640, 480)


@pytest.mark.parametrize("slug", EXERCISES)
def test_places_are_shares_of_the_picture_with_y_down(slug: str) -> None:
    shown = 0
    for step in steps_of(slug, Facing.RIGHT):
        target = target_of(step)
        said = target_said(target, SIZE_PX)
        assert (said.low, said.high, said.state) == (target.low, target.high, target.state)
        if target.shape is None:
            assert (said.shape, said.points, said.band) == (None, None, None)
            continue
        shown += 1
        shape = target.shape
        assert said.points
        assert said.band
        assert said.shape == ("bar" if isinstance(shape, Bar) else "arc")
        joint = shape.joint if isinstance(shape, Arc) else shape.zero
        places = (shape.zero, joint, shape.now, shape.low, shape.high)
        for place, (x, y) in zip(places, (*said.points, *said.band), strict=True):
            assert (x * SIZE_PX[0], -y * SIZE_PX[1]) == pytest.approx(tuple(place), abs=0.05)
    assert shown > 50


def test_what_is_not_seen_is_null() -> None:
    step = steps_of("supine-march", Facing.RIGHT)[-1]
    unseen: Step = replace(step, progress=replace(step.progress, value=math.nan))
    said = target_said(target_of(unseen), SIZE_PX)
    assert (said.value, said.state, said.points, said.band) == (None, "unseen", None, None)


def tilt_of(slug: str) -> Tilt:
    spec = EXERCISES[slug]
    workout = Workout(Plan(spec=spec, side=None, sets=1, target=10), None)
    moment = workout.step(Stick().sighting(0.0))
    return answer(moment, spec, seq=0, size_px=SIZE_PX, server_ms=1.0).tilt


@pytest.mark.parametrize("slug", EXERCISES)
def test_good_on_the_dial_is_what_the_criterion_says(slug: str) -> None:
    judged = [each.ok for each in EXERCISES[slug].criteria if each.channel.measure is Measure.PELVIC_TILT]
    wanted = [tuple(end if math.isfinite(end) else None for end in (ok.low, ok.high)) for ok in judged]
    assert tilt_of(slug).ok == (wanted[0] if wanted else None)


def test_the_live_path_looks_at_the_pelvis() -> None:
    """With the real estimator: a stretch whose back is seen has a tilt, as it has in an upload."""
    order = WorkoutOrder(
        spec=EXERCISES["half-kneeling-stretch"],
        side=None,
        sets=1,
        target=30,
        language=Language.EN,
        model=ModelName.LITE,
    )
    session = LiveSession(order, longest_s=60.0)
    session.attach().result()
    clip = Path(__file__).parents[1] / "golden" / "clips" / "half_kneeling_good.mp4"
    said = (
        session.respond(
            session.infer(Picture(1000.0 * shot.t_s, n, b""), decode_jpeg(shot.jpeg), 0.0).result()
        ).result()
        for n, shot in enumerate(takewhile(lambda shot: shot.t_s < 8.0, shots_of(clip)))
    )
    assert any(each.tilt is not None and each.tilt.deg is not None for each in said)
    session.close()
