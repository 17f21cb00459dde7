"""Sets with a known outcome, put together by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formcheck.domain.body import Side
from formcheck.domain.events import HoldEnded, MobilityMeasured, Reason, RepCompleted
from formcheck.domain.measure import Flag
from formcheck.engine.fault_spans import Finding
from formcheck.engine.neutral_seen import NeutralSeen
from formcheck.engine.report import Gap, HoldReport, SetReport, SideReport
from formcheck.exercises import EXERCISES


@dataclass(frozen=True)
class Frame:
    """A frame as far as a review looks at it."""

    t_s: float
    tracked: float = 0.0
    judged: bool = True
    values: Mapping[str, float] = field(default_factory=dict)


def rep(
    n: int, *, side: Side = Side.LEFT, complete: bool = True, flags: tuple[Flag, ...] = ()
) -> RepCompleted:
    """Repetition n of five seconds each."""
    start_s = 5.0 * n
    return RepCompleted(
        t_s=start_s + 4,
        start_s=start_s,
        peak_s=start_s + 2,
        end_s=start_s + 4,
        side=side,
        complete=complete,
        peak={"ankle_lift_near_ratio": 0.3 if complete else 0.09},
        flags=flags,
    )


def held(seconds: float, *, credited_s: float | None = None, flag: Flag | None = None) -> HoldReport:
    """A hold from second 4 on."""
    end_s = 4.0 + seconds
    hold = HoldEnded(
        t_s=end_s, start_s=4.0, end_s=end_s, in_zone_s=seconds, longest_s=seconds, side=Side.LEFT
    )
    findings = (Finding(flag, 4.0, end_s, Side.LEFT),) if flag else ()
    return HoldReport(hold, seconds if credited_s is None else credited_s, findings)


def tried(lift_deg: float, *, side: Side = Side.LEFT, tilt_deg: float = float("nan")) -> MobilityMeasured:
    """One try of the mobility check."""
    return MobilityMeasured(
        t_s=8, start_s=3, end_s=8, lift_deg=lift_deg, tilt_deg=tilt_deg, side=side, spans=((3, 8),)
    )


def set_of(exercise: str, **said: Any) -> SetReport:
    """A set of 40 seconds; what is not said is empty, and all of it could be judged."""
    gaps: tuple[Gap, ...] = said.pop("gaps", ())
    lost_s = sum(gap.end_s - gap.start_s for gap in gaps)
    reps = said.get("reps", ())
    sides = {
        side: SideReport(
            complete_reps=sum(r.complete for r in reps if r.side is side),
            partial_reps=sum(not r.complete for r in reps if r.side is side),
            holds=sum(h.hold.side is side for h in said.get("holds", ())),
            lift_deg=next((t.lift_deg for t in said.get("tries", ()) if t.side is side), float("nan")),
            peaks=tuple(next(iter(r.peak.values())) for r in reps if r.side is side and r.complete),
        )
        for side in (Side.LEFT, Side.RIGHT)
    }
    empty: dict[str, Any] = dict.fromkeys(("reps", "holds", "tries", "findings"), ())
    found = bool(said.pop("neutral_taken", True))
    empty["neutral"] = NeutralSeen(found, found, said.pop("hindrance", None))
    return SetReport(
        spec=EXERCISES[exercise],
        duration_s=40.0,
        judged_share=1.0 - lost_s / 40.0,
        gaps=gaps,
        **{"sides": sides, **empty, **said},
    )


def lost(seconds: float, reason: Reason) -> Gap:
    """A stretch from the start that could not be judged."""
    return Gap(reason, 0.0, seconds)
