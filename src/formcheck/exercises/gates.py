"""What a picture must give before anything in it is judged: one set of limits, shared by all exercises."""

from dataclasses import dataclass

from formcheck.domain.measure import Grade, Source, degrees, ratio, seconds
from formcheck.exercises.spec import Bound

_OURS = Grade.OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """A value outside its bound cannot be judged.

    visibility: of shoulders, hips and the near leg, 0..1. far_visibility: of the far knee and ankle, where
    the exercise counts both legs. side_on: shoulder width over trunk length. trunk: trunk length over
    picture height. inside: distance of a needed point from the edge, over the picture's size. brightness:
    mean luma, 0..1. frame_gap: time between frames. camera_roll: slope of what should be level or upright.
    """

    visibility: Bound
    far_visibility: Bound
    side_on: Bound
    trunk: Bound
    inside: Bound
    brightness: Bound
    frame_gap: Bound
    camera_roll: Bound
    lose_s: float = 0.5
    regain_s: float = 0.3


GATES = Gates(
    visibility=Bound(ratio(0.5), Source(_OURS, "near side reads .97-1.0 when seen; weak alone")),
    far_visibility=Bound(
        ratio(0.05),
        Source(_OURS, "says little: far legs err by .1 of a shank, no more at .19-.3 than at .5-.9"),
    ),
    side_on=Bound(
        ratio(0.0, 0.5), Source(_OURS, ".5 is about 30 deg off; angles err by 7 deg at 25 deg off")
    ),
    trunk=Bound(ratio(0.15), Source(_OURS, "landmark error of 1-2 px is 1 deg on a trunk of 70 px")),
    inside=Bound(ratio(0.0), Source(_OURS, "points outside the picture are guessed")),
    brightness=Bound(ratio(0.09), Source(_OURS, "darker, landmarks are guessed from little")),
    frame_gap=Bound(
        seconds(0.0, 1 / 11.5), Source(_OURS, "below 12 frames a second quick faults fall between")
    ),
    camera_roll=Bound(degrees(-8, 8), Source(_OURS, "5 deg of roll and 3 deg of the body itself")),
)
