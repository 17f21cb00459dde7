"""What is read off the masks of frames that are at hand together, and what the tilt model says of it.

Live, that is one frame; of a recording, a few dozen: for one of them numpy takes about as long to be asked as
for ten. Nothing is worked out before somebody asks for it; then it is for all frames of the bunch, and of
each what it is alone.
"""

from dataclasses import dataclass, field
from itertools import accumulate

from formcheck.domain.body import Facing, Pose
from formcheck.domain.measure import Measure
from formcheck.domain.posture import Posture
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.outline_height import measure_outlines
from formcheck.kinematics.pelvic_tilt import HeldAgainst, Tilt, TiltModel
from formcheck.kinematics.tilt_inputs import HEAD_OF
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunks


@dataclass(slots=True)
class Trunks:
    """Add all bodies of a bunch, then ask by the place that each was given."""

    _bodies: list[tuple[Pose, Facing]] = field(default_factory=list)
    _looks: list[TrunkLook | None] = field(default_factory=list)
    _seen: list[TrunkLook] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _model: TiltModel | None = None
    _yaws_deg: dict[str | None, list[float]] = field(default_factory=dict)
    _outlines: list[float] = field(default_factory=list)
    _outlines_of: tuple[Measure, BodyView] | None = None
    _held: HeldAgainst | None = None
    _held_as: str | None = None

    def add(self, pose: Pose, facing: Facing) -> int:
        """Take one body, legs sorted but not smoothed; its place."""
        self._bodies.append((pose, facing))
        return len(self._bodies) - 1

    def look(self, place: int) -> TrunkLook | None:
        """What the tilt model reads; None where the trunk or its outline is not seen."""
        if not self._looks:
            self._looks = look_at_trunks(self._bodies)
            self._seen = [look for look in self._looks if look]
            self._rows = list(accumulate((look is not None for look in self._looks), initial=0))
        return self._looks[place]

    def outline(self, place: int, measure: Measure, resting: BodyView) -> float:
        """How high the outline runs over a joint of the body in its neutral, see `outline_height`."""
        asked = self._outlines_of
        if asked is None or asked[0] is not measure or asked[1] is not resting:
            seen = [(pose.silhouette, facing) for pose, facing in self._bodies]
            self._outlines, self._outlines_of = measure_outlines(measure, seen, resting), (measure, resting)
        return self._outlines[place]

    def yaw_deg(self, place: int, model: TiltModel, posture: Posture) -> float:
        """How far a body with a look is turned from side-on, see `TiltModel`."""
        self._ask(model)
        head = HEAD_OF.get(posture)
        if head not in self._yaws_deg:
            self._yaws_deg[head] = model.yaws_deg(self._seen, posture)
        return self._yaws_deg[head][self._row(place)]

    def tilt(
        self, place: int, model: TiltModel, neutral: TrunkLook, posture: Posture, *, turned_deg: float
    ) -> Tilt:
        """The tilt of a body with a look, see `TiltModel`."""
        self._ask(model)
        head = HEAD_OF.get(posture)
        if self._held is None or self._held.neutral is not neutral or self._held_as != head:
            self._held, self._held_as = model.against(neutral, self._seen, posture), head
        return self._held.tilt(self._row(place), turned_deg)

    def _ask(self, model: TiltModel) -> None:
        """What another model has said does not hold for this one."""
        if self._model is not model:
            self._model, self._held = model, None
            self._yaws_deg.clear()

    def _row(self, place: int) -> int:
        """Place among those that have a look."""
        return self._rows[place]
