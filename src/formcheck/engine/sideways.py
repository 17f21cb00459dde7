"""Is the picture upright? Asked of a recording in which nothing could be judged.

Who lies and who stands in a picture on its side look alike. So it takes three things: turned by a quarter or
two, the landmarks show the exercise that was asked for, and it is done; as they are, they show no other one
done, and nobody who half-kneels: a body that lies never looks so, whichever way the picture is turned, but
one that half-kneels and rocks looks like one that lies and marches.
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
from formcheck.domain.posture import Posture
from formcheck.domain.walking import PassWalked
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec

_JUDGED_SHARE = 0.6
_KNEELS_SHARE = 0.3
_TURNS = (1, 3, 2)
_LOOKED_AT_S = 30.0
_LOOKED_LIKE = frozenset(Reason) - {Reason.PICTURES_MISSING, Reason.TOO_DARK, Reason.NO_PERSON}
_DONE = (HoldStarted, HoldEnded, MobilityMeasured, PassWalked)
_LEAST_REPS = 2  # one is found in what real people do to stretch a leg; against it, one is enough


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
    for turns in _TURNS:
        if _is_done((turned(s, turns) for s in sightings), len(sightings), spec, _LEAST_REPS):
            break
    else:
        return None
    for other in others:
        if _is_done(sightings, len(sightings), other) or _half_kneels(sightings, other):
            return None
    return turns


def turned(sighting: Sighting, quarter_turns: int) -> Sighting:
    """The sighting of the picture turned clockwise. Without its silhouette."""
    width_px, height_px = sighting.size_px
    pose = sighting.pose
    for _ in range(quarter_turns % 4):
        if pose is not None:
            x, y = pose.points_px.T
            pose = replace(pose, points_px=np.column_stack([height_px + y, -x]), silhouette=None)
        width_px, height_px = height_px, width_px
    return replace(sighting, pose=pose, size_px=(width_px, height_px))


def _is_done(sightings: Iterable[Sighting], count: int, spec: ExerciseSpec, least_reps: int = 1) -> bool:
    """Whether the exercise is done in them, and enough of the `count` frames can be judged.

    Nothing of this hangs on verdicts, so the session leaves these out. It is given up as soon as too few can
    be judged, whatever comes: of most recordings that is soon.
    """
    session, judged = FormSession(spec, tilt_model=None, scouting=True), 0
    events: list[Event] = []
    for seen, sighting in enumerate(sightings, 1):
        step = session.step(sighting)
        judged += step.judged
        events += step.events
        if judged + (count - seen) < _JUDGED_SHARE * count:
            return False
    return _is_enough((*events, *session.finish()), least_reps)


def _half_kneels(sightings: Sequence[Sighting], spec: ExerciseSpec) -> bool:
    """Whether this is an exercise for who half-kneels, and somebody does for a good part of the time."""
    if Posture.HALF_KNEELING not in spec.postures:
        return False
    session = FormSession(spec, tilt_model=None, scouting=True)
    judged = sum(session.step(sighting).judged for sighting in sightings)
    return judged >= _KNEELS_SHARE * len(sightings)


def _is_enough(events: Iterable[Event], least_reps: int) -> bool:
    """Whether a repetition, or so many complete ones, or anything else is done that counts."""
    done = list(events)
    reps = [event for event in done if isinstance(event, RepCompleted)]
    enough = sum(rep.complete or least_reps == 1 for rep in reps) >= least_reps
    return enough or any(isinstance(event, _DONE) for event in done)
