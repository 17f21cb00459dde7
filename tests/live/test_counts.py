"""With the real pose model: a clip that goes through the socket counts what was done in it, and what
`formcheck analyze` counts. Pictures are sent as fast as they are answered: time is theirs, however busy the
machine is.
"""

import asyncio
import math
from itertools import takewhile
from pathlib import Path

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.live import Limits, LiveResult, WorkoutOrder
from formcheck.adapters.live.replay import Replay, replay, shots_of
from formcheck.adapters.models import ModelName
from formcheck.adapters.pose_process import PoseProcess
from formcheck.engine.workout.pacer import IN_S, OUT_S
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import Language
from tests.golden.conftest import truth_of
from tests.live.server import live_server

GOLDEN = Path(__file__).parents[1] / "golden" / "clips"


def trained(
    clip: str, spec: ExerciseSpec, *, until_s: float = math.inf, every: int = 1
) -> tuple[Replay, LiveResult]:
    """What the page was told on the way, and what came of it. every: take each n-th picture only."""
    order = WorkoutOrder(spec=spec, side=None, sets=1, target=99, language=Language.EN, model=ModelName.LITE)
    shots = takewhile(lambda shot: shot.t_s <= until_s, shots_of(GOLDEN / f"{clip}.mp4", every=every))
    with live_server(Limits(), PoseProcess) as opened:
        ticket = opened.registry.issue(order)
        heard = asyncio.run(replay(opened.address, ticket.token, shots))
        assert heard.done == ticket.result_id
        result = opened.registry.find_result(ticket.result_id)
    assert result
    return heard, result


@pytest.mark.quiet  # half a minute; the stretch and the march below are tried every time
@pytest.mark.parametrize(("clip", "slug"), [("glute_bridge", "glute-bridge")])
def test_live_counts_what_an_upload_counts(clip: str, slug: str) -> None:
    spec = EXERCISES[slug]
    upload = analyse_video(GOLDEN / f"{clip}.mp4", spec, model=ModelName.LITE, hindsight=False)
    heard, result = trained(clip, spec)
    live = result.analysis
    assert live.report.complete_reps == upload.report.complete_reps > 0
    assert heard.steps[-1]["count"] == live.report.complete_reps
    assert live.report.partial_reps == upload.report.partial_reps
    assert live.near_side == upload.near_side
    for mine, theirs in zip(live.report.reps, upload.report.reps, strict=True):
        assert mine.start_s == pytest.approx(theirs.start_s, abs=0.15)
        assert mine.end_s == pytest.approx(theirs.end_s, abs=0.15)
    assert live.model == upload.model


def test_a_stretch_is_held_as_long_as_it_was() -> None:
    until_s = 12.0
    heard, result = trained("half_kneeling_good", EXERCISES["half-kneeling-stretch"], until_s=until_s)
    (true,) = truth_of("half_kneeling_good")["expected"]["holds"]
    held_s = until_s - true["start_s"]
    (hold,) = result.analysis.report.holds
    assert hold.hold.in_zone_s == pytest.approx(held_s, abs=1.0)
    assert heard.steps[-1]["held_s"] == pytest.approx(hold.credited_s, abs=0.1)
    assert result.analysis.report.complete_reps == 0
    # Who holds is shown an arc with the thigh inside its band, and breathes at the engine's pace.
    told = [step for step in heard.steps if step["held_s"] > 1.0]
    assert {(step["target"]["shape"], step["target"]["state"]) for step in told} == {("arc", "inside")}
    assert {(step["breath"]["phase"], step["breath"]["phase_s"]) for step in told} == {
        ("in", IN_S),
        ("out", OUT_S),
    }


def test_a_supine_march_is_counted_leg_by_leg() -> None:
    """Near, far, near: the far ankle is half covered, and counts all the same."""
    truth = truth_of("supine_march_alternating")
    until_s = 14.3
    done = sorted(truth["expected"]["reps"], key=lambda rep: rep["start_s"])[:3]
    assert done[-1]["end_s"] < until_s
    # Twelve pictures a second, as a browser on a slow machine sends them.
    heard, result = trained("supine_march_alternating", EXERCISES["supine-march"], until_s=until_s, every=2)
    live = result.analysis
    assert [rep.complete for rep in live.report.reps] == [True] * 3
    for rep, true in zip(live.report.reps, done, strict=True):
        assert live.near_side
        assert rep.side is (live.near_side if true["side"] == "near" else live.near_side.opposite)
        assert rep.peak_s == pytest.approx(true["top_s"], abs=0.4)
    counts = [step["count"] for step in heard.steps]
    assert counts == sorted(counts)
    assert counts[-1] == 3
    at_work = [step["target"] for step in heard.steps if step["stage"] == "work"]
    assert {target["shape"] for target in at_work} <= {"bar", None}, "a height is no arc"
    assert "inside" in {target["state"] for target in at_work}
