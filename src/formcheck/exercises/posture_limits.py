"""Where one posture ends and the next begins: what the classifier of postures goes by."""

from dataclasses import dataclass

from formcheck.domain.bound import Bound
from formcheck.domain.measure import Grade, Interval, Source, Unit, at_least, at_most, between


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureLimits:
    """Angles in degrees; lengths as shares of the own shank, where not said otherwise.

    upright_trunk, lying_trunk: lean of the trunk, as in the measure. kneeling_*: of the leg whose knee is on
    the floor; thigh behind the vertical, knee flexion, knee over the own ankle, shank off straight down, knee
    over the other foot. front_thigh: of the other leg in half-kneeling. planted_*: foot under the knee.
    seated_*: thigh, knee, ankle ahead of the hip (mean of both) and over it in thigh lengths. standing_*,
    straight_*, bent_*: of a leg that stands, lies stretched out, lies bent. pulled_hip: of a knee that is
    pulled in or a leg that is lifted. air_foot: ankle over the hip in thigh lengths, of a lying body.
    bridge_trunk: lean of a trunk whose hips are up. bridge_hips: these over the line from shoulders to foot,
    in trunk lengths. bridge_feet: far ankle over the near one. bridge_foot_moved: that, against the same at
    rest. bridge_thigh: hip flexion of a leg on which lifted hips rest. hugged_hip: of both legs, which then
    are in the air.
    """

    upright_trunk: Bound
    lying_trunk: Bound
    kneeling_thigh: Bound
    kneeling_knee: Bound
    kneeling_knee_height: Bound
    kneeling_shank: Bound
    kneeling_floor: Bound
    front_thigh: Bound
    planted_shank: Bound
    planted_knee_height: Bound
    seated_thigh: Bound
    seated_knee: Bound
    seated_foot_ahead: Bound
    seated_foot_height: Bound
    standing_thigh: Bound
    standing_knee: Bound
    straight_hip: Bound
    straight_knee: Bound
    bent_knee: Bound
    bent_hip: Bound
    pulled_hip: Bound
    air_foot: Bound
    bridge_trunk: Bound
    bridge_hips: Bound
    bridge_feet: Bound
    bridge_foot_moved: Bound
    bridge_thigh: Bound
    hugged_hip: Bound


def _ours(interval: Interval, reference: str) -> Bound:
    return Bound(interval, Source(Grade.OURS, reference))


_DEG, _RATIO = Unit.DEG, Unit.RATIO

POSTURE_LIMITS = PostureLimits(
    upright_trunk=_ours(between(-40, 45, _DEG), "chosen: half way to lying, a lean included"),
    lying_trunk=_ours(between(-55, 40, _DEG), "chosen: half way to upright; in a bridge the hips are higher"),
    kneeling_thigh=_ours(between(-50, 65, _DEG), "real people in lunges: thigh 38-51 behind the vertical"),
    kneeling_knee=_ours(at_least(35, _DEG), "chosen: a knee on the floor is clearly bent"),
    kneeling_knee_height=_ours(at_most(0.45, _RATIO), "chosen: half way from the floor to a standing shank"),
    kneeling_shank=_ours(at_most(-45, _DEG), "chosen: half way between lying and standing"),
    kneeling_floor=_ours(at_most(0.28, _RATIO), "in a lunge with the knee in the air it is higher"),
    front_thigh=_ours(at_most(-45, _DEG), "chosen: half way between level and upright"),
    planted_shank=_ours(between(-60, 60, _DEG), "chosen: under the knee, with a slant"),
    planted_knee_height=_ours(at_least(0.45, _RATIO), "chosen: as high as a shank of that slant is"),
    seated_thigh=_ours(between(-140, -50, _DEG), "chosen: about level, a lifted knee included"),
    seated_knee=_ours(at_least(40, _DEG), "chosen: clearly bent, as on a chair"),
    seated_foot_ahead=_ours(
        at_least(0.5, _RATIO), "both, in the mean: a chair carries the weight; in a squat the feet do"
    ),
    seated_foot_height=_ours(at_most(-0.45, _RATIO), "on the floor the hips are as low as the feet"),
    standing_thigh=_ours(between(-30, 30, _DEG), "chosen: under the body, a step included"),
    standing_knee=_ours(at_most(45, _DEG), "chosen: nearly straight, tracking error included"),
    straight_hip=_ours(at_most(38, _DEG), "chosen: stretched out, the lift of a check included"),
    straight_knee=_ours(at_most(48, _DEG), "chosen: half way between straight and hook-lying"),
    bent_knee=_ours(at_least(48, _DEG), "chosen: half way between straight and hook-lying"),
    bent_hip=_ours(at_least(-25, _DEG), "chosen: hips of a bridge, tracking error included"),
    pulled_hip=_ours(at_least(30, _DEG), "chosen: clearly more than a leg that lies"),
    air_foot=_ours(at_least(0.55, _RATIO), "both feet up, as in a dead bug; one on the floor lies lower"),
    bridge_trunk=_ours(at_most(-12, _DEG), "chosen: hips clearly higher than the shoulders"),
    bridge_hips=_ours(
        at_least(0.2, _RATIO), "at rest up to .15, tops .34 and more: 15 real and rendered recordings"
    ),
    bridge_feet=_ours(
        between(-0.03, 0.45, _RATIO),
        "from above the far foot is drawn higher: .01-.26 in 26 rendered bridges, .28-.38 of real people",
    ),
    bridge_foot_moved=_ours(between(-0.12, 0.12, _RATIO), "more is a lifted foot: 5 cm is .12 of a shank"),
    hugged_hip=_ours(
        at_least(95, _DEG), "feet on the floor: 40-80; both knees pulled in by real people: 98-160"
    ),
    bridge_thigh=_ours(
        at_most(28, _DEG),
        "hips up on both feet: 0-28 of real people; a far leg lifted out of them: 34 and more",
    ),
)
