"""What a stream of sightings shows, before anybody knows what is rest and what is a repetition.

Body, posture and whether a frame can be judged hang on the sightings, and on no neutral; but for the roll
of the camera where people walk, which is read off them while they stand.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formcheck.domain.body import Facing, Sighting
from formcheck.domain.events import Event, Reason
from formcheck.domain.measure import Channel
from formcheck.domain.posture import Posture
from formcheck.engine.camera_motion import CameraMotion
from formcheck.engine.camera_roll import CameraRoll, shown_roll_deg
from formcheck.engine.gatekeeper import Gatekeeper, Ruling
from formcheck.engine.gates import Facts, first_reason
from formcheck.engine.leg_hindsight import Labels
from formcheck.engine.line_of_sight import LineOfSight
from formcheck.engine.posture import classify_posture, feet_as_at_rest
from formcheck.engine.tracked_body import BodyTracker, TrackedBody, Turns
from formcheck.engine.trunks import Trunks
from formcheck.exercises.gates import GATES, Gates
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import BodyView
from formcheck.kinematics.footing import a_foot_stays
from formcheck.kinematics.measures import measure_body
from formcheck.signals.conditioning import Persistence

_POSTURE_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """From since_s on there was no picture. events: what the gatekeeper said of that."""

    since_s: float
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Percept:
    """One frame. hole: before it, None where it follows as usual. body: None where nobody could be looked at.

    turned: the body was taken to face the other way until now. facing: of late. matter: what is the matter in
    this frame alone. ruling: what holds. values: measures that the body gives by itself, none where it is not
    judged.
    """

    sighting: Sighting
    hole: Hole | None
    body: TrackedBody | None
    turned: bool
    facing: Facing
    posture: Posture
    matter: Reason | None
    ruling: Ruling
    values: Mapping[Channel, float]

    @property
    def t_s(self) -> float:
        """Media time of the frame."""
        return self.sighting.t_s


@dataclass(slots=True)
class Perception:
    """Memory of body, posture, camera and gates. Feed sightings in rising time.

    foreseen_legs, foreseen_turns: which leg is which, by time, and which way the body faces, where a pass
    before has found it. rest: the body at rest, as far as it is known.
    """

    spec: ExerciseSpec
    gates: Gates = GATES
    foreseen_legs: Mapping[float, Labels] = field(default_factory=dict)
    foreseen_turns: Turns | None = None
    rest: BodyView | None = None
    _body: BodyTracker = field(init=False)
    _roll: CameraRoll = field(default_factory=CameraRoll)
    _camera: CameraMotion = field(default_factory=CameraMotion)
    _sight: LineOfSight = field(init=False)
    _keeper: Gatekeeper = field(init=False)
    _posture: Persistence[Posture] = field(default_factory=lambda: Persistence[Posture](Posture.UNKNOWN))
    _facing: Facing = Facing.RIGHT

    def __post_init__(self) -> None:
        self._sight = LineOfSight(self.gates.side_on.interval)
        if self.spec.progress.crosses_picture:
            self.gates = self.gates.passing
        self._body = BodyTracker(self.foreseen_legs, self.foreseen_turns)
        self._keeper = Gatekeeper(self.gates)

    @property
    def leg_labels(self) -> Mapping[float, Labels]:
        """Which leg is which in all frames so far, by time."""
        return self._body.labels

    @property
    def turns(self) -> Turns:
        """Which way the body faced in all frames so far."""
        return self._body.turns

    def see(self, sighting: Sighting) -> Percept:
        """Take one frame."""
        return next(self.see_all((sighting,)))

    def see_all(self, sightings: Sequence[Sighting]) -> Iterator[Percept]:
        """Take frames that are at hand together: each gives what it gives alone.

        Which body is whose hangs on the sightings alone, and is known of all of them before the first is
        given out; `rest` may be set between one and the next.
        """
        trunks = Trunks()
        bodies = [self._tracked(sighting, trunks) for sighting in sightings]
        for sighting, (body, fresh) in zip(sightings, bodies, strict=True):
            yield self._see(sighting, body, fresh=fresh)

    def _tracked(self, sighting: Sighting, trunks: Trunks) -> tuple[TrackedBody | None, bool]:
        """The body of a frame, None where nobody can be looked at; whether it is a new one."""
        if sighting.pose is None or sighting.brightness not in self.gates.brightness:
            return None, False
        return self._body.update(sighting.pose, trunks)

    def _see(self, sighting: Sighting, body: TrackedBody | None, *, fresh: bool) -> Percept:
        hole = None
        if sighting.missing_s > 0.0:
            since_s = sighting.t_s - sighting.missing_s
            hole = Hole(since_s=since_s, events=self.miss(since_s))
        turned = False
        if body is not None:
            turned = fresh and body.facing is not self._facing
            self._take(sighting.t_s, body, fresh=fresh)
        matter = self._matter(sighting, body)
        ruling = self._keeper.rule(sighting.t_s, matter)
        return Percept(
            sighting=sighting,
            hole=hole,
            body=body,
            turned=turned,
            facing=self._facing,
            posture=self._posture.state,
            matter=matter,
            ruling=ruling,
            values=believed(measure_body(body.view, self.spec.attitude), body)
            if body and ruling.reason is None
            else {},
        )

    def miss(self, t_s: float) -> tuple[Event, ...]:
        """From t_s on there is no picture."""
        return self._keeper.miss(t_s)

    def _take(self, t_s: float, body: TrackedBody, *, fresh: bool) -> None:
        if fresh:
            self._facing = body.facing
            self._posture = Persistence(Posture.UNKNOWN)
        # Who comes into the picture walking must not lose the first step.
        arrives = self.spec.progress.crosses_picture and self._posture.state not in self.spec.postures
        usual_s = self.gates.regain_s if arrives else _POSTURE_S
        wait_s = 0.0 if self._posture.state is Posture.UNKNOWN else usual_s
        self._posture.update(t_s, self._posture_of(body), wait_s)

    def _posture_of(self, body: TrackedBody) -> Posture:
        def foot_stays() -> bool:
            """Asked only where both feet seem to be in the air."""
            return self.rest is not None and a_foot_stays(body.pose.silhouette, body.facing, self.rest)

        return classify_posture(body.view, body.legs, self.rest, foot_stays=foot_stays)

    def _matter(self, sighting: Sighting, body: TrackedBody | None) -> Reason | None:
        """What is the matter in this frame, None where nothing is."""
        posture, crosses = self._posture.state, self.spec.progress.crosses_picture
        facts = Facts(
            sighting=sighting,
            gates=self.gates,
            spec=self.spec,
            frame_gap_s=self._keeper.usual_gap_s(sighting.t_s),
            body=body,
            posture=posture,
            held=self._keeper.reason,
            roll_deg=self._roll_deg(body, posture) if body else math.nan,
            camera_px_per_s=self._camera.update(sighting) if crosses else math.nan,
            along_sight=crosses and self._sight.along(sighting.t_s, body),
        )
        return first_reason(facts)

    def _roll_deg(self, body: TrackedBody, posture: Posture) -> float:
        """Roll of the camera. A walker shows it while standing still: a step looks like a slope."""
        if not self.spec.progress.crosses_picture:
            # From a table a lifted near foot is level with the far one, and their line slopes.
            lifted = posture is Posture.HOOK_LYING and not feet_as_at_rest(*body.legs, self.rest)
            return self._roll.update(body.view, Posture.UNKNOWN if lifted else posture, body.legs)
        return shown_roll_deg(self.rest, Posture.STANDING) if self.rest else math.nan


def believed(values: Mapping[Channel, float], body: TrackedBody) -> dict[Channel, float]:
    """The values; while it is unsure which leg is which, those of a leg are not seen."""
    if body.sure:
        return dict(values)
    return {channel: math.nan if channel.limb else value for channel, value in values.items()}
