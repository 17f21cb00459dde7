"""With the real pose model: a clip that goes through the socket counts what `formcheck analyze` counts."""

import asyncio
from pathlib import Path

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.live import Limits, Order
from formcheck.adapters.live.replay import replay, shots_of
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from tests.live.hall import hall

GOLDEN = Path(__file__).parents[1] / "golden" / "clips"


@pytest.mark.parametrize(("clip", "slug"), [("glute_bridge", "glute-bridge")])
def test_live_counts_what_an_upload_counts(clip: str, slug: str) -> None:
    path = GOLDEN / f"{clip}.mp4"
    spec = EXERCISES[slug]
    upload = analyse_video(path, spec, model=ModelName.LITE)
    order = Order(spec=spec, side=None, sets=1, target=99, language=Language.EN, model=ModelName.LITE)
    with hall(Limits(), PoseEstimator) as opened:
        ticket = opened.desk.issue(order)
        heard = asyncio.run(replay(opened.address, ticket.token, shots_of(path)))
        assert heard.done == ticket.result_id
        result = opened.desk.result(ticket.result_id)
    assert result
    live = result.analysis
    assert live.report.complete_reps == upload.report.complete_reps > 0
    assert heard.steps[-1]["count"] == live.report.complete_reps
    assert live.report.partial_reps == upload.report.partial_reps
    assert live.near_side == upload.near_side
    for mine, theirs in zip(live.report.reps, upload.report.reps, strict=True):
        assert mine.start_s == pytest.approx(theirs.start_s, abs=0.15)
        assert mine.end_s == pytest.approx(theirs.end_s, abs=0.15)
    assert live.model == upload.model
