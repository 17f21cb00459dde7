"""Makes one trustworthy body out of a stream of poses: which way it faces, which leg is which, smoothed."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from formcheck.domain.body import Facing, Floats, Pose
from formcheck.domain.measure import Measure
from formcheck.domain.posture import Posture
from formcheck.engine.leg_hindsight import Labels, labels_of
from formcheck.engine.leg_swaps import LegSwaps
from formcheck.engine.posture import LegShape, leg_shapes
from formcheck.engine.trunks import Trunks
from formcheck.kinematics.bodyview import BodyView, trunk_ends, view_body
from formcheck.kinematics.facing import facing_vote
from formcheck.kinematics.geometry import distance_px
from formcheck.kinematics.pelvic_tilt import Tilt, TiltModel
from formcheck.kinematics.trunk_features import TrunkLook
from formcheck.signals.one_euro import OneEuro

_FORGET_S = 0.5


@dataclass(frozen=True)
class TrackedBody:
    """The body as the engine trusts it. raw: before smoothing, legs already sorted. sure: legs told apart.

    What is worked out of it, is so when it is first asked for, and once. trunks, place: what is worked out
    for all bodies that are at hand together, and which of them this one is; None = it is alone.
    """

    pose: Pose
    raw: Pose
    view: BodyView
    facing: Facing
    sure: bool
    trunks: Trunks | None = None
    place: int = 0

    @cached_property
    def legs(self) -> tuple[LegShape, LegShape]:
        """Near and far leg, in the words of postures."""
        return leg_shapes(self.view)

    @cached_property
    def trunk_px(self) -> float:
        """Length of the trunk in pixels, 0 when not seen."""
        return trunk_px(self.raw.points_px)

    @cached_property
    def look(self) -> TrunkLook | None:
        """What the tilt model reads; None where the trunk or its outline is not seen."""
        return self._trunks.look(self.place)

    def outline(self, measure: Measure, resting: BodyView) -> float:
        """How high its outline runs over a joint of the body in its neutral, see `outline_height`."""
        return self._trunks.outline(self.place, measure, resting)

    def yaw_deg(self, model: TiltModel, posture: Posture) -> float:
        """How far a body with a look is turned from side-on, see `TiltModel`."""
        return self._trunks.yaw_deg(self.place, model, posture)

    def tilt(self, model: TiltModel, neutral: TrunkLook, posture: Posture, *, turned_deg: float) -> Tilt:
        """The tilt of a body with a look, see `TiltModel`."""
        return self._trunks.tilt(self.place, model, neutral, posture, turned_deg=turned_deg)

    @cached_property
    def _trunks(self) -> Trunks:
        if self.trunks is not None:
            return self.trunks
        alone = Trunks()
        alone.add(self.raw, self.facing)
        return alone


@dataclass(slots=True)
class Turns:
    """Which way a body faces, and since when: media times that rise, and the facing from each of them on."""

    since_s: list[float] = field(default_factory=list)
    facings: list[Facing] = field(default_factory=list)

    def add(self, t_s: float, facing: Facing) -> None:
        """From this time on it faces that way."""
        self.since_s.append(t_s)
        self.facings.append(facing)

    def at(self, t_s: float) -> Facing | None:
        """Which way it faces then; None before anything is known."""
        known = bisect_right(self.since_s, t_s)
        return self.facings[known - 1] if known else None


@dataclass(slots=True)
class BodyTracker:
    """Memory of one person's facing, legs and smoothing. A gap of 0.5 s or a turn starts it afresh.

    foreseen: the labels of the legs by time, where a pass before has found them. foreseen_turns: what that
    pass said of the facing, which hangs on nothing that comes later. turns: what this one says.
    """

    foreseen: Mapping[float, Labels] = field(default_factory=dict)
    foreseen_turns: Turns | None = None
    turns: Turns = field(default_factory=Turns)
    _facing: Facing | None = None
    _balance: float = 0.0
    _last_s: float | None = None
    _scale_px: float = 1.0
    _legs: LegSwaps = field(init=False)
    _filter: OneEuro = field(default_factory=lambda: OneEuro(min_cutoff_hz=2.0, beta=4.0))

    def __post_init__(self) -> None:
        self._legs = LegSwaps(self.foreseen)

    @property
    def labels(self) -> Mapping[float, Labels]:
        """Of the legs in all frames so far, by time, as all of them together tell."""
        return labels_of(self._legs.notes)

    def update(self, pose: Pose, trunks: Trunks | None = None) -> tuple[TrackedBody, bool]:
        """Trusted body of this frame, and whether it is a new one (first, turned, or after a gap).

        trunks: of the frames that are at hand together with it.
        """
        dt_s = pose.t_s - self._last_s if self._last_s is not None else None
        fresh = dt_s is None or dt_s > _FORGET_S
        self._last_s = pose.t_s
        fresh = self._turn(pose, dt_s, fresh=fresh) or fresh
        facing = self._facing or Facing.RIGHT
        if fresh:
            self._legs.reset()
            self._filter.reset()
            self._scale_px = trunk_px(pose.points_px) or 1.0
        raw, sure = self._legs.sort(pose, facing)
        points_px = self._filter(pose.t_s, raw.points_px / self._scale_px) * self._scale_px
        smooth = Pose(
            t_s=pose.t_s, points_px=points_px, visibility=raw.visibility, silhouette=pose.silhouette
        )
        place = 0 if trunks is None else trunks.add(raw, facing)
        return TrackedBody(smooth, raw, view_body(smooth, facing), facing, sure, trunks, place), fresh

    def _turn(self, pose: Pose, dt_s: float | None, *, fresh: bool) -> bool:
        """Take the facing of a frame; True when it changed."""
        before = self._facing
        foreseen = self.foreseen_turns.at(pose.t_s) if self.foreseen_turns else None
        self._facing = foreseen or self._voted(facing_vote(pose), dt_s, fresh=fresh)
        if self._facing is not before:
            self.turns.add(pose.t_s, self._facing)
        return before is not None and self._facing is not before

    def _voted(self, vote: float, dt_s: float | None, *, fresh: bool) -> Facing:
        """The facing after one more vote. It needs about half a second to change."""
        if fresh or dt_s is None:
            self._balance = max(-2.0, min(2.0, vote))
        else:
            share = min(1.0, dt_s / 0.4)
            self._balance += share * (max(-4.0, min(4.0, vote)) - self._balance)
        facing = self._facing
        if facing is None or self._balance * facing.value < -1.0:
            return Facing.RIGHT if self._balance >= 0.0 else Facing.LEFT
        return facing


def trunk_px(points_px: Floats) -> float:
    """Length of the trunk in pixels, 0 when not seen."""
    return max(0.0, distance_px(*trunk_ends(points_px)))
