"""Is the picture upright? Asked of a recording in which nothing could be judged.

Who lies and who stands in a picture on its side look alike. So it takes three things: turned by a quarter or
two, the landmarks show the exercise that was asked for, and it is done; as they are, they show no other one
done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from formcheck.domain.body import Sighting
from formcheck.domain.events import (
    Event,
    HoldEnded,
    HoldStarted,
    MobilityMeasured,
    NotJudged,
    Reason,
    RepCompleted,
)
from formcheck.domain.walking import PassWalked
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec

_JUDGED_SHARE = 0.6
_TURNS = (1, 3, 2)
_LOOKED_AT_S = 30.0
_LOOKED_LIKE = frozenset(Reason) - {Reason.PICTURES_MISSING, Reason.TOO_DARK, Reason.NO_PERSON}
_DONE = (RepCompleted, HoldStarted, HoldEnded, MobilityMeasured, PassWalked)


@dataclass(slots=True)
class Unjudged:
    """The first sightings of a recording, kept as long as not one frame could be judged."""

    _kept: list[Sighting] | None = field(default_factory=list)

    def add(self, sighting: Sighting, *, judged: bool) -> None:
        """Take one frame."""
        if judged:
            self._kept = None
        elif self._kept is not None and sighting.t_s <= _LOOKED_AT_S:
            # Silhouettes are what takes memory.
            pose = replace(sighting.pose, silhouette=None) if sighting.pose else None
            self._kept.append(replace(sighting, pose=pose))

    def named(self, events: Sequence[Event], spec: ExerciseSpec) -> list[Event]:
        """The events; where the picture is not upright, that is the reason, and not what it looked like."""
        others = [other for other in EXERCISES.values() if other.key != spec.key]
        if not self._kept or quarter_turns_missing(self._kept, spec, others) is None:
            return list(events)
        return [
            replace(event, reason=Reason.PICTURE_SIDEWAYS)
            if isinstance(event, NotJudged) and event.reason in _LOOKED_LIKE
            else event
            for event in events
        ]


def quarter_turns_missing(
    sightings: Sequence[Sighting], spec: ExerciseSpec, others: Iterable[ExerciseSpec]
) -> int | None:
    """Clockwise quarter turns that the picture needs, 1 to 3; None where it is upright, or nobody can say."""
    turns = [turns for turns in _TURNS if _is_done([turned(s, turns) for s in sightings], spec)]
    if not turns or any(_is_done(sightings, other) for other in others):
        return None
    return turns[0]


def turned(sighting: Sighting, quarter_turns: int) -> Sighting:
    """The sighting of the picture turned clockwise. Without its silhouette."""
    width_px, height_px = sighting.size_px
    for _ in range(quarter_turns % 4):
        if sighting.pose is not None:
            x, y = sighting.pose.points_px.T
            points_px = np.column_stack([height_px + y, -x])
            sighting = replace(sighting, pose=replace(sighting.pose, points_px=points_px, silhouette=None))
        width_px, height_px = height_px, width_px
    return replace(sighting, size_px=(width_px, height_px))


def _is_done(sightings: Sequence[Sighting], spec: ExerciseSpec) -> bool:
    session, judged = FormSession(spec, tilt_model=None), 0
    events: list[Event] = []
    for sighting in sightings:
        step = session.step(sighting)
        judged += step.judged
        events += step.events
    done = any(isinstance(event, _DONE) for event in (*events, *session.finish()))
    return done and judged >= _JUDGED_SHARE * len(sightings)
