"""Landmarks of a body in the picture, and which way that body faces.

Conventions, everywhere in formcheck: pixels, x to the right, **y up** (image row 0 is y = 0, rows below
are negative), NaN where a point was not seen.
"""

from dataclasses import dataclass, field
from enum import Enum, IntEnum, StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]

N_LANDMARKS = 33


class Landmark(IntEnum):
    """Row of a landmark in `Pose.points_px`: the BlazePose order. Left and right are the person's own."""

    NOSE = 0
    LEFT_EYE = 2
    RIGHT_EYE = 5
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


class Side(StrEnum):
    """The person's own left or right; `BOTH` where a movement uses both legs at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def opposite(self) -> "Side":
        """The other side; both stays both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]


class Limb(StrEnum):
    """A leg as the camera has it (near, far) or as the exercise has it (working, other)."""

    NEAR = "near"
    FAR = "far"
    WORKING = "working"
    OTHER = "other"

    @property
    def opposite(self) -> "Limb":
        """The other leg in the same vocabulary."""
        return _OPPOSITE_LIMB[self]


_OPPOSITE_LIMB = {
    Limb.NEAR: Limb.FAR,
    Limb.FAR: Limb.NEAR,
    Limb.WORKING: Limb.OTHER,
    Limb.OTHER: Limb.WORKING,
}


class Facing(Enum):
    """Where the front of the body points once the trunk is turned upright in the picture: +1 right, -1 left.

    A body lying on its back with the head at the left edge has the same facing as one that stands and
    looks right: one is the other, turned by 90 degrees in the picture.
    """

    RIGHT = 1
    LEFT = -1

    @property
    def near_side(self) -> Side:
        """The side towards the camera: seen from the side, who faces right shows the right side."""
        return Side.RIGHT if self is Facing.RIGHT else Side.LEFT

    def side_of(self, limb: Limb | None) -> Side:
        """The person's own side of the near or far leg; both when it is no one leg."""
        if limb is None:
            return Side.BOTH
        return self.near_side if limb is Limb.NEAR else self.near_side.opposite

    def limb_of(self, side: Side) -> Limb | None:
        """Whether a side is near or far; None when it is both."""
        if side is Side.BOTH:
            return None
        return Limb.NEAR if side is self.near_side else Limb.FAR


Shares = npt.NDArray[np.float32]
INSIDE = 0.5
"""From here on a cell of a mask is a part of the person."""


@dataclass(frozen=True, slots=True)
class Silhouette:
    """Who is a person in the picture.

    mask: (rows, columns) float32 in 0..1, row 0 at the top; may be smaller than the picture.
    px_per_cell: picture pixels per mask cell, along x and y.
    """

    mask: npt.NDArray[np.float32]
    px_per_cell: tuple[float, float]

    @property
    def cells(self) -> npt.NDArray[np.generic]:
        """The mask as it is kept. A cell of `first_inside` or more is of the person; see `shares`."""
        return self.mask

    @property
    def first_inside(self) -> float:
        """Of the cells as they are kept."""
        return INSIDE

    def shares(self, cells: npt.NDArray[np.generic]) -> Shares:
        """Some of the cells in 0..1."""
        return cells.astype(np.float32, copy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One person in one frame.

    t_s: media time in seconds. points_px: (33, 2), y up. visibility: (33,) in 0..1.
    """

    t_s: float
    points_px: Floats
    visibility: Floats
    silhouette: Silhouette | None = None

    def __post_init__(self) -> None:
        if self.points_px.shape != (N_LANDMARKS, 2) or self.visibility.shape != (N_LANDMARKS,):
            raise ValueError(
                f"a pose needs points (33, 2) and visibility (33,), "
                f"got {self.points_px.shape} and {self.visibility.shape}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """All that one picture tells the engine: the person, and what the gates must know of the picture.

    pose: None when nobody was found. others: further people of comparable size. brightness: mean luma in
    0..1. size_px: width and height of the picture. missing_s: as in `Frame`. background_px_per_s: how
    fast what is behind the person moves, x and y (up); None where that was not looked at, or is not known.
    """

    t_s: float
    size_px: tuple[int, int]
    brightness: float
    pose: Pose | None = None
    others: int = 0
    missing_s: float = 0.0
    background_px_per_s: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture and the media time at which it is shown.

    t_s: seconds since the first frame. image_rgb: (height, width, 3) uint8, already turned upright.
    missing_s: seconds before this frame of which a recording has no picture, 0 where it follows as usual.
    """

    t_s: float
    image_rgb: Bytes = field(repr=False)
    missing_s: float = 0.0
