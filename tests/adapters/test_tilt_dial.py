import numpy as np
import pytest

from formcheck.adapters.overlay import Overlay, signed_deg
from formcheck.adapters.tilt_dial import Dial
from formcheck.domain.body import Bytes, Facing
from formcheck.domain.measure import Channel, Interval, Measure, Unit
from formcheck.domain.posture import Posture
from formcheck.engine.step import Progress, Step
from formcheck.exercises import EXERCISES
from tests.bodies import HALF_KNEELING

BLUE = (86, 180, 233)


def drawn(tilt_deg: float, sd_deg: float, facing: Facing = Facing.RIGHT) -> Bytes:
    image = np.zeros((120, 120, 3), dtype=np.uint8)
    Dial(centre=(60, 60), radius=44, facing=facing).draw(image, tilt_deg, sd_deg, BLUE)
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


def test_the_overlay_says_the_tilt_in_words_and_only_where_it_is_seen() -> None:
    def step(values: dict[Channel, float]) -> Step:
        thigh = EXERCISES["half-kneeling-stretch"].progress.channel.on(  # type: ignore[union-attr]
            EXERCISES["half-kneeling-stretch"].limbs[0]
        )
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
