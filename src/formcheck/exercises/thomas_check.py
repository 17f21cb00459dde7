"""Thomas-style mobility check on the floor. No score: compared with oneself only."""

from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    Attitude,
    CameraHeight,
    Channel,
    Condition,
    Dose,
    ExerciseSpec,
    Limb,
    Measure,
    MobilityRule,
    Posture,
    Source,
    at_least,
    at_most,
    threshold,
)

THOMAS_CHECK = ExerciseSpec(
    key="thomas_check",
    attitude=Attitude.LYING,
    postures=frozenset({Posture.LYING_STRAIGHT, Posture.LYING_KNEE_IN}),
    start=frozenset({Posture.LYING_STRAIGHT}),
    limbs=(Limb.NEAR, Limb.FAR),
    needs_both_legs=True,
    camera_height_cm=CameraHeight.LOW,
    progress=MobilityRule(
        channel=Channel(Measure.THIGH_LIFT, Limb.WORKING),
        pulled=Condition(
            channel=Channel(Measure.HIP_FLEXION, Limb.OTHER),
            bound=threshold(at_least(80, DEG), EXPERT, "knee pulled in until the low back just touches"),
        ),
        stayed_down=threshold(
            at_most(6, DEG),
            OURS,
            "5 deg of the body: legs that stayed down read 1.0 deg high, at most 5.8; 11 rendered clips",
        ),
        lifted=threshold(
            at_least(12, DEG),
            OURS,
            "10 deg of the body: 32 rendered lifts read 1.1 deg high, SD 1.8; beyond the detectable 10.7",
        ),
    ),
    criteria=(),
    dose=Dose(sets=(2, 3), hold_s=(3, 5), rest_s=(10, 20), source=Source(OURS, "median of 2-3 tries")),
)
