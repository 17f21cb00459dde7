"""What is known of a recorded set once it is over, and would have helped before.

A recorded video is judged twice: first forward, as live, then with hindsight. It may do these things and
nothing else: a neutral that was found later, and where the body rests between repetitions, serve the frames
before it, as long as the person stayed in the posture; which leg is which is known from the whole clip; and
what is shown of a fault (colour, cue) sits where the fault sits, and not where it was noticed.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from formcheck.domain.body import Side
from formcheck.domain.events import Event, VerdictChanged
from formcheck.domain.measure import Verdict
from formcheck.domain.pelvis import TiltUnseen
from formcheck.engine.leg_hindsight import Labels
from formcheck.engine.neutral import Neutral
from formcheck.engine.resting import Levels
from formcheck.engine.step import Step
from formcheck.engine.tracked_body import Turns
from formcheck.kinematics.trunk_features import TrunkLook


@dataclass(frozen=True, slots=True, kw_only=True)
class StayNeutral:
    """The neutral of one stay in the posture. look: how the trunk looked then, None where it was hidden.

    hidden: by what. provisional: of somebody who did not keep still.
    """

    neutral: Neutral
    look: TrunkLook | None
    provisional: bool
    hidden: TiltUnseen | None = None


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What a forward pass has found.

    stays, resting: by number of the stay in the posture, 0 for the first. legs: labels by time. turns: which
    way the body faced, which need not be found out twice.
    """

    stays: Mapping[int, StayNeutral] = field(default_factory=dict)
    resting: Mapping[int, Levels] = field(default_factory=dict)
    legs: Mapping[float, Labels] = field(default_factory=dict)
    turns: Turns | None = None


class PlacedVerdicts:
    """Verdicts at the time from which they really held. Made of the events of a pass, in their order."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        # Each side has a judge of its own, where a criterion looks at a leg.
        self._changes: dict[tuple[str, Side], list[tuple[float, Verdict]]] = {}
        self.add(events)

    def add(self, events: Iterable[Event]) -> None:
        """Take what was found since."""
        for event in events:
            if isinstance(event, VerdictChanged):
                changed = (event.since_s, event.verdict.shown_for(event.flag))
                changes = self._changes.setdefault((event.criterion, event.side), [])
                insort(changes, changed, key=lambda change: change[0])

    def at(self, t_s: float) -> dict[str, Verdict]:
        """Worst verdict per criterion at a media time."""
        found: dict[str, Verdict] = {}
        for (criterion, _), changes in self._changes.items():
            before = bisect_right(changes, t_s, key=lambda change: change[0])
            verdict = changes[before - 1][1] if before else Verdict.UNSEEN
            found[criterion] = max(verdict, found.get(criterion, Verdict.UNSEEN))
        return found

    def placed(self, step: Step) -> Step:
        """A step whose verdicts are those of its time."""
        return replace(step, verdicts={**step.verdicts, **self.at(step.t_s)})
