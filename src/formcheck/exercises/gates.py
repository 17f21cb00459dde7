"""What a picture must give before anything in it is judged: one set of limits, shared by all exercises."""

from dataclasses import dataclass, replace

from formcheck.domain.bound import Bound
from formcheck.domain.measure import Grade, Source, Unit, at_least, between

_OURS, _RATIO = Grade.OURS, Unit.RATIO
INFERENCE_LONG_SIDE_PX = 640
"""The pose model is given no larger pictures: they give the same landmarks, later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """A value outside its bound cannot be judged.

    visibility: of shoulders, hips and the near leg, 0..1. far_visibility: of the far knee and ankle, where
    the exercise counts both legs. side_on: shoulder width over trunk length. trunk: trunk length in what
    inference sees, a picture no longer than inference_px. inside: distance of a needed point from the edge,
    over the picture's size. brightness: mean luma, 0..1. frame_gap: time between frames. camera_roll: slope
    of what should be level or upright. camera_speed: of the background, in trunk lengths a second, where
    the person walks through. passing_*: trunk and regain_s of one who does.
    edges_at_once: who leaves the picture is not judged from the first frame on.
    """

    visibility: Bound
    far_visibility: Bound
    side_on: Bound
    trunk: Bound
    passing_trunk: Bound
    passing_side_on: Bound
    inside: Bound
    brightness: Bound
    frame_gap: Bound
    camera_roll: Bound
    camera_speed: Bound
    inference_px: int = INFERENCE_LONG_SIDE_PX
    clear_share: float = 0.85
    lose_s: float = 0.45
    regain_s: float = 0.3
    passing_regain_s: float = 0.06
    edges_at_once: bool = False

    @property
    def passing(self) -> "Gates":
        """The same for one who walks through: a stay is short, and its first step must not be lost."""
        return replace(
            self,
            side_on=self.passing_side_on,
            trunk=self.passing_trunk,
            regain_s=self.passing_regain_s,
            edges_at_once=True,
        )


GATES = Gates(
    visibility=Bound(at_least(0.5, _RATIO), Source(_OURS, "near side reads .97-1.0 when seen; weak alone")),
    far_visibility=Bound(
        at_least(0.05, _RATIO),
        Source(_OURS, "says little: far legs err by .1 of a shank, no more at .19-.3 than at .5-.9"),
    ),
    side_on=Bound(
        between(0.0, 0.5, _RATIO),
        Source(_OURS, ".5 is about 30 deg off; angles err by 7 deg at 25 deg off"),
    ),
    trunk=Bound(
        at_least(40, Unit.PX),
        Source(_OURS, "of standing marches 1.5 deg of error at 44 px and more, 2.4 at 30, 2.9 at 22"),
    ),
    passing_side_on=Bound(
        between(0.0, 0.85, _RATIO),
        Source(_OURS, "at a wide picture's edge who walks side-on is seen obliquely"),
    ),
    passing_trunk=Bound(
        at_least(28, Unit.PX), Source(_OURS, "of rendered walks steps are found, and their lengths are right")
    ),
    inside=Bound(at_least(0.0, _RATIO), Source(_OURS, "points outside the picture are guessed")),
    brightness=Bound(at_least(0.09, _RATIO), Source(_OURS, "darker, landmarks are guessed from little")),
    frame_gap=Bound(
        between(0.0, 1 / 11.5, Unit.S), Source(_OURS, "below 12 frames a second quick faults fall between")
    ),
    camera_roll=Bound(
        between(-9.5, 9.5, Unit.DEG),
        Source(
            _OURS,
            "6 deg of roll, at which all is counted right, and 3.5 of the body itself: level cameras read "
            "-3.4 to 2.6 on 10 real people",
        ),
    ),
    camera_speed=Bound(
        between(0.0, 0.25, _RATIO), Source(_OURS, "a pan with a walker goes 1-3 trunk lengths a second")
    ),
)
