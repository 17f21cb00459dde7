"""Puts a moment of the workout into the message that the browser draws."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from formcheck.adapters.live.judged import judged
from formcheck.adapters.live.messages import BreathSaid, CheckSaid, StepSaid, Tilt
from formcheck.domain.body import Pose
from formcheck.domain.measure import Channel, Measure, Verdict
from formcheck.engine.step import Step
from formcheck.engine.workout import Moment

_VERDICTS: Mapping[Verdict, Literal["ok", "warn", "fault", "unseen"]] = MappingProxyType(
    {Verdict.OK: "ok", Verdict.WARN: "warn", Verdict.FAULT: "fault", Verdict.UNSEEN: "unseen"}
)


def answer(moment: Moment, seq: int, size_px: tuple[int, int], server_ms: float) -> StepSaid:
    """Say everything that the stage shows of one picture."""
    step, breath = moment.step, moment.breath
    return StepSaid(
        seq=seq,
        t_s=round(moment.t_s, 3),
        server_ms=round(server_ms, 1),
        stage=moment.stage,
        paused_by=moment.paused_by,
        checks=tuple(CheckSaid(key=check.key, ok=check.ok, fix=check.fix) for check in moment.checks),
        count=moment.count,
        partial=moment.partial,
        target_reps=moment.target_reps,
        held_s=round(moment.held_s, 2),
        target_s=moment.target_s,
        set_no=moment.set_no,
        sets=moment.sets,
        side=moment.side,
        left_s=_known(moment.left_s, 2),
        breath=BreathSaid(phase=breath.phase, share=round(breath.share, 3)) if breath else None,
        reason=step.reason.value if step.reason else None,
        judged=judged(step, size_px),
        tilt=_tilt(step),
        verdicts={key: _VERDICTS[verdict] for key, verdict in step.verdicts.items()},
        cue=step.cue,
        say=moment.say,
        near=step.facing.near_side if step.facing else None,
        pose=_pose(step.pose, size_px) if step.pose else None,
    )


def _tilt(step: Step) -> Tilt:
    deg, sd = (step.values.get(Channel(measure)) for measure in (Measure.PELVIC_TILT, Measure.PELVIC_TILT_SD))
    return Tilt(deg=_known(deg, 1), sd=_known(sd, 1))


def _known(value: float | None, digits: int) -> float | None:
    return None if value is None or math.isnan(value) else round(value, digits)


def _pose(pose: Pose, size_px: tuple[int, int]) -> tuple[tuple[float, float, float], ...] | None:
    """Landmarks in 0..1 of the picture, y down; a landmark that was not seen has visibility 0."""
    width_px, height_px = size_px
    return tuple(
        (round(float(x) / width_px, 4), round(-float(y) / height_px, 4), round(float(v), 2))
        if math.isfinite(x + y)
        else (0.0, 0.0, 0.0)
        for (x, y), v in zip(pose.points_px, pose.visibility, strict=True)
    )
