"""Converts the state of a workout into the message that the browser draws."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from formcheck.adapters.live.messages import BreathSaid, CheckSaid, Point, StepSaid, TargetSaid, Tilt
from formcheck.domain.body import Floats, Pose
from formcheck.domain.measure import Channel, Measure, Unit, Verdict
from formcheck.engine.pelvis import TiltWay, way_of
from formcheck.engine.step import Step
from formcheck.engine.workout import WorkoutState
from formcheck.exercises import ExerciseSpec
from formcheck.review.target import Arc, Bar, Target, target_of, tilt_criterion

_VERDICTS: Mapping[Verdict, Literal["ok", "warn", "fault", "unseen"]] = MappingProxyType(
    {Verdict.OK: "ok", Verdict.WARN: "warn", Verdict.FAULT: "fault", Verdict.UNSEEN: "unseen"}
)
_WAYS: Mapping[TiltWay, Literal["neutral", "anterior", "posterior"]] = MappingProxyType(
    {TiltWay.NEUTRAL: "neutral", TiltWay.ANTERIOR: "anterior", TiltWay.POSTERIOR: "posterior"}
)


def answer(
    state: WorkoutState, spec: ExerciseSpec, *, seq: int, size_px: tuple[int, int], server_ms: float
) -> StepSaid:
    """Make the answer to one picture. size_px: its width and height. server_ms: from arrival to answer."""
    step, breath = state.step, state.breath
    return StepSaid(
        seq=seq,
        t_s=round(state.t_s, 3),
        server_ms=round(server_ms, 1),
        stage=state.stage,
        paused_by=state.paused_by,
        checks=tuple(CheckSaid(key=check.key, ok=check.ok, fix=check.fix) for check in state.checks),
        count=state.count,
        partial=state.partial,
        passes=state.passes if spec.progress.crosses_picture else None,
        target_reps=state.target_reps,
        held_s=round(state.held_s, 2),
        lost_s=round(state.lost_s, 2),
        uncredited=f"{spec.key}.cue.{state.uncredited}" if state.uncredited else None,
        target_s=state.target_s,
        set_no=state.set_no,
        sets=state.sets,
        side=state.side,
        left_s=_known(state.left_s, 2),
        breath=BreathSaid(phase=breath.phase, share=round(breath.share, 3), phase_s=breath.phase_s)
        if breath
        else None,
        reason=step.reason.value if step.reason else None,
        target=target_said(target_of(step), size_px),
        tilt=_tilt(step, spec),
        verdicts={key: _VERDICTS[verdict] for key, verdict in step.verdicts.items()},
        cue=step.cue,
        say=state.say,
        near=step.facing.near_side if step.facing else None,
        pose=_pose(step.pose, size_px) if step.pose else None,
    )


def target_said(target: Target, size_px: tuple[int, int]) -> TargetSaid:
    """Say where the counted measure is; points in 0..1 of the picture, y down."""

    def share(place_px: Floats) -> Point:
        return round(float(place_px[0]) / size_px[0], 4), round(-float(place_px[1]) / size_px[1], 4)

    name: Literal["arc", "bar"] | None = None
    points: tuple[Point, Point, Point] | None = None
    band: tuple[Point, Point] | None = None
    shape = target.shape
    if shape is not None:
        name = "arc" if isinstance(shape, Arc) else "bar"
        joint = shape.zero if isinstance(shape, Bar) else shape.joint
        points = share(shape.zero), share(joint), share(shape.now)
        band = share(shape.low), share(shape.high)
    measure = target.channel.measure
    return TargetSaid(
        name=measure.key,
        value=_known(target.value, 3),
        low=target.low,
        high=target.high,
        unit="ratio" if measure.unit is Unit.RATIO else "deg",
        state=target.state,
        shape=name,
        points=points,
        band=band,
    )


def _tilt(step: Step, spec: ExerciseSpec) -> Tilt:
    deg, sd = (step.values.get(Channel(measure)) for measure in (Measure.PELVIC_TILT, Measure.PELVIC_TILT_SD))
    criterion = tilt_criterion(spec)
    ok = (_finite(criterion.ok.low), _finite(criterion.ok.high)) if criterion else None
    way = None if deg is None or sd is None or math.isnan(deg + sd) else _WAYS[way_of(deg, sd)]
    return Tilt(deg=_known(deg, 1), sd=_known(sd, 1), ok=ok, way=way)


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None


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
