"""Who goes ahead and judges nothing finds out all the same what hindsight needs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.recording import Recording
from formcheck.adapters.scout import Scout
from formcheck.domain.body import Sighting
from formcheck.domain.events import Event
from formcheck.engine.bunches import in_bunches
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES

RECORDINGS = Path(__file__).parents[1] / "golden" / "recordings"
# The last one never does the exercise that is asked for.
_LOOKED_AT_S = 8.0
CASES = {
    "supine_march_alternating": "supine-march",
    "standing_march": "standing-march",
    "glute_bridge": "supine-march",
}


def sightings(name: str, *, hole: bool) -> Iterator[Sighting]:
    """A recording; with a hole, and a stay elsewhere, in its middle."""
    with Recording(RECORDINGS / f"{name}.npz") as recording:
        for seen in recording:
            t_s = seen.sighting.t_s
            if t_s > _LOOKED_AT_S:
                return
            if not hole or t_s < 3.0:
                yield seen.sighting
            elif t_s > 4.0:
                first = t_s - 4.0 < 0.04
                yield replace(seen.sighting, missing_s=t_s - 3.0 if first else 0.0)


def two_passes(seen: list[Sighting], slug: str, end_s: float) -> tuple[SetReport, list[Event]]:
    """A first pass that judges all, and not only what a scout needs."""
    first = Analyser(EXERCISES[slug])
    for sighting in seen:
        first.step(sighting)
    first.finish(end_s)
    second = Analyser(EXERCISES[slug], hindsight=first._session.found())
    for sighting in seen:
        second.step(sighting)
    return second.finish(end_s), second.events


@pytest.mark.parametrize("hole", [False, True], ids=["whole", "with a hole"])
@pytest.mark.parametrize("name", CASES)
def test_a_scout_finds_what_a_whole_pass_finds(name: str, *, hole: bool) -> None:
    slug, seen = CASES[name], list(sightings(name, hole=hole))
    end_s = seen[-1].t_s + 0.04
    scout = Scout(EXERCISES[slug], None, Analyser(EXERCISES[slug]).tilt_model)
    steps = [step for bunch in in_bunches(seen) for step in scout.steps(bunch)]
    told: list[float] = []
    judge, said = scout.judge(seen, end_s, tell=lambda step, _: told.append(step.t_s))
    assert (said, judge.events) == two_passes(seen, slug, end_s)
    assert [step.t_s for step in steps] == told == [sighting.t_s for sighting in seen]
