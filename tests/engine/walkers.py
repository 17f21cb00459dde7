"""People who walk past, as the pose model would see them: every contact and every length is known."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from formcheck.domain.body import Facing, Floats, Sighting
from formcheck.kinematics.bodyview import leg_rows
from formcheck.testing import frames, smooth
from formcheck.testing.bodies import SHANK_PX, THIGH_PX, Stick, mirror, pose_of

LEG_PX = THIGH_PX + SHANK_PX
SIZE_PX = (1600, 480)
HIP_PX = 0.97 * LEG_PX
STANCE_SHARE = 0.62
NEAR, FAR = 0, 1


@dataclass(frozen=True, kw_only=True)
class Walker:
    """Walks from the left edge to the right, or back: it stands, walks and stands.

    step: length of the near and of the far leg's step, in leg lengths; step_s: their times. first: the leg
    that goes first. still_s: standing before and after. belt: keeps its place on a treadmill. facing: left
    is the mirror image, in which the near leg is the left one. hip_px: height of the hips; with the usual one
    long steps are out of the legs' reach and feet slide a little; at .92 leg lengths they do not.
    """

    step: tuple[float, float] = (0.7, 0.7)
    step_s: tuple[float, float] = (0.55, 0.55)
    steps: int = 9
    first: int = NEAR
    still_s: float = 2.0
    belt: bool = False
    facing: Facing = Facing.RIGHT
    start_px: float = 150.0
    hip_px: float = HIP_PX
    _falls: tuple[list[tuple[float, float]], list[tuple[float, float]]] = field(init=False)

    def __post_init__(self) -> None:
        falls: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([(-9.0, 0.0)], [(-9.0, 0.0)])
        t_s, leg, place = self.still_s + 0.4, self.first, 0.0
        for number in range(self.steps):
            last = number == self.steps - 1
            place += 0.0 if last else self.step[leg] * (0.5 if number == 0 else 1.0)
            falls[leg].append((t_s, place))
            leg = 1 - leg
            t_s += self.step_s[leg]
        object.__setattr__(self, "_falls", falls)

    @property
    def contacts(self) -> list[tuple[float, int, float]]:
        """Time, leg and length of every whole step: not of the two that start, nor of the one that stops."""
        falls = sorted(
            (t_s, leg, place) for leg in (NEAR, FAR) for t_s, place in self._falls[leg] if t_s > 0.0
        )
        return [(now[0], now[1], now[2] - before[2]) for before, now in pairwise(falls[1:-1])]

    @property
    def duration_s(self) -> float:
        """From standing to standing."""
        return max(self._falls[NEAR][-1][0], self._falls[FAR][-1][0]) + 0.5 + self.still_s

    def body(self, t_s: float, x_px: float | None = None) -> Stick:
        """The body at a time, facing right; x_px: of the hips, None = in the middle of a usual picture."""
        hip = self._hip(t_s)
        legs = [self._leg(leg, t_s, hip) for leg in (NEAR, FAR)]
        return Stick(
            hip_near=legs[NEAR][0],
            knee_near=legs[NEAR][1],
            hip_far=legs[FAR][0],
            knee_far=legs[FAR][1],
            hip_px=(320.0 if x_px is None else x_px, -440.0 + self.hip_px),
        )

    def points(self, t_s: float) -> Floats:
        """Landmarks at a time, y up."""
        hip = self._hip(t_s)
        away = self.speed * max(0.0, min(t_s, self._end_s) - self.still_s) if self.belt else 0.0
        x_px = (SIZE_PX[0] / 2 if self.belt else self.start_px) + LEG_PX * (hip - away)
        points = self.body(t_s, x_px).points()
        return points if self.facing is Facing.RIGHT else mirror(points, float(SIZE_PX[0]))

    def sightings(
        self,
        fps: float = 25.0,
        *,
        from_s: float = 0.0,
        change: Callable[[float, Floats], Floats] | None = None,
    ) -> Iterator[Sighting]:
        """What the pose model sees. from_s: time of the first frame. change: what it makes of it."""
        for t_s in frames(self.duration_s, fps):
            points = self.points(t_s)
            points = change(t_s, points) if change else points
            yield Sighting(
                t_s=from_s + t_s, size_px=SIZE_PX, brightness=0.5, pose=pose_of(points, from_s + t_s)
            )

    @property
    def speed(self) -> float:
        """Leg lengths a second."""
        return sum(self.step) / sum(self.step_s)

    @property
    def _end_s(self) -> float:
        return max(self._falls[NEAR][-1][0], self._falls[FAR][-1][0])

    def _hip(self, t_s: float) -> float:
        falls = sorted([*self._falls[NEAR][1:], *self._falls[FAR][1:]])
        times, places = [self.still_s], [0.0]
        for before, now in pairwise(falls):
            times.append(now[0])
            places.append((before[1] + now[1]) / 2.0)
        times.append(times[-1] + 0.4)
        places.append(falls[-1][1])
        return float(np.interp(t_s, times, places))

    def _leg(self, leg: int, t_s: float, hip: float) -> tuple[float, float]:
        """Hip and knee flexion that put the foot where it is."""
        place, height = self._foot(leg, t_s)
        across, down = LEG_PX * (place - hip), self.hip_px - height
        reach = min(math.hypot(across, down), 0.999 * LEG_PX)
        knee = math.acos((reach**2 - THIGH_PX**2 - SHANK_PX**2) / (2 * THIGH_PX * SHANK_PX))
        thigh = math.atan2(across, down) + math.acos(reach / 2 / THIGH_PX)
        return math.degrees(thigh), math.degrees(knee)

    def _foot(self, leg: int, t_s: float) -> tuple[float, float]:
        falls = self._falls[leg]
        index = max(i for i, (at_s, _) in enumerate(falls) if at_s <= t_s)
        if index + 1 == len(falls):
            return falls[index][1], 0.0
        place, (next_s, next_place) = falls[index][1], falls[index + 1]
        swing_s = 2.0 * (1.0 - STANCE_SHARE) * sum(self.step_s) / 2.0
        share = smooth((t_s - next_s + swing_s) / swing_s)
        return place + share * (next_place - place), 15.0 * math.sin(math.pi * share)


def to_and_fro(walker: Walker, passes: int) -> list[Sighting]:
    """The same walk to the right, to the left, and so on; the person is gone for a second between."""
    seen: list[Sighting] = []
    from_s = 0.0
    for number in range(passes):
        facing = Facing.RIGHT if number % 2 == 0 else Facing.LEFT
        one = replace(walker, facing=facing)
        seen += one.sightings(from_s=from_s)
        end_s = from_s + one.duration_s
        seen += [Sighting(t_s=end_s + i / 25.0, size_px=SIZE_PX, brightness=0.5) for i in range(25)]
        from_s = end_s + 1.0
    return seen


def exchanged(points: Floats) -> Floats:
    """The labels of the two legs the other way round."""
    left, right = list(leg_rows(Facing.LEFT.near_side)), list(leg_rows(Facing.RIGHT.near_side))
    changed = points.copy()
    changed[left + right] = points[right + left]
    return changed
