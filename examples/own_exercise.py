"""An exercise defined outside formcheck: a low bridge, for whoever may not lift all the way yet.

python examples/own_exercise.py bridge.mp4 report.html
"""

import sys
from dataclasses import replace

import formcheck
from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    RATIO,
    Attitude,
    CameraHeight,
    Channel,
    Criterion,
    Dose,
    ExerciseSpec,
    Flag,
    Limb,
    Measure,
    OutlineTiming,
    Posture,
    Reference,
    RepRule,
    Source,
    at_least,
    at_most,
    threshold,
)
from formcheck.testing import HOOK_LYING, Stick, added, film, lift

WORDS = {
    "low_bridge": {
        "name": "Low bridge",
        "measure": "Angle shoulder–hip–knee, 180° is straight",
        "cue": {
            "too_low": "Lift a little higher",
            "knee_straightened": "Feet closer",
            "knee_bent": "Feet closer",
        },
    }
}
LOW_BRIDGE = ExerciseSpec(
    key="low_bridge",
    attitude=Attitude.LYING,
    postures=frozenset({Posture.HOOK_LYING, Posture.BRIDGE}),
    start=frozenset({Posture.HOOK_LYING}),
    limbs=(),
    camera_height_cm=CameraHeight.LOW,
    progress=RepRule(
        channel=Channel(Measure.HIP_FLEXION, Limb.NEAR),
        reference=Reference.RESTING,
        rest=threshold(at_least(-6, DEG), OURS, "as in the glute bridge"),
        onset=threshold(at_most(-9, DEG), OURS, "as in the glute bridge"),
        full_range=threshold(at_most(-20, DEG), EXPERT, "a third of the way is enough in the first weeks"),
        timing=OutlineTiming(
            measure=Measure.HIP_OUTLINE, rise=threshold(at_least(0.03, RATIO), OURS, "as in the glute bridge")
        ),
    ),
    criteria=(
        Criterion(
            key="knee_bent",
            channel=Channel(Measure.KNEE_FLEXION, Limb.NEAR),
            ok=at_least(70, DEG),
            warn=at_least(60, DEG),
            below=Flag.KNEE_STRAIGHTENED,
            source=Source(OURS, "straighter knees turn it into work of the hamstrings"),
        ),
    ),
    pelvis_judged=False,
    dose=Dose(sets=(1, 2), reps=(5, 8), per_leg=False, source=Source(EXPERT, "few at first")),
)


def main(clip: str, page: str) -> None:
    """Analyse a clip as the low bridge, and write a report in its words."""
    analysis = formcheck.analyze(clip, LOW_BRIDGE)
    print(f"{analysis.report.complete_reps} complete, {analysis.report.partial_reps} not")
    analysis.save_html(page, words=formcheck.words("en").plus(WORDS))


def check() -> None:
    """Test the exercise without a video: a body that lifts its hips twice, by 30 and by 12 degrees."""
    rise = added(lift(3.0, 1.5, 0.5, 1.5, 30.0), lift(8.0, 1.5, 0.5, 1.5, 12.0))

    def body_at(t_s: float) -> Stick:
        lying = HOOK_LYING
        return replace(
            lying,
            trunk_deg=lying.trunk_deg + rise(t_s) / 2.0,
            hip_near=lying.hip_near - rise(t_s),
            hip_far=lying.hip_far - rise(t_s),
        )

    report = formcheck.analyze(film(body_at, 14.0), LOW_BRIDGE).report
    counted = [rep.complete for rep in report.reps]
    if counted != [True, False]:
        raise SystemExit(f"expected one complete and one low lift, got {counted}")
    print("the low bridge counts as it should")


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else check()
