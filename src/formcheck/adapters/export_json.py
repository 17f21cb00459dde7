"""Builds the JSON report of an analysis."""

import math
from collections.abc import Iterable, Sequence

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_walking import step_items, walking_of
from formcheck.adapters.frame_table import Row
from formcheck.adapters.report_schema import (
    Extension,
    FindingItem,
    HeldTilt,
    HoldItem,
    Mobility,
    MobilityTry,
    NotJudgedSpan,
    Provenance,
    RepItem,
    Report,
    SideSummary,
    SpanFlag,
    Summary,
    Unfinished,
    Video,
)
from formcheck.domain.body import Limb, Side
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.fault_spans import Finding
from formcheck.engine.report import HoldReport, SideReport
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.review.held import HeldAngle, held_angle
from formcheck.version import VERSION


def build_report(analysis: Analysis) -> Report:
    """Report of an analysed video."""
    report, video = analysis.report, analysis.video
    return Report(
        exercise=report.exercise,
        near_side=analysis.near_side,
        video=Video(
            name=video.name,
            duration_s=_s(video.duration_s),
            frames=video.frames,
            width_px=video.width_px,
            height_px=video.height_px,
            rotation_deg=video.rotation_deg,
            mirrored=video.mirrored,
            unmirrored=video.unmirrored,
            breaks_off_s=None if video.breaks_off_s is None else _s(video.breaks_off_s),
        ),
        provenance=Provenance(
            formcheck=VERSION,
            mediapipe=analysis.model.mediapipe,
            model=analysis.model.name,
            model_sha256=analysis.model.sha256,
            criteria=criteria_hash(analysis.spec),
        ),
        judged_share=round(report.judged_share, 3),
        not_judged=[
            NotJudgedSpan(reason=gap.reason, start_s=_s(gap.start_s), end_s=_s(gap.end_s))
            for gap in report.gaps
        ],
        reps=[_rep(rep, analysis) for rep in report.reps],
        unfinished=[Unfinished(start_s=_s(each.start_s), side=each.side) for each in report.unfinished],
        holds=[_hold(hold, analysis.rows) for hold in report.holds],
        mobility=_mobility(analysis),
        steps=list(step_items(report)) if report.spec.progress.crosses_picture else None,
        walking=walking_of(report),
        findings=[_finding(finding) for finding in report.findings],
        hindsight=analysis.hindsight,
        summary=Summary(
            complete_reps=report.complete_reps,
            partial_reps=report.partial_reps,
            holds=len(report.holds),
            neutral_taken=report.neutral_taken,
            left=_side(report.sides[Side.LEFT]),
            right=_side(report.sides[Side.RIGHT]),
        ),
    )


def _rep(rep: RepCompleted, analysis: Analysis) -> RepItem:
    return RepItem(
        start_s=_s(rep.start_s),
        peak_s=_s(rep.peak_s),
        end_s=_s(rep.end_s),
        side=rep.side,
        complete=rep.complete,
        peak=_peaks(rep, analysis),
        flags=list(rep.flags),
    )


def _peaks(rep: RepCompleted, analysis: Analysis) -> dict[str, float]:
    """Extreme of hip flexion and of the tracked measure during a repetition, by measure and unit."""
    rule = analysis.spec.progress
    limb = Limb.FAR if rep.side is not Side.BOTH and rep.side is not analysis.near_side else Limb.NEAR
    rows = [row for row in analysis.rows if rep.start_s <= row.t_s <= rep.end_s]
    peaks: dict[str, float] = {}
    for measure in (Measure.HIP_FLEXION, rule.channel.measure):
        values = list(_seen(rows, Channel(measure, limb).column))
        if values:
            extreme = max(values) if rule.rises else min(values)
            peaks[f"{measure.key}_{measure.unit}"] = round(extreme, 1 if measure.unit == "deg" else 3)
    return peaks


def _seen(rows: Iterable[Row], column: str) -> Iterable[float]:
    return (v for row in rows if row.judged and not math.isnan(v := row.values.get(column, math.nan)))


def _hold(report: HoldReport, rows: Sequence[Row]) -> HoldItem:
    hold, angle = report.hold, held_angle([report.hold], rows)
    return HoldItem(
        start_s=_s(hold.start_s),
        end_s=_s(hold.end_s),
        in_zone_s=_s(hold.in_zone_s),
        credited_s=_s(report.credited_s),
        longest_s=_s(hold.longest_s),
        side=hold.side,
        extension_deg=_extension(angle),
        pelvic_tilt_deg=_held_tilt(angle),
        flags=[
            SpanFlag(
                key=f.flag,
                start_s=_s(max(f.start_s, hold.start_s)),
                end_s=_s(min(f.end_s, hold.end_s)),
            )
            for f in report.findings
        ],
    )


def _extension(angle: HeldAngle) -> Extension | None:
    return Extension(mean=round(angle.mean_deg, 1), best=round(angle.best_deg, 1)) if angle.seen else None


def _held_tilt(angle: HeldAngle) -> HeldTilt | None:
    if not angle.tilt_seen:
        return None
    return HeldTilt(mean=round(angle.tilt_deg, 1), sd=round(angle.tilt_sd_deg, 1))


def _mobility(analysis: Analysis) -> Mobility | None:
    report = analysis.report
    if report.mobility is None:
        return None
    return Mobility(
        lift_deg=round(report.lift_deg, 1),
        verdict=report.mobility,
        tries=[
            MobilityTry(
                start_s=_s(e.start_s),
                end_s=_s(e.end_s),
                measured_s=_s(e.measured_s),
                lift_deg=round(e.lift_deg, 1),
                pelvic_tilt_deg=_or_none(e.tilt_deg, 1),
                side=e.side,
            )
            for e in report.tries
        ],
    )


def _finding(finding: Finding) -> FindingItem:
    return FindingItem(
        key=finding.flag, start_s=_s(finding.start_s), end_s=_s(finding.end_s), side=finding.side
    )


def _side(side: SideReport) -> SideSummary:
    return SideSummary(
        complete_reps=side.complete_reps,
        partial_reps=side.partial_reps,
        holds=side.holds,
        in_zone_s=_s(side.in_zone_s),
        credited_s=_s(side.credited_s),
        mean_peak=round(sum(side.peaks) / len(side.peaks), 3) if side.peaks else None,
        lift_deg=_or_none(side.lift_deg, 1),
    )


def _s(seconds: float) -> float:
    return round(seconds, 3)


def _or_none(value: float, digits: int) -> float | None:
    return None if math.isnan(value) else round(value, digits)
