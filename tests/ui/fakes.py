"""An analysis without a pose model: the page's own work can be tested in milliseconds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from formcheck.adapters.analysis import Analysis, Cancelled, Moment, Row
from formcheck.adapters.models import Model, ModelName
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side
from formcheck.domain.errors import FormcheckError
from formcheck.domain.events import Reason
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES
from tests.review.sets import lost, rep, set_of

SUPINE = set_of(
    "supine-march",
    reps=(rep(0), rep(1, side=Side.RIGHT), rep(2, complete=False)),
    gaps=(lost(4, Reason.FEET_OUT_OF_FRAME),),
)
NOBODY = set_of("supine-march", gaps=(lost(40, Reason.NO_PERSON),), neutral_taken=False)


def analysis_of(report: SetReport, *, name: str = "clip.mp4") -> Analysis:
    """Analysis whose frames match a report only roughly."""
    judged = report.judged_share > 0.0
    return Analysis(
        video=VideoInfo(name=name, duration_s=40.0, frames=400, width_px=640, height_px=480, rotation_deg=0),
        model=Model(ModelName.FULL, Path("pose_landmarker_full.task"), "0" * 64),
        spec=EXERCISES[report.exercise],
        report=report,
        rows=tuple(Row(t / 10, judged, {"trunk_lean_deg": 1.5}, 0.2) for t in range(400)),
        near_side=Side.LEFT,
    )


def analyser(
    report: SetReport | None = None, *, error: Exception | None = None, endless: bool = False
) -> Callable[..., Analysis]:
    """Stand-in for `analyse_video`: gives this report, raises this error, or runs until it is stopped."""

    def analyse(path: Path, _spec: object, *, watch: Callable[[Moment], bool], **_: Any) -> Analysis:
        if error is not None:
            raise error
        image = np.zeros((480, 640, 3), dtype=np.uint8)
        while watch(Moment(0.25, _Step(), image)):  # type: ignore[arg-type]
            if not endless:
                assert report is not None
                return analysis_of(report, name=path.name)
        raise Cancelled

    return analyse


class _Counted:
    complete_reps = 2
    holds = 0


class _Step:
    progress = _Counted()


__all__ = ["NOBODY", "SUPINE", "FormcheckError", "analyser", "analysis_of"]
