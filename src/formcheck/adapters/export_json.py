"""The report as JSON, schema `formcheck.report/1`. Times in media seconds from the first frame."""

import math
from collections.abc import Iterable
from importlib.metadata import version
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from formcheck import __version__
from formcheck.adapters.analysis import Analysis, Row
from formcheck.domain.body import Limb, Side
from formcheck.domain.events import Reason, RepCompleted
from formcheck.domain.measure import Channel, Flag, Measure
from formcheck.engine.report import Finding, HoldReport, SideReport
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.exercises.spec import RepRule

SCHEMA = "formcheck.report/1"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Video(_Model):
    """The file that was analysed."""

    name: str
    duration_s: float
    frames: int
    width_px: int
    height_px: int
    rotation_deg: int


class Provenance(_Model):
    """By what the report was made."""

    formcheck: str
    mediapipe: str
    model: str
    model_sha256: str
    criteria: str


class NotJudgedSpan(_Model):
    """A stretch that could not be judged."""

    reason: Reason
    start_s: float
    end_s: float


class Rep(_Model):
    """A repetition or an attempt."""

    start_s: float
    peak_s: float
    end_s: float
    side: Side
    complete: bool
    peak: dict[str, float]
    flags: list[Flag]


class SpanFlag(_Model):
    """A fault within a hold."""

    key: Flag
    start_s: float
    end_s: float


class Hold(_Model):
    """A held position."""

    start_s: float
    end_s: float
    in_zone_s: float
    credited_s: float
    longest_s: float
    side: Side
    flags: list[SpanFlag]


class MobilityTry(_Model):
    """One try of a mobility check."""

    start_s: float
    end_s: float
    lift_deg: float
    pelvic_tilt_deg: float | None
    side: Side


class Mobility(_Model):
    """Result of a mobility check: median of the tries."""

    lift_deg: float
    verdict: Literal["stayed_down", "unsure", "lifted"]
    tries: list[MobilityTry]


class FindingItem(_Model):
    """A fault and when it held."""

    key: Flag
    severity: Literal["warn"] = "warn"
    start_s: float
    end_s: float
    side: Side


class SideSummary(_Model):
    """What one side did."""

    complete_reps: int
    partial_reps: int
    holds: int
    in_zone_s: float
    credited_s: float
    mean_peak: float | None
    lift_deg: float | None


class Summary(_Model):
    """The set in numbers."""

    complete_reps: int
    partial_reps: int
    holds: int
    neutral_taken: bool
    left: SideSummary
    right: SideSummary


class Report(_Model):
    """The whole report."""

    schema_: str = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    exercise: str
    near_side: Side | None
    video: Video
    provenance: Provenance
    judged_share: float
    not_judged: list[NotJudgedSpan]
    reps: list[Rep]
    holds: list[Hold]
    mobility: Mobility | None = None
    findings: list[FindingItem]
    summary: Summary

    def to_json(self) -> str:
        """Text of the file: two spaces, one final newline; `mobility` only where there is one."""
        drop = {"mobility"} if self.mobility is None else None
        return self.model_dump_json(by_alias=True, indent=2, exclude=drop) + "\n"


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
        ),
        provenance=Provenance(
            formcheck=__version__,
            mediapipe=version("mediapipe"),
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
        holds=[_hold(hold) for hold in report.holds],
        mobility=_mobility(analysis),
        findings=[_finding(finding) for finding in report.findings],
        summary=Summary(
            complete_reps=report.complete_reps,
            partial_reps=report.partial_reps,
            holds=len(report.holds),
            neutral_taken=report.neutral_taken,
            left=_side(report.sides[Side.LEFT]),
            right=_side(report.sides[Side.RIGHT]),
        ),
    )


def _rep(rep: RepCompleted, analysis: Analysis) -> Rep:
    return Rep(
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
    if not isinstance(rule, RepRule):
        return {}
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


def _hold(report: HoldReport) -> Hold:
    hold = report.hold
    return Hold(
        start_s=_s(hold.start_s),
        end_s=_s(hold.end_s),
        in_zone_s=_s(hold.in_zone_s),
        credited_s=_s(report.credited_s),
        longest_s=_s(hold.longest_s),
        side=hold.side,
        flags=[
            SpanFlag(
                key=f.flag,
                start_s=_s(max(f.start_s, hold.start_s)),
                end_s=_s(min(f.end_s, hold.end_s)),
            )
            for f in report.findings
        ],
    )


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
