"""Repetitions, holds and verdicts against what was really done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from formcheck.engine.progress.stay import LongestStay
from formcheck.exercises.half_kneeling_stretch import HALF_KNEELING_STRETCH
from validation.benchmark.clips import Clip
from validation.benchmark.observation import Observation

HOLD_ZONE_DEG = (10.0, 50.0)
"""Extension of a hold, as the body does it and the clips' truth states it; landmarks read somewhat less."""
_HELD = {HALF_KNEELING_STRETCH.slug: HALF_KNEELING_STRETCH.progress}
"""Exercises whose truth states the angle that is held, and the rule that joins its runs."""
SAME_REP_S = 1.5
"""A counted repetition belongs to a real one when their onsets are no further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Errors of one clip. Counts are found minus real; times in seconds, found minus real.

    reps_right: complete repetitions found, on the right side; reps_in_all: real ones and invented ones.
    """

    complete_error: int
    partial_error: int
    hold_error: int
    start_s: tuple[float, ...] = ()
    peak_s: tuple[float, ...] = ()
    end_s: tuple[float, ...] = ()
    held_s: tuple[float, ...] = ()
    wrong_sides: int = 0
    lift_deg: float = float("nan")
    wrong_verdict: bool = False
    reps_right: int = 0
    reps_in_all: int = 0

    @property
    def exact(self) -> bool:
        """Whether counts, sides and verdict are all right."""
        errors = (self.complete_error, self.partial_error, self.hold_error, self.wrong_sides)
        return not any(errors) and not self.wrong_verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RealHold:
    """A hold of the body itself: its true angle in the zone, runs joined as the declared rule joins them."""

    start_s: float
    end_s: float
    in_zone_s: float


def judge_events(clip: Clip, seen: Observation) -> Events:
    """Match what was counted with what was done."""
    said, expected = seen.said, clip.expected
    complete = [rep for rep in said["reps"] if rep["complete"]]
    real = sorted(expected.get("reps", []), key=lambda rep: rep["start_s"])
    pairs = list(matched(complete, real))
    holds = list(real_holds(clip))
    held = list(matched(said["holds"], [{"start_s": hold.start_s, "hold": hold} for hold in holds]))
    sides = [(rep["side"], clip.side(true["side"])) for rep, true in pairs]
    right = sum(found == true for found, true in sides)
    sides += [(hold["side"], clip.near_side) for hold, _ in held]
    lift, verdict = expected.get("lift_deg"), clip.verdict
    return Events(
        complete_error=len(complete) - len(real),
        partial_error=len(said["reps"]) - len(complete) - expected.get("partials", 0),
        hold_error=len(said["holds"]) - len(holds),
        start_s=tuple(rep["start_s"] - true["start_s"] for rep, true in pairs),
        peak_s=tuple(rep["peak_s"] - true["top_s"] for rep, true in pairs),
        end_s=tuple(rep["end_s"] - true["end_s"] for rep, true in pairs),
        held_s=tuple(hold["in_zone_s"] - true["hold"].in_zone_s for hold, true in held),
        wrong_sides=sum(found != true for found, true in sides),
        lift_deg=float("nan") if None in (lift, said["lift_deg"]) else said["lift_deg"] - lift,
        reps_right=right,
        reps_in_all=len(real) + len(complete) - len(pairs),
        wrong_verdict=verdict is not None and said["verdict"] != verdict,
    )


def matched(
    found: list[dict[str, Any]], real: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs in order of time; each is used once, and what has no partner is left out."""
    free = sorted(real, key=lambda row: row["start_s"])
    for row in sorted(found, key=lambda row: row["start_s"]):
        closest = min(free, key=lambda true: abs(true["start_s"] - row["start_s"]), default=None)
        if closest is not None and abs(closest["start_s"] - row["start_s"]) <= SAME_REP_S:
            free.remove(closest)
            yield row, closest


def real_holds(clip: Clip) -> Iterator[RealHold]:
    """What there was to count: runs of the true angle in the zone, short gaps bridged."""
    rule = _HELD.get(clip.exercise)
    if rule is None:
        return
    frames = clip.truth["frames"]
    times_s = np.array([frame["t"] for frame in frames])
    extension_deg = frames[0]["thigh_near"] - clip.track("thigh_near", times_s)
    low, high = HOLD_ZONE_DEG
    inside = (extension_deg >= low) & (extension_deg <= high)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
    runs = [(times_s[a], times_s[b - 1]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    groups: list[list[tuple[float, float]]] = []
    for run in runs:
        if groups and run[0] - groups[-1][-1][1] <= rule.give_up_s:
            groups[-1].append(run)
        else:
            groups.append([run])
    for group in groups:
        in_zone_s = sum(end - start for start, end in group)
        stay, longest_s = LongestStay(rule.stays_within), 0.0
        for start_s, end_s in joined_runs(group, rule.grace_s):
            longest_s = max(longest_s, end_s - start_s)
            for i in np.flatnonzero(inside & (times_s >= start_s) & (times_s <= end_s)):
                stay.add(float(times_s[i]), float(extension_deg[i]))
            stay.interrupt()
        held = stay.longest_s >= rule.min_stay_s or longest_s >= rule.min_report_s
        if in_zone_s >= rule.min_report_s and held:
            yield RealHold(start_s=group[0][0], end_s=group[-1][1], in_zone_s=in_zone_s)


def joined_runs(runs: list[tuple[float, float]], gap_s: float) -> list[tuple[float, float]]:
    """Runs, those with no more than gap_s between them as one."""
    joined = [runs[0]]
    for start_s, end_s in runs[1:]:
        if start_s - joined[-1][1] <= gap_s:
            joined[-1] = (joined[-1][0], end_s)
        else:
            joined.append((start_s, end_s))
    return joined
