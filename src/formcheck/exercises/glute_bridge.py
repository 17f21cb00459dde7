"""Glute bridge: on the back, knees bent, hips up until the body is straight."""

from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    RATIO,
    Attitude,
    CameraHeight,
    Channel,
    Condition,
    Dose,
    ExerciseSpec,
    Limb,
    Measure,
    OutlineTiming,
    Posture,
    Reference,
    RepRule,
    S,
    Source,
    at_least,
    at_most,
    threshold,
)

GLUTE_BRIDGE = ExerciseSpec(
    key="glute_bridge",
    attitude=Attitude.LYING,
    postures=frozenset({Posture.HOOK_LYING, Posture.BRIDGE}),
    start=frozenset({Posture.HOOK_LYING}),
    limbs=(),
    camera_height_cm=CameraHeight.LOW,
    progress=RepRule(
        channel=Channel(Measure.HIP_FLEXION, Limb.NEAR),
        reference=Reference.RESTING,
        rest=threshold(at_least(-6, DEG), OURS, "hips down again, within tracking noise"),
        onset=threshold(
            at_most(-9, DEG), OURS, "a low lift of 20 deg reads 11: outlines move less than joints"
        ),
        full_range=threshold(at_most(-15, DEG), OURS, "hips have left the floor"),
        timing=OutlineTiming(
            measure=Measure.HIP_OUTLINE,
            rise=threshold(
                at_least(0.03, RATIO),
                OURS,
                "a lift of 20 deg raises it by .058 or more; at rest it strays by .002",
            ),
        ),
        up_s=threshold(at_least(0.8, S), EXPERT, "controlled: at least 1 s up; times are known to 0.2 s"),
        down_s=threshold(at_least(0.8, S), EXPERT, "controlled: at least 1 s down; times are known to 0.2 s"),
        recognised_by=Condition(
            channel=Channel(Measure.TRUNK_LEAN),
            bound=threshold(at_most(-6, DEG), OURS, "hips clearly above the shoulders, not only legs moved"),
        ),
        also_required=Condition(
            channel=Channel(Measure.HIP_FLEXION, Limb.NEAR),
            bound=threshold(
                at_most(15, DEG),
                EXPERT,
                "shoulder, hip and knee in line: 160-185 deg, read up to 9 deg straighter; full ones read "
                "to 10 (real people), low ones 22 and more",
            ),
        ),
    ),
    criteria=(),
    pelvis_judged=False,  # it bends the back in ways that the model was wrong about: nothing is better
    dose=Dose(sets=(2, 3), reps=(10, 15), per_leg=False, source=Source(EXPERT, "10-15 repetitions")),
)
