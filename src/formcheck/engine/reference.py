"""What a person's values are held against: their own neutral, or where a measure rested lately."""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Measure, Reference
from formcheck.domain.posture import Posture
from formcheck.engine.neutral import Neutral, NeutralFinder
from formcheck.engine.sight import Sight
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule, RepRule
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.measures import measure_against
from formcheck.kinematics.outline_height import far_knee_cover, hip_outline_ratio, knee_outline_ratio

_STALE_S = 2.0
_RESTING_SPAN_S = 20.0
_OUTLINES = {Measure.KNEE_OUTLINE: knee_outline_ratio, Measure.HIP_OUTLINE: hip_outline_ratio}


@dataclass(slots=True)
class OwnReference:
    """Takes the neutral from the first still stretch in the start posture, and again after a new start.

    A new one is taken when the person has left the posture for 2 s and comes back, or when they lie still
    clearly further from the exercise than the neutral says: then the first one was taken too late.
    """

    spec: ExerciseSpec
    neutral: Neutral | None = None
    _finder: NeutralFinder = field(init=False)
    _left_s: float | None = None
    _resting: deque[tuple[float, float]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        watched = [Channel(Measure.TRUNK_LEAN), *_leg_channels(Limb.NEAR)]
        if self.spec.needs_both_legs:
            watched += _leg_channels(Limb.FAR)
        self._finder = NeutralFinder(tuple(watched), self.spec.neutral_s)

    def update(
        self, t_s: float, view: BodyView, values: Mapping[Channel, float], posture: Posture, *, busy: bool
    ) -> bool:
        """Take one judged frame; True when a neutral was taken in it. busy: a rep or hold is under way."""
        if self._left_s is not None and t_s - self._left_s > _STALE_S:
            self.forget()
        self._left_s = None
        self._remember_resting(t_s, values)
        if posture not in self.spec.start or busy:
            self._finder.reset()
            return False
        found = self._finder.update(t_s, view, values)
        if found is None or (self.neutral is not None and not self._behind(found)):
            return False
        self.neutral = found
        self._finder.reset()
        return True

    def left_posture(self, t_s: float) -> None:
        """The person is not in the exercise's posture now."""
        self._resting.clear()
        if self._left_s is None:
            self._left_s = t_s

    def forget(self) -> None:
        """A new start, or another body: nothing that was known holds."""
        self.neutral = None
        self._left_s = None
        self._finder.reset()
        self._resting.clear()

    def lifts(self, sight: Sight) -> Mapping[Channel, float]:
        """Measures against the neutral body; empty before there is one."""
        if self.neutral is None:
            return {}
        resting = self.neutral.view
        values = measure_against(sight.view, resting)
        rule = self.spec.progress
        timed_by = rule.timed_by if isinstance(rule, RepRule) else None
        if timed_by and (outline := _OUTLINES.get(timed_by.channel.measure)):
            values[timed_by.channel] = outline(sight.raw.silhouette, sight.facing, resting)
        return values

    @property
    def far_knee_cover(self) -> float:
        """How much the near knee covers the far one in the neutral, 0 to 1."""
        return far_knee_cover(self.neutral.view) if self.neutral else 0.0

    def held_against(self, channel: Channel, value: float, reference: Reference) -> float:
        """The value as the rule wants it; NaN where its reference is not known yet."""
        match reference:
            case Reference.ABSOLUTE:
                return value
            case Reference.NEUTRAL:
                return value - self.neutral_of(channel)
            case Reference.RESTING:
                rises = isinstance(self.spec.progress, RepRule) and self.spec.progress.rises
                levels = [level for _, level in self._resting]
                return value - (min(levels) if rises else max(levels)) if levels else math.nan

    def neutral_of(self, channel: Channel) -> float:
        """Value of a channel in the own neutral, NaN before there is one."""
        return self.neutral.values.get(channel, math.nan) if self.neutral else math.nan

    def _remember_resting(self, t_s: float, values: Mapping[Channel, float]) -> None:
        rule = self.spec.progress
        if not isinstance(rule, RepRule) or rule.reference is not Reference.RESTING:
            return
        value = values.get(rule.channel, math.nan)
        if not math.isnan(value):
            self._resting.append((t_s, value))
        while self._resting and t_s - self._resting[0][0] > _RESTING_SPAN_S:
            self._resting.popleft()

    def _behind(self, found: Neutral) -> bool:
        """Whether the found stillness lies clearly on the far side of the neutral, seen from the exercise."""
        rule = self.spec.progress
        if self.neutral is None or isinstance(rule, MobilityRule):
            return False
        limbs = self.spec.limbs or (None,)
        if isinstance(rule, HoldRule):
            step, sign = rule.zone.interval.low / 2.0, 1.0
        elif rule.reference is Reference.RESTING:
            return False
        else:
            step, sign = abs(rule.started.interval.low), 1.0 if rule.rises else -1.0
            step *= 0.5
        for limb in limbs:
            channel = rule.channel.on(limb)
            if isinstance(rule, HoldRule) and self.neutral_of(channel) not in rule.working:
                continue
            then = {**self.neutral.values, **measure_against(self.neutral.view, self.neutral.view)}
            now = {**found.values, **measure_against(found.view, self.neutral.view)}
            if sign * (now.get(channel, math.nan) - then.get(channel, math.nan)) < -step:
                return True
        return False


def _leg_channels(limb: Limb) -> list[Channel]:
    return [Channel(Measure.HIP_FLEXION, limb), Channel(Measure.KNEE_FLEXION, limb)]
