"""Who bounces in a stretch is told so, in and out of the zone; who sinks into it slowly is not."""

import math

import pytest

from formcheck.domain.body import Limb
from formcheck.domain.events import Event
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.fault_spans import Finding
from formcheck.engine.judge import CriteriaJudge
from formcheck.engine.progress.trackers import Trackers
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.engine.motions import Motion, added, frames, lift, smooth
from tests.engine.observed import observed

SPEC = EXERCISES["half-kneeling-stretch"]
EXTENSION = Channel(Measure.THIGH_EXTENSION, Limb.NEAR)
FRONT = Channel(Measure.THIGH_EXTENSION, Limb.FAR)
START_S, UP_S, HOLD_S, DURATION_S = 2.0, 2.0, 8.0, 16.0


def stretch(extension_deg: float) -> Motion:
    return lift(START_S, UP_S, HOLD_S, 1.5, extension_deg)


def bounce(amplitude_deg: float, period_s: float) -> Motion:
    """In the hold, from 1 s after it is reached to half a second before it is left."""
    first_s, last_s = START_S + UP_S + 1.0, START_S + UP_S + HOLD_S - 0.5
    fade_s = period_s / 4.0

    def at(t_s: float) -> float:
        share = max(0.0, min(1.0, (t_s - first_s) / fade_s, (last_s - t_s) / fade_s))
        return amplitude_deg * share * math.sin(2.0 * math.pi * (t_s - first_s) / period_s)

    return at


def findings(motion: Motion, seen: float = 1.0, fps: float = 20.0) -> list[Finding]:
    """What is said of a hold. seen: how much of a turn of the thigh landmarks show."""
    trackers, judge, events = Trackers(SPEC, side=None), CriteriaJudge(SPEC), list[Event]()
    for t_s in frames(DURATION_S, fps):
        resting = observed(SPEC, t_s, {EXTENSION: seen * motion(t_s)}, bodies.HALF_KNEELING)
        events += trackers.update(resting)
        worker = trackers.worker
        values = {**resting.values, **(worker.measured if worker else {})}
        events += judge.update(observed(SPEC, t_s, values, bodies.HALF_KNEELING), worker)
    events += judge.update(observed(SPEC, DURATION_S, {}, bodies.HALF_KNEELING), None)
    return list(fold(events, SPEC, DURATION_S).findings)


def flags(motion: Motion, seen: float = 1.0, fps: float = 20.0) -> set[Flag]:
    return {finding.flag for finding in findings(motion, seen, fps)}


@pytest.mark.parametrize("seen", [0.75, 0.94])
@pytest.mark.parametrize("period_s", [1.0, 1.4, 1.8])
@pytest.mark.parametrize("extension_deg", [13.0, 16.0, 20.0])
def test_who_bounces_by_nine_degrees_is_told_so_though_it_leads_out_of_the_zone(
    extension_deg: float, period_s: float, seen: float
) -> None:
    """Half the amplitude's square is the variance: 9 degrees have a standard deviation of 6.4."""
    assert Flag.BOUNCING in flags(added(stretch(extension_deg), bounce(9.0, period_s)), seen)


@pytest.mark.parametrize(("extension_deg", "period_s"), [(13.0, 0.8), (13.0, 1.8), (11.0, 1.0)])
def test_bouncing_out_of_the_zone_is_one_fault_and_not_one_for_each_time(
    extension_deg: float, period_s: float
) -> None:
    """However short the stays in the zone are."""
    found = findings(added(stretch(extension_deg), bounce(10.0, period_s)), 0.75)
    (fault,) = [each for each in found if each.flag is Flag.BOUNCING]
    assert fault.end_s - fault.start_s > 3.0


@pytest.mark.parametrize("out_s", [0.8, 1.5, 3.0])
@pytest.mark.parametrize("extension_deg", [13.0, 24.0, 34.0, 45.0])
def test_who_goes_in_and_comes_out_does_not_bounce(extension_deg: float, out_s: float) -> None:
    """From however deep, and however quickly."""
    assert Flag.BOUNCING not in flags(lift(START_S, UP_S, HOLD_S, out_s, extension_deg))


@pytest.mark.parametrize("fps", [12.0, 20.0, 30.0])
def test_who_sways_a_little_is_not(fps: float) -> None:
    assert flags(added(stretch(16.0), bounce(3.0, 1.4)), fps=fps) == set()


@pytest.mark.parametrize("ease_s", [2.0, 3.0, 5.0])
def test_who_sinks_deeper_and_deeper_does_not_bounce(ease_s: float) -> None:
    """Real lunges end 38-51 degrees behind the vertical."""
    deep = lambda t_s: 40.0 * smooth((t_s - START_S) / ease_s)  # noqa: E731
    assert Flag.BOUNCING not in flags(deep)
