"""Walking past the camera. No score: steps are measured, left is held against right."""

from formcheck.exercises.vocabulary import (
    DEG,
    OURS,
    Attitude,
    CameraHeight,
    Channel,
    Dose,
    ExerciseSpec,
    Limb,
    Measure,
    Posture,
    Source,
    WalkRule,
    at_least,
    threshold,
)

WALKING_CHECK = ExerciseSpec(
    key="walking_check",
    attitude=Attitude.UPRIGHT,
    postures=frozenset({Posture.STANDING}),
    start=frozenset({Posture.STANDING}),
    limbs=(),
    camera_height_cm=CameraHeight.STANDING,
    progress=WalkRule(
        channel=Channel(Measure.THIGH_EXTENSION, Limb.NEAR),
        behind=threshold(at_least(0, DEG), OURS, "where the thigh is behind the vertical; no target"),
    ),
    criteria=(),
    dose=Dose(
        sets=(1, 1),
        reps=(8, 16),
        rest_s=(10, 20),
        source=Source(OURS, "at least 8 steps a leg before left and right are compared"),
    ),
    pelvis_judged=False,
)
