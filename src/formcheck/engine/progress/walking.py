"""Measures the steps of somebody who walks by: all frames of a way are looked at once it is over."""

import math
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from formcheck.domain.body import Facing, Floats, Limb, Side
from formcheck.domain.measure import Channel, Interval, Measure
from formcheck.domain.walking import LeftOut, PassWalked, WalkStep
from formcheck.engine.fault_spans import Span
from formcheck.engine.progress.base import Attempt, Done, Observation, Values
from formcheck.engine.progress.gait.steps import Walked, usual_lean_deg, walked
from formcheck.engine.progress.gait.track import Seen, track_of
from formcheck.engine.progress.gait.ways import Way, ways_of
from formcheck.exercises.gait_limits import GAIT
from formcheck.exercises.spec import ExerciseSpec
from formcheck.exercises.walk_rule import WalkRule

_GONE_S = 0.35  # out of sight for longer: the way is over
_LOOK_EVERY_S = 1.0  # is a way over while the person is still there?
_KEPT_S = 1.5  # of a way that goes on: the stance before the next step
_THIGHS = tuple(Channel(Measure.THIGH_EXTENSION, limb) for limb in (Limb.NEAR, Limb.FAR))


@dataclass(slots=True)
class WalkTracker:
    """Keeps the frames of the way under way, and tells its steps when it is over."""

    rule: WalkRule
    limb: Limb | None
    value: float = math.nan
    channel: Channel = field(init=False)
    attempt: Attempt | None = None
    _seen: list[Seen] = field(default_factory=list)
    _told_until_s: float = -math.inf
    _looked_s: float = -math.inf
    _passes: int = 0
    _moving: bool = False
    _trunk_px: float = math.nan
    """Of who is followed: somebody who passes by behind is smaller. NaN: nobody is known yet."""
    _neutral_deg: tuple[float, float] = (math.nan, math.nan)
    """Thigh behind the vertical in the own standing neutral, near leg and far leg."""

    def __post_init__(self) -> None:
        self.channel = self.rule.channel.on(self.limb)

    @property
    def zone(self) -> Interval:
        """Where the thigh is behind."""
        return self.rule.target.interval

    @property
    def engaged(self) -> bool:
        """Whether somebody is walking."""
        return self._moving

    @property
    def at_work(self) -> bool:
        """Nothing is judged while they walk."""
        return False

    @property
    def spans(self) -> tuple[Span, ...]:
        """Nothing is held."""
        return ()

    @property
    def settled_s(self) -> float:
        """Start of what is kept of the way under way."""
        return self._seen[0].t_s if self._seen else math.inf

    @property
    def measured(self) -> Values:
        """Nothing that others could not measure."""
        return {}

    def update(self, seen: Observation) -> tuple[PassWalked, ...]:
        """Take one frame."""
        self.value = seen.values.get(self.channel, math.nan)
        neutral = [seen.baseline.neutral_of(channel) for channel in _THIGHS]
        self._neutral_deg = (neutral[0], neutral[1])
        done: tuple[PassWalked, ...] = ()
        sighting = seen.sighting
        if sighting is not None and sighting.pose is not None:
            frame = Seen(
                t_s=seen.t_s,
                points_px=sighting.pose.points_px,
                judged=bool(seen.values),
                width_px=sighting.size_px[0],
            )
            if self._seen and seen.t_s - self._seen[-1].t_s > _GONE_S:
                done = self._close(seen.t_s)
            self._seen.append(frame)
        elif self._seen and seen.t_s - self._seen[-1].t_s > _GONE_S:
            done = self._close(seen.t_s)
        if self._seen and seen.t_s - self._looked_s >= _LOOK_EVERY_S:
            self._looked_s = seen.t_s
            done += self._look(seen.t_s)
        return done

    def break_off(self, t_s: float, side: Side) -> tuple[PassWalked, ...]:  # noqa: ARG002 - of both legs
        """Nobody knows how they went on."""
        return self._close(t_s)

    def finish(self, t_s: float, side: Side) -> tuple[PassWalked, ...]:  # noqa: ARG002 - of both legs
        """Tell the way under way."""
        return self._close(t_s)

    def forget(self) -> None:
        """A turn ends a way, and drops nothing: the way itself says where it leads."""

    def _look(self, t_s: float) -> tuple[PassWalked, ...]:
        """Tell ways that are over although the person is still there, and a long one now and then."""
        track = track_of(self._seen, self._trunk_px)
        if track is None:
            return ()
        self._trunk_px = track.trunk_px
        ways = list(ways_of(track))
        self._moving = bool(ways) and float(ways[-1].track.t_s[-1]) > t_s - _LOOK_EVERY_S
        if self._seen[-1].t_s - self._seen[0].t_s > GAIT.pass_span_s.value:
            done = self._told([walked(way) for way in ways], t_s, under_way=True)
            keep_s = t_s - _KEPT_S
            if done:
                keep_s = min(keep_s, self._told_until_s - _KEPT_S)
            self._seen = [each for each in self._seen if each.t_s >= keep_s]
            return done
        over = [way for way in ways if float(way.track.t_s[-1]) < t_s - _LOOK_EVERY_S]
        if not over:
            return ()
        done = self._told([walked(way) for way in over], t_s)
        until_s = float(over[-1].track.t_s[-1]) - 0.5
        self._seen = [each for each in self._seen if each.t_s >= until_s]
        return done

    def _close(self, t_s: float) -> tuple[PassWalked, ...]:
        track = track_of(self._seen, self._trunk_px)
        self._seen, self._moving, self._trunk_px = [], False, math.nan
        if track is None:
            return ()
        return self._told([walked(way) for way in ways_of(track)], t_s)

    def _told(self, found: list[Walked], t_s: float, *, under_way: bool = False) -> tuple[PassWalked, ...]:
        """Tell steps that were not told. under_way: what follows the last one is told later."""
        passes = []
        for each in found:
            steps = tuple(
                s for s in each.steps if s.contact_s > self._told_until_s + GAIT.step_s.interval.low
            )
            if not steps or self._is_a_lunge(each.way):
                continue
            until_s = steps[-1].contact_s if under_way and each is found[-1] else math.inf
            left_out = Counter(why for at_s, why in each.left_out if self._told_until_s < at_s <= until_s)
            self._passes += 1
            self._told_until_s = steps[-1].contact_s
            passes.append(self._pass(each, steps, left_out, t_s))
        return tuple(passes)

    def _is_a_lunge(self, way: Way) -> bool:
        """Whether it is too short for a walk, and no rest of one that has been told."""
        return way.leads < GAIT.way_length.value and self._told_until_s < float(way.track.t_s[0])

    def _pass(
        self, found: Walked, steps: tuple[WalkStep, ...], left_out: Counter[LeftOut], t_s: float
    ) -> PassWalked:
        way, known = found.way, not any(math.isnan(each) for each in self._neutral_deg)
        near_deg, far_deg = self._neutral_deg if known else (0.0, 0.0)
        near = (Facing.RIGHT if way.track.heading > 0 else Facing.LEFT).near_side
        spans = [
            (step.contact_s - 0.5 if math.isnan(step.before_s) else step.before_s, step.contact_s)
            for step in steps
        ]
        return PassWalked(
            t_s=t_s,
            number=self._passes,
            start_s=spans[0][0],
            end_s=steps[-1].contact_s,
            to_the_right=way.track.heading > 0,
            treadmill=way.floor_speed != 0.0,
            speed_ratio_per_s=_speed(way.track.t_s, way.pace, spans),
            trunk_lean_deg=usual_lean_deg(way.track, spans),
            neutral_known=known,
            steps=tuple(
                replace(
                    step,
                    trailing_extension_deg=step.trailing_extension_deg
                    - (far_deg if step.side is near else near_deg),
                    flexion_deg=step.flexion_deg + (near_deg if step.side is near else far_deg),
                )
                for step in steps
            ),
            left_out=dict(left_out),
        )


def _speed(t_s: Floats, pace: Floats, spans: list[tuple[float, float]]) -> float:
    inside = np.zeros(len(t_s), dtype=bool)
    for start_s, end_s in spans:
        inside |= (t_s >= start_s) & (t_s <= end_s)
    return float(np.mean(pace[inside])) if inside.any() else math.nan


@dataclass(frozen=True, slots=True)
class WalkGoal:
    """So many steps of both legs together."""

    reps: int
    near_leg_only: bool = False

    @classmethod
    def of(cls, spec: ExerciseSpec, target: int, side: Side | None) -> "WalkGoal":  # noqa: ARG003 - of both legs
        """A target of an exercise: steps of each leg."""
        return cls(2 * target)

    @property
    def seconds(self) -> float | None:
        """It is not about seconds."""
        return None

    def reached(self, done: Done) -> bool:
        """Whether the set is over."""
        return done.count >= self.reps

    def encouragement(self, done: Done) -> str | None:
        """Say that there is enough for a result, and that more would tell more."""
        enough = 2 * GAIT.enough_steps.value
        return "live.say.enough_steps" if enough <= done.count < self.reps else None
