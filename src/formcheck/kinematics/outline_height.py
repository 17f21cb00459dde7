"""How high the outline of somebody who lies runs over a joint, read off the person's mask.

It shows when a limb moves better than landmarks do. A far foot that leaves the floor stays behind the near
one, and its landmarks on it, until it is well up; by then its knee has long risen over the near one. And the
mask does not mix up the legs: it has only one edge. How high a joint is, it does not tell.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from formcheck.domain.body import INSIDE, Facing, Floats, Silhouette
from formcheck.domain.measure import Measure
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.geometry import Point, distance_px

Seen = tuple[Silhouette | None, Facing]
_KNEE_TO_HIP, _KNEE_TO_FOOT, _KNEE_LOWEST = 0.6, 0.5, -0.4
_COVERED, _HIGHER = (0.08, 0.12), 0.06
_HIDES, _BESIDE = 0.05, 0.3
_HIP_REACH, _HIP_LOWEST = 0.3, -0.3


def knee_outline_ratios(seen: Sequence[Seen], resting: BodyView) -> list[float]:
    """Mean height of each mask's upper edge over the resting near knee, in shank lengths.

    resting: the body in its neutral, in the standard view. The mean runs from 0.6 shank lengths on the hip's
    side of that knee to 0.5 on the foot's, and stays there while the legs move. An edge more than 0.4 under
    the knee counts as there: a foot that has gone leaves the floor. NaN without a mask, and where all that
    lies outside of the picture.
    """
    leg = resting.near
    shank_px = distance_px(leg.knee, leg.ankle)
    to_foot_px = shank_px if leg.knee[0] >= leg.hip[0] else -shank_px
    ends_px = leg.knee[0] - to_foot_px * _KNEE_TO_HIP, leg.knee[0] + to_foot_px * _KNEE_TO_FOOT
    return _edges_over(seen, _Place(leg.knee, ends_px, shank_px, _KNEE_LOWEST))


def hip_outline_ratios(seen: Sequence[Seen], resting: BodyView) -> list[float]:
    """Mean height of each mask's upper edge over the resting hips, 0.3 to both sides; in trunk lengths.

    As `knee_outline_ratios`, the lowest being 0.3 under the hips.
    """
    trunk_px = distance_px(resting.hip, resting.shoulder)
    ends_px = resting.hip[0] - trunk_px * _HIP_REACH, resting.hip[0] + trunk_px * _HIP_REACH
    return _edges_over(seen, _Place(resting.hip, ends_px, trunk_px, _HIP_LOWEST))


_OUTLINES: Mapping[Measure, Callable[[Sequence[Seen], BodyView], list[float]]] = MappingProxyType(
    {Measure.KNEE_OUTLINE: knee_outline_ratios, Measure.HIP_OUTLINE: hip_outline_ratios}
)


def measure_outlines(measure: Measure, seen: Sequence[Seen], resting: BodyView) -> list[float]:
    """A measure that is read off masks, over the body in its neutral: of each what it is alone."""
    return _OUTLINES[measure](seen, resting)


def far_knee_cover(resting: BodyView) -> float:
    """How much the near knee covers the far one: 1 within 0.08 thigh lengths along the floor, 0 beyond 0.12.

    Where it does, a rising far knee shows in the outline only once it is over the near one; else at once,
    beside it, or above it where it stands higher by 0.06. 0 where either is not seen.
    """
    along, up = _far_knee_from_near(resting)
    return float(np.interp(abs(along), _COVERED, (1.0, 0.0))) if up < _HIGHER else 0.0


def near_knee_hidden(resting: BodyView) -> bool:
    """Whether the far knee is drawn so much higher, 0.05 thigh lengths, that a rising near one shows late.

    So a camera sees it that looks down, from a table. The near foot is in front of all, and seen the better.
    A far knee beside the near one, 0.3 away along the floor, hides nothing.
    """
    along, up = _far_knee_from_near(resting)
    return bool(up > _HIDES and abs(along) < _BESIDE)


def _far_knee_from_near(resting: BodyView) -> Floats:
    """How far the far knee lies along the floor, and how much higher, in thigh lengths."""
    near, far = resting.near, resting.far
    apart: Floats = np.array(far.knee) - np.array(near.knee)
    return apart / distance_px(near.hip, near.knee)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the edge is looked for: over a joint, between two places along x. lowest: in units."""

    joint: Point
    ends_px: tuple[float, float]
    unit_px: float
    lowest: float


def _edges_over(seen: Sequence[Seen], place: _Place) -> list[float]:
    """Mean height of each upper edge over a joint, in units; NaN = not seen."""
    heights = [math.nan] * len(seen)
    if not place.unit_px > 0.0:
        return heights
    alike: dict[tuple[Facing, tuple[object, ...]], dict[int, Silhouette]] = {}
    for index, (silhouette, facing) in enumerate(seen):
        if silhouette is not None:
            kind = silhouette.px_per_cell, silhouette.cells.shape, silhouette.first_inside
            alike.setdefault((facing, kind), {})[index] = silhouette
    for (facing, _), group in alike.items():
        for index, height in zip(group, _heights(list(group.values()), facing, place), strict=True):
            heights[index] = height
    return heights


def _heights(silhouettes: Sequence[Silhouette], facing: Facing, place: _Place) -> Iterable[float]:
    """Of masks of one kind and size, of bodies that face the same way."""
    kind = silhouettes[0]
    cell_x, cell_y = kind.px_per_cell
    rows, columns = kind.cells.shape
    # The standard view has x reversed where the body faces left.
    first, last = (
        min(max(round(x_px / cell_x), 0), columns)
        for x_px in sorted(facing.value * x_px for x_px in place.ends_px)
    )
    if last <= first:
        return [math.nan] * len(silhouettes)
    windows = np.stack([each.cells[:, first:last] for each in silhouettes])
    row = np.argmax(windows >= kind.first_inside, axis=1)
    frame, column = np.ogrid[: len(silhouettes), : last - first]
    here = kind.shares(windows[frame, row, column])
    above = kind.shares(windows[frame, np.maximum(row - 1, 0), column])
    # Row r has its centre at r + 1/2; the edge lies between it and the row above.
    share = np.divide(here - INSIDE, here - above, out=np.zeros_like(here), where=here > above)
    # Where no row is inside, the one that is called the first is not.
    edge_px = np.where(here >= INSIDE, (row + 0.5 - share) * cell_y, rows * cell_y)
    heights = np.maximum((-edge_px - place.joint[1]) / place.unit_px, place.lowest)
    # One by one: how numpy adds up hangs on what lies beside it.
    return [float(np.add.reduce(each) / len(each)) for each in heights]
