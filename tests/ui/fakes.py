"""An analysis without a pose model: the page's own work can be tested in milliseconds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from formcheck.adapters.analysis import Analysis, Cancelled, Moment
from formcheck.adapters.frame_table import Row
from formcheck.adapters.models import ModelName, ModelUsed
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Limb, Side
from formcheck.domain.errors import FormcheckError
from formcheck.domain.events import Reason
from formcheck.domain.measure import Channel, Measure, Unit, between
from formcheck.domain.posture import Posture
from formcheck.engine.report import SetReport
from formcheck.engine.step import Progress, Step
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from formcheck.ui.order import Order
from tests.review.sets import lost, rep, set_of

SUPINE = set_of(
    "supine-march",
    reps=(rep(0), rep(1, side=Side.RIGHT), rep(2, complete=False)),
    gaps=(lost(4, Reason.FEET_OUT_OF_FRAME),),
)
_HALF_DONE = Step(
    t_s=10.0,
    pose=None,
    facing=None,
    posture=Posture.HOOK_LYING,
    reason=None,
    values={},
    progress=Progress(
        channel=Channel(Measure.ANKLE_LIFT, Limb.NEAR),
        value=0.0,
        zone=between(0.12, 1.0, Unit.RATIO),
        engaged=False,
        complete_reps=2,
    ),
)
ORDER = Order(
    name="../../clip.mp4",
    spec=EXERCISES["supine-march"],
    side=None,
    model=ModelName.LITE,
    language=Language.EN,
)
NOBODY = set_of("supine-march", gaps=(lost(40, Reason.NO_PERSON),), neutral_taken=False)


def analysis_of(report: SetReport, *, name: str = "clip.mp4") -> Analysis:
    """Analysis whose frames match a report only roughly."""
    judged = report.judged_share > 0.0
    return Analysis(
        video=VideoInfo(name=name, duration_s=40.0, frames=400, width_px=640, height_px=480, rotation_deg=0),
        model=ModelUsed(name="full", sha256="0" * 64),
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
        while watch(Moment(0.25, _HALF_DONE, image)):
            if not endless:
                assert report is not None
                return analysis_of(report, name=path.name)
        raise Cancelled

    return analyse


__all__ = ["NOBODY", "ORDER", "SUPINE", "FormcheckError", "analyser", "analysis_of"]
