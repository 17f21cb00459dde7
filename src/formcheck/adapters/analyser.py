"""The one pipeline: sightings go in, a `Step` comes out for each, and in the end what is said of the whole.

Recorded video, kept recordings, validation and tests all go through it; the live path feeds the same session
and the same frame table, one set at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from formcheck.adapters.frame_table import FrameTable
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Side, Sighting
from formcheck.domain.events import Event
from formcheck.engine.hindsight import Hindsight
from formcheck.engine.report import SetReport, fold
from formcheck.engine.session import FormSession
from formcheck.engine.sideways import Unjudged
from formcheck.engine.step import Step
from formcheck.exercises import ExerciseSpec
from formcheck.kinematics.pelvic_tilt import TiltModel


@dataclass(slots=True)
class Analyser:
    """Judges the sightings of one person doing one exercise. side: count only this leg; None = either.

    tilt_model: None leaves the pelvis unjudged. hindsight: what a pass before over the same sightings found.
    """

    spec: ExerciseSpec
    side: Side | None = None
    tilt_model: TiltModel | None = field(default_factory=load_tilt_model)
    hindsight: Hindsight = field(default_factory=Hindsight)
    table: FrameTable = field(default_factory=FrameTable)
    _session: FormSession = field(init=False)
    events: list[Event] = field(default_factory=list)
    _unjudged: Unjudged = field(default_factory=Unjudged)

    def __post_init__(self) -> None:
        self._session = FormSession(
            self.spec,
            side=self.side,
            tilt_model=self.tilt_model,
            hindsight=self.hindsight,
        )

    def step(self, sighting: Sighting) -> Step:
        """Understand one frame. Frames come in rising time."""
        return next(self.steps((sighting,)))

    def steps(self, sightings: Sequence[Sighting]) -> Iterator[Step]:
        """Understand frames that are at hand together, see `FormSession.steps`."""
        for sighting, step in zip(sightings, self._session.steps(sightings), strict=True):
            self._unjudged.add(sighting, judged=step.judged)
            self.events += step.events
            self.table.add(step)
            yield step

    @property
    def settled_s(self) -> float:
        """Verdicts before that time will not change any more; infinite where nothing is open."""
        return self._session.settled_s

    def same(self) -> "Analyser":
        """Make one that says the same of the same sightings."""
        return Analyser(self.spec, self.side, self.tilt_model, self.hindsight)

    def finish(self, duration_s: float, *, seen_until_s: float | None = None) -> SetReport:
        """End of the stream: close what is under way, and say what was seen. Call it once.

        seen_until_s: end of the last picture, where that is before the end of the stream.
        """
        if seen_until_s is not None and seen_until_s < duration_s:
            self.events += self._session.break_off(seen_until_s)
        self.events += self._session.finish()
        return fold(self._unjudged.named(self.events, self.spec), self.spec, duration_s)
