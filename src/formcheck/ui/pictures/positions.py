"""Where the joints lie in the drawn positions. x to the right, y down, as SVG has it."""

from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Leg = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A body in a position. Legs: hip, knee, ankle, toe. arrow: start, bend, end of the movement.

    near_works: whether the near leg is the one that the exercise is about.
    """

    head: Point
    shoulder: Point
    hip: Point
    near_leg: Leg
    far_leg: Leg
    arm: tuple[Point, ...]
    arrow: tuple[Point, Point, Point]
    furniture: tuple[tuple[Point, ...], ...] = ()
    band: tuple[Point, ...] = ()
    near_works: bool = True


POSITIONS: dict[str, Position] = {
    "half_kneeling_stretch": Position(
        head=(122, 19),
        shoulder=(119, 46),
        hip=(118, 84),
        near_leg=((118, 86), (103, 134), (60, 134), (54, 128)),
        far_leg=((120, 86), (162, 92), (160, 134), (176, 136)),
        arm=((119, 46), (136, 66), (154, 82)),
        arrow=((78, 84), (86, 84), (96, 84)),
    ),
    "supine_march": Position(
        head=(30, 125),
        shoulder=(60, 128),
        hip=(118, 128),
        near_leg=((118, 128), (140, 78), (174, 108), (188, 102)),
        far_leg=((120, 128), (154, 86), (184, 134), (199, 135)),
        arm=((60, 126), (82, 108), (66, 108)),
        arrow=((200, 112), (202, 100), (201, 88)),
    ),
    "seated_knee_raise": Position(
        head=(101, 21),
        shoulder=(98, 48),
        hip=(98, 90),
        near_leg=((98, 90), (142, 74), (144, 116), (159, 117)),
        far_leg=((100, 92), (142, 94), (143, 134), (158, 136)),
        arm=((98, 48), (108, 70), (126, 68)),
        arrow=((166, 92), (172, 78), (168, 64)),
        furniture=(
            ((74, 104), (128, 104)),
            ((78, 104), (78, 139)),
            ((124, 104), (124, 139)),
            ((78, 104), (72, 52)),
        ),
        band=((150, 118), (151, 127), (150, 134)),
    ),
    "thomas_check": Position(
        head=(26, 127),
        shoulder=(54, 130),
        hip=(114, 130),
        near_leg=((114, 130), (164, 131), (212, 132), (216, 119)),
        far_leg=((112, 128), (94, 84), (132, 104), (142, 94)),
        arm=((54, 128), (70, 106), (92, 92)),
        arrow=((112, 64), (100, 62), (88, 68)),
    ),
    "glute_bridge": Position(
        head=(28, 125),
        shoulder=(56, 129),
        hip=(108, 100),
        near_leg=((108, 100), (158, 76), (170, 134), (186, 135)),
        far_leg=((112, 100), (164, 78), (178, 134), (194, 135)),
        arm=((58, 126), (86, 92), (72, 104)),
        arrow=((112, 80), (112, 68), (112, 56)),
    ),
    "standing_march": Position(
        head=(117, 18),
        shoulder=(115, 42),
        hip=(115, 80),
        near_leg=((115, 80), (152, 76), (150, 110), (164, 112)),
        far_leg=((114, 82), (113, 110), (111, 135), (126, 136)),
        arm=((115, 44), (100, 62), (108, 78)),
        arrow=((176, 96), (182, 82), (178, 68)),
    ),
    "walking_check": Position(
        head=(117, 18),
        shoulder=(115, 42),
        hip=(115, 80),
        near_leg=((115, 80), (130, 106), (141, 132), (155, 129)),
        far_leg=((114, 81), (108, 108), (88, 131), (97, 138)),
        arm=((115, 44), (104, 62), (108, 80)),
        arrow=((160, 80), (178, 80), (196, 80)),
    ),
}

# What lies elsewhere at the start of the movement, where the own neutral is taken.
STARTS: dict[str, dict[str, Any]] = {
    "half_kneeling_stretch": {
        "head": (107, 19),
        "shoulder": (105, 46),
        "hip": (104, 84),
        "near_leg": ((104, 86), (103, 134), (60, 134), (54, 128)),
        "far_leg": ((106, 86), (149, 95), (160, 134), (176, 136)),
        "arm": ((105, 46), (122, 66), (142, 82)),
    },
    "supine_march": {"near_leg": ((118, 128), (151, 84), (180, 134), (195, 135))},
    "seated_knee_raise": {"near_leg": ((98, 90), (142, 92), (144, 133), (159, 135))},
    "thomas_check": {
        "far_leg": ((112, 128), (162, 127), (210, 129), (214, 116)),
        "arm": ((54, 128), (78, 124), (102, 126)),
    },
    "glute_bridge": {
        "hip": (110, 129),
        "near_leg": ((110, 129), (146, 82), (170, 134), (186, 135)),
        "far_leg": ((114, 129), (152, 84), (178, 134), (194, 135)),
        "arm": ((58, 126), (84, 106), (70, 112)),
    },
    "standing_march": {"near_leg": ((115, 80), (117, 108), (114, 135), (129, 136))},
    "walking_check": {
        "near_leg": ((115, 80), (117, 108), (114, 135), (129, 136)),
        "far_leg": ((114, 82), (113, 110), (111, 135), (126, 136)),
    },
}
