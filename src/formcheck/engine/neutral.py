"""The person's own neutral: where each measure and each joint lies when they are still at the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.measure import Channel
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.signals.conditioning import StillBaseline

STILL_SD_DEG = 2.0


@dataclass(frozen=True, slots=True)
class Neutral:
    """Median body and median measures over a still stretch."""

    view: BodyView
    values: Mapping[Channel, float]


@dataclass(slots=True)
class NeutralFinder:
    """Watches for a still stretch of the watched channels and remembers what the body was like in it."""

    channels: tuple[Channel, ...]
    hold_s: float
    _still: StillBaseline = field(init=False)
    _views: list[tuple[float, BodyView, Mapping[Channel, float]]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._still = StillBaseline(self.hold_s, STILL_SD_DEG)

    def update(self, t_s: float, view: BodyView, values: Mapping[Channel, float]) -> Neutral | None:
        """Neutral of the last still stretch while there is one, else None."""
        watched = np.array([values[channel] for channel in self.channels])
        if np.isnan(watched).any():
            self.reset()  # a joint that was not seen would be missing from the median, too
            return None
        self._views.append((t_s, view, values))
        while t_s - self._views[0][0] > self.hold_s:
            self._views.pop(0)
        if not self._still.update(t_s, watched):
            return None
        columns = [[seen[channel] for channel in values] for _, _, seen in self._views]
        middles = np.median(np.array(columns), axis=0)
        return Neutral(
            view=median_view([view for _, view, _ in self._views]),
            values=dict(zip(values, map(float, middles), strict=True)),
        )

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._still.reset()
        self._views.clear()


def median_view(views: list[BodyView]) -> BodyView:
    """Body whose every point is the median of that point over the views."""
    # All points at once: for a few numbers numpy takes as long as for one.
    middles = np.median(np.array([_points_of(view) for view in views]), axis=0).reshape(-1, 2)
    points = [(x, y) for x, y in middles.tolist()]
    widths = np.median([(view.shoulder_width_px, view.hip_width_px) for view in views], axis=0)
    return BodyView(
        nose=points[0],
        ear=points[1],
        shoulder=points[2],
        hip=points[3],
        near=Leg(*points[4:9]),
        far=Leg(*points[9:14]),
        shoulder_width_px=float(widths[0]),
        hip_width_px=float(widths[1]),
    )


def _points_of(view: BodyView) -> tuple[float, ...]:
    """All points of a view in a row, x and y by turns."""
    near, far = view.near, view.far
    return (
        *(*view.nose, *view.ear, *view.shoulder, *view.hip),
        *(*near.hip, *near.knee, *near.ankle, *near.heel, *near.toe),
        *(*far.hip, *far.knee, *far.ankle, *far.heel, *far.toe),
    )
