"""Walking past the camera and back, or on a treadmill: the walking check."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from validation.movements.gait_script import Gait, Script, on_a_belt, to_and_fro
from validation.performance import Brief, Fault, Performance
from validation.postures.walking import Walking
from validation.timeline import Timeline

Array = NDArray[np.float64]
REACH = 3.3  # leg lengths from the middle to where the walker turns: at the edge of the picture, or beyond
PLAIN = ("clean", "treadmill")  # no other gait
MIRROR = {"L": "R", "R": "L"}


class Clock(Timeline):
    """A timeline whose one signal is the time itself."""

    def signals(self) -> set[str]:
        """The signals there are."""
        return {"clock"}

    def sample(self, times_s: Array) -> dict[str, Array]:
        """Signal values at these times."""
        return {"clock": np.asarray(times_s, dtype=np.float64)}


def walking_check(brief: Brief) -> Performance:
    """Two to four passes at an easy pace; variants differ in what the two legs do, or in the whole gait."""
    gait = draw_gait(brief)
    first = "L" if brief.rng.random() < 0.5 else "R"
    still_s = brief.between(2.0, 2.4)
    if brief.variant == "treadmill":
        script = on_a_belt(gait, seconds=13.0, still_s=still_s, first=first)
    else:
        passes = brief.count(2 + int(brief.rng.integers(3)))
        script = to_and_fro(
            gait, passes=passes, reach=REACH, still_s=still_s, first=first, inside=-brief.between(0.9, 1.3)
        )
    return performed(script, brief.variant)


def performed(script: Script, variant: str) -> Performance:
    """A script as a performance. What differs from a usual walk is there from its first step to its last."""
    way = (script.passes[0].start_s, script.passes[-1].end_s)
    return Performance(
        posture=lambda body: Walking(body, script),
        timeline=Clock(),
        duration_s=script.duration_s,
        trembling={"lean": 0.5},
        mat=None,
        crosses=True,
        faults=() if variant in PLAIN else (Fault(key=variant, start_s=way[0], end_s=way[1]),),
        extra={"walk": described(script)},
    )


def draw_gait(brief: Brief) -> Gait:
    """Draw a gait of a variant. Shares and angles are those of easy walking as textbooks have them."""
    length, step_s = brief.between(0.62, 0.86), 60.0 / brief.between(92.0, 122.0)
    worse = "L" if brief.rng.random() < 0.5 else "R"
    lengths, times = {"L": length, "R": length}, {"L": step_s, "R": step_s}
    lean, clearance, swing = brief.between(-2.0, 4.0), brief.between(0.07, 0.11), brief.between(12.0, 26.0)
    both, heel_up, toes_up = brief.between(0.2, 0.26), brief.between(48.0, 60.0), brief.between(14.0, 22.0)
    match brief.variant:
        case "asymmetric":
            by = brief.between(0.15, 0.28)
            lengths = {worse: length * (1.0 - 0.5 * by), MIRROR[worse]: length * (1.0 + 0.5 * by)}
        case "limp":
            by = brief.between(0.2, 0.4)
            lengths = {MIRROR[worse]: 0.8 * length * (1.0 - by), worse: 0.8 * length}
            # Who limps hurries off the sore leg: the other foot comes down soon.
            times = {worse: 1.25 * step_s, MIRROR[worse]: 1.25 * step_s * 0.75}
        case "shuffling":
            lengths = dict.fromkeys(("L", "R"), brief.between(0.28, 0.42))
            clearance, swing, both = brief.between(0.03, 0.045), swing * 0.3, brief.between(0.28, 0.34)
            heel_up, toes_up, lean = brief.between(18.0, 28.0), brief.between(2.0, 6.0), lean + 4.0
        case "leaned_forward":
            lean = brief.between(13.0, 22.0)
    return Gait(
        step=lengths,
        step_s=times,
        both_share=both,
        clearance=clearance,
        heel_up_deg=heel_up,
        toes_up_deg=toes_up,
        lean_deg=lean,
        arm_swing_deg=swing,
        pelvis_turn_deg=brief.between(2.0, 6.0),
        pelvis_drop_deg=brief.between(1.0, 4.0),
        loading_knee_deg=brief.between(12.0, 20.0),
    )


def described(script: Script) -> dict[str, object]:
    """The script in plain words: contacts in order, each with the step that it ended."""
    falls = []
    for walked in script.passes:
        for before, fall in zip(walked.falls[1:], walked.falls[2:], strict=False):
            falls.append(
                {
                    "side": "left" if fall.side == "L" else "right",
                    "contact_s": round(fall.contact_s, 4),
                    "off_s": round(fall.off_s, 4) if fall.off_s < fall.contact_s + 3.0 else None,
                    "before_s": round(before.contact_s, 4),
                    "length_ratio": round(fall.place - before.place, 5),
                    "pass": walked.number,
                    "heading": walked.heading,
                    "whole": fall.whole,
                }
            )
    step, step_s = script.gait.step, script.gait.step_s
    return {
        "falls": falls,
        "step_length_ratio": {"left": step["L"], "right": step["R"]},
        "cadence_per_min": 120.0 / sum(step_s.values()),
        "treadmill": script.belt_per_s > 0.0,
    }
