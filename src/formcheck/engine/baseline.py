"""What a person's values are held against: their own neutral, or where a measure rested lately."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from formcheck.domain.body import Limb
from formcheck.domain.events import Hindrance
from formcheck.domain.measure import Channel, Measure, Reference
from formcheck.domain.posture import Posture
from formcheck.engine.neutral import Neutral, NeutralFinder
from formcheck.engine.resting import Levels, RestingLevel
from formcheck.engine.restless import RestlessNeutral
from formcheck.engine.tracked_body import TrackedBody
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.measures import measure_against

_STALE_S = 2.0


@dataclass(slots=True)
class Baseline:
    """Takes the neutral from the first still stretch in the start posture, and again after a new start.

    A new one is taken when the person has left the posture for 2 s and comes back, or when they lie still
    clearly further from the exercise than the neutral says: then the first one was taken too late. Of who
    does not keep still, but comes back to the same place between repetitions, that place is the neutral until
    there is a better one.

    foreseen, foreseen_levels: neutrals, and what the resting measure was, by stay in the posture, 0 for the
    first, where a pass before has found them.
    """

    spec: ExerciseSpec
    foreseen: Mapping[int, Neutral] = field(default_factory=dict)
    foreseen_levels: Mapping[int, Levels] = field(default_factory=dict)
    neutral: Neutral | None = None
    stay: int = 0
    provisional: bool = False
    _restless: RestlessNeutral = field(default_factory=RestlessNeutral)
    _arrived: bool = False
    _finder: NeutralFinder = field(init=False)
    _left_s: float | None = None
    _resting: RestingLevel = field(init=False)
    _t_s: float = 0.0

    def __post_init__(self) -> None:
        watched = [Channel(Measure.TRUNK_LEAN), *_leg_channels(Limb.NEAR)]
        if self.spec.needs_both_legs:
            watched += _leg_channels(Limb.FAR)
        self._finder = NeutralFinder(tuple(watched), self.spec.neutral_s)
        self._resting = RestingLevel(self.spec.progress.rises, self.foreseen_levels)

    @property
    def levels(self) -> Mapping[int, Levels]:
        """What the resting measure was, by stay in the posture."""
        return self._resting.seen

    def update(
        self, t_s: float, view: BodyView, values: Mapping[Channel, float], posture: Posture, *, busy: bool
    ) -> bool:
        """Take one judged frame; True when a neutral was taken in it. busy: a rep or hold is under way."""
        self._t_s = t_s
        if self._left_s is not None and t_s - self._left_s > _STALE_S:
            self.forget()
        self._left_s = None
        if not self._arrived:
            self._arrived = True
            self.neutral = self.foreseen.get(self.stay)
            if self.neutral:
                return True
        if posture not in self.spec.start:
            self._finder.reset()
            self._restless.reset()
            return False
        self._remember_resting(t_s, values)
        if busy:
            self._finder.reset()
            return False
        return self._take(t_s, view, values)

    def _take(self, t_s: float, view: BodyView, values: Mapping[Channel, float]) -> bool:
        found = self._better() if self._finder.update(t_s, view, values) else None
        if found:
            self.neutral, self.provisional = found, False
            self._finder.reset()
            return True
        if self.neutral is None and self.spec.progress.returns_to_rest:
            self.neutral = self._restless.update(t_s, view, values)
            self.provisional = self.neutral is not None
            return self.provisional
        return False

    @property
    def hindrance(self) -> Hindrance | None:
        """What they do, so that there can be no neutral yet."""
        return self._restless.hindrance if self.neutral is None else None

    def left_posture(self, t_s: float) -> None:
        """The person is not in the exercise's posture now."""
        self._resting.forget()
        self._restless.reset()
        if self._left_s is None:
            self._left_s = t_s

    def forget(self) -> None:
        """A new start, or another body: nothing that was known holds."""
        self.neutral, self.provisional = None, False
        if self._arrived:
            self._arrived, self.stay = False, self.stay + 1
        self._restless.reset()
        self._left_s = None
        self._finder.reset()
        self._resting.forget()

    def lifts(self, body: TrackedBody) -> Mapping[Channel, float]:
        """Measures against the neutral body; empty before there is one."""
        if self.neutral is None:
            return {}
        resting = self.neutral.view
        values = measure_against(body.view, resting)
        outline = self.spec.progress.silhouette_measure
        if outline is not None:
            values[Channel(outline)] = body.outline(outline, resting)
        return values

    def value_of(self, channel: Channel, values: Mapping[Channel, float], reference: Reference) -> float:
        """A channel of a frame as the rule wants it; NaN where it, or its reference, is not known."""
        return self.held_against(channel, values.get(channel, math.nan), reference)

    def held_against(self, channel: Channel, value: float, reference: Reference) -> float:
        """The value as the rule wants it; NaN where its reference is not known yet."""
        match reference:
            case Reference.ABSOLUTE:
                return value
            case Reference.NEUTRAL:
                return value - self.neutral_of(channel)
            case Reference.RESTING:
                return value - self._resting.at(self.stay, self._t_s)

    def neutral_of(self, channel: Channel) -> float:
        """Value of a channel in the own neutral, NaN before there is one."""
        return self.neutral.values.get(channel, math.nan) if self.neutral else math.nan

    def _remember_resting(self, t_s: float, values: Mapping[Channel, float]) -> None:
        rule = self.spec.progress
        if rule.reference is not Reference.RESTING:
            return
        self._resting.add(t_s, self.stay, values.get(rule.channel, math.nan))

    def _better(self) -> Neutral | None:
        """The still stretch, if it is to be the neutral; what it was like is worked out only where it may be.

        There is one already: then if it lies clearly on its far side, seen from the exercise.
        """
        if self.neutral is None or self.provisional:
            return self._finder.found()
        rule, known = self.spec.progress, self.neutral
        channels = (rule.channel.on(limb) for limb in self.spec.limbs or (None,))
        working = [channel for channel in channels if rule.works_at(self.neutral_of(channel))]
        if not working:
            return None
        found = self._finder.found()
        then = {**known.values, **measure_against(known.view, known.view)}
        now = {**found.values, **measure_against(found.view, known.view)}
        changes = (now.get(channel, math.nan) - then.get(channel, math.nan) for channel in working)
        return found if any(map(rule.lies_behind, changes)) else None


def _leg_channels(limb: Limb) -> list[Channel]:
    return [Channel(Measure.HIP_FLEXION, limb), Channel(Measure.KNEE_FLEXION, limb)]
