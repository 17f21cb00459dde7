from dataclasses import replace

import numpy as np
import pytest

from formcheck.adapters.overlay import Overlay, signed_deg
from formcheck.adapters.tilt_dial import Dial
from formcheck.domain.body import Bytes, Facing, Limb
from formcheck.domain.measure import Channel, Interval, Measure, Unit, at_most, between
from formcheck.domain.posture import Posture
from formcheck.engine.session import FormSession
from formcheck.engine.step import Progress, Step
from formcheck.exercises import EXERCISES
from tests.bodies import HALF_KNEELING

BLUE = (86, 180, 233)


def drawn(
    tilt_deg: float, sd_deg: float, facing: Facing = Facing.RIGHT, *, ok: Interval | None = None
) -> Bytes:
    image = np.zeros((120, 120, 3), dtype=np.uint8)
    dial = Dial(centre=(60, 60), radius=44, facing=facing)
    dial.draw(image, tilt_deg, sd_deg, colour=BLUE, ok=ok)
    return image


def band_px(image: Bytes) -> int:
    return int((image == np.array(BLUE)).all(axis=-1).sum())


def needle_x(image: Bytes) -> float:
    return float(np.argwhere((image == 255).all(axis=-1))[:, 1].mean())


def test_the_band_is_as_wide_as_the_uncertainty() -> None:
    assert band_px(drawn(0.0, 5.0)) > 1.7 * band_px(drawn(0.0, 2.0))


def test_the_needle_leans_the_way_the_person_faces() -> None:
    assert needle_x(drawn(12.0, 2.0)) > 62.0
    assert needle_x(drawn(-12.0, 2.0)) < 58.0
    assert needle_x(drawn(12.0, 2.0, Facing.LEFT)) < 58.0


def test_a_tilt_off_the_scale_stays_at_its_end() -> None:
    assert needle_x(drawn(60.0, 2.0)) == needle_x(drawn(20.0, 2.0))


def test_good_on_the_scale_is_what_the_criterion_says_and_without_one_nothing_is() -> None:
    # A needle with no uncertainty: all that is blue beside its thin band is the scale.
    plain = band_px(drawn(0.0, 0.1))
    narrow, open_ended = between(-5, 4, Unit.DEG), at_most(3, Unit.DEG)
    assert band_px(drawn(0.0, 0.1, ok=narrow)) > plain + 50
    assert band_px(drawn(0.0, 0.1, ok=open_ended)) > 1.5 * band_px(drawn(0.0, 0.1, ok=narrow))


@pytest.mark.parametrize("slug", EXERCISES)
def test_the_dial_of_a_video_has_the_band_of_its_exercise(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bands: list[Interval | None] = []

    def note(dial: Dial, image: Bytes, *tilt: float, ok: Interval | None = None, **_: object) -> None:
        bands.append(ok)

    monkeypatch.setattr(Dial, "draw", note)
    spec = EXERCISES[slug]
    session = FormSession(spec, tilt_model=None)
    seen = {Channel(Measure.PELVIC_TILT): 9.0, Channel(Measure.PELVIC_TILT_SD): 2.5}
    step = replace(session.step(HALF_KNEELING.sighting(0.0)), values=seen)
    Overlay(spec, lambda key: key).draw(np.zeros((480, 640, 3), dtype=np.uint8), step)
    judged: list[Interval | None] = [
        each.ok for each in spec.criteria if each.channel.measure is Measure.PELVIC_TILT
    ]
    assert bands == (judged or [None])


def test_the_overlay_says_the_tilt_in_words_and_only_where_it_is_seen() -> None:
    def step(values: dict[Channel, float]) -> Step:
        thigh = Channel(Measure.THIGH_EXTENSION, Limb.NEAR)
        progress = Progress(channel=thigh, value=0.0, zone=Interval(9, 25, Unit.DEG), engaged=False)
        return Step(
            t_s=0.0,
            pose=HALF_KNEELING.pose(),
            facing=Facing.RIGHT,
            posture=Posture.HALF_KNEELING,
            reason=None,
            values=values,
            progress=progress,
        )

    said: list[str] = []

    def say(key: str) -> str:
        said.append(key)
        return key

    picture = np.zeros((480, 640, 3), dtype=np.uint8)
    overlay = Overlay(EXERCISES["half-kneeling-stretch"], say)
    plain = overlay.draw(picture, step({}))
    assert not [key for key in said if key.startswith("tilt.")]
    shown = overlay.draw(
        picture, step({Channel(Measure.PELVIC_TILT): 9.0, Channel(Measure.PELVIC_TILT_SD): 2.5})
    )
    assert "tilt.anterior" in said
    assert (shown[:110, 480:] != plain[:110, 480:]).any()


@pytest.mark.parametrize(
    ("angle_deg", "said"), [(-0.4, "0°"), (0.4, "0°"), (-0.6, "-1°"), (11.6, "+12°"), (-8.0, "-8°")]
)
def test_nothing_has_no_sign(angle_deg: float, said: str) -> None:
    assert signed_deg(angle_deg) == said
