"""The person's own neutral: where each measure and each joint lies when they are still at the start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from formcheck.domain.body import Floats
from formcheck.domain.measure import Channel
from formcheck.kinematics.bodyview import BodyView, Leg
from formcheck.signals.conditioning import StillBaseline, Window
from formcheck.signals.quantile import middles

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
    _bodies: Window = field(init=False)
    _measured: tuple[Channel, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self._still = StillBaseline(self.hold_s, STILL_SD_DEG)
        self._bodies = Window(self.hold_s)

    def update(self, t_s: float, view: BodyView, values: Mapping[Channel, float]) -> bool:
        """Take one frame; True while the last stretch was a still one, see `found`.

        values: every time of the same channels.
        """
        watched = np.array([values[channel] for channel in self.channels])
        if np.isnan(watched).any():
            self.reset()  # a joint that was not seen would be missing from the median, too
            return False
        if not self._measured:
            self._measured = tuple(values)
        self._bodies.add(t_s, (*_numbers_of(view), *values.values()))
        return self._still.update(t_s, watched)

    def found(self) -> Neutral:
        """Neutral of the last stretch, when that was still."""
        # All at once: for a few numbers numpy takes as long as for one.
        numbers = middles(self._bodies.values).tolist()
        of_view = len(numbers) - len(self._measured)
        return Neutral(
            view=_view_of(numbers[:of_view]),
            values=dict(zip(self._measured, numbers[of_view:], strict=True)),
        )

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._still.reset()
        self._bodies.clear()


def median_view(views: Sequence[BodyView]) -> BodyView:
    """Body whose every point is the median of that point over the views."""
    numbers: Floats = np.array([_numbers_of(view) for view in views])
    return _view_of(middles(numbers).tolist())


def _numbers_of(view: BodyView) -> tuple[float, ...]:
    """All that a view is made of in a row: points, x and y by turns, and widths."""
    near, far = view.near, view.far
    return (
        *(*view.nose, *view.ear, *view.shoulder, *view.hip),
        *(*near.hip, *near.knee, *near.ankle, *near.heel, *near.toe),
        *(*far.hip, *far.knee, *far.ankle, *far.heel, *far.toe),
        *(view.shoulder_width_px, view.hip_width_px),
    )


def _view_of(numbers: Sequence[float]) -> BodyView:
    """The view that these numbers are of."""
    *coordinates, shoulder_width_px, hip_width_px = numbers
    points = list(zip(coordinates[::2], coordinates[1::2], strict=True))
    return BodyView(
        nose=points[0],
        ear=points[1],
        shoulder=points[2],
        hip=points[3],
        near=Leg(*points[4:9]),
        far=Leg(*points[9:14]),
        shoulder_width_px=shoulder_width_px,
        hip_width_px=hip_width_px,
    )
