"""The person's own neutral: where each measure and each joint lies when they are still at the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from formcheck.domain.body import Floats
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
        return Neutral(
            view=median_view([view for _, view, _ in self._views]),
            values={
                channel: float(np.median([values[channel] for _, _, values in self._views]))
                for channel in values
            },
        )

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._still.reset()
        self._views.clear()


def median_view(views: list[BodyView]) -> BodyView:
    """Body whose every point is the median of that point over the views."""

    def leg(limb: str) -> Leg:
        legs = [getattr(view, limb) for view in views]
        return Leg(*(np.median([getattr(leg, joint.name) for leg in legs], axis=0) for joint in fields(Leg)))

    def point(name: str) -> Floats:
        middle: Floats = np.median([getattr(view, name) for view in views], axis=0)
        return middle

    return BodyView(
        nose=point("nose"),
        ear=point("ear"),
        shoulder=point("shoulder"),
        hip=point("hip"),
        near=leg("near"),
        far=leg("far"),
        shoulder_width_px=float(point("shoulder_width_px")),
        hip_width_px=float(point("hip_width_px")),
    )
