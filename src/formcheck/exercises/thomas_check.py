"""Thomas-style mobility check on the floor. No score: compared with oneself only."""

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Grade,
    Measure,
    Source,
    degrees,
)
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.spec import (
    Bound,
    CameraHeight,
    Condition,
    Dose,
    ExerciseSpec,
    MobilityRule,
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
        lift=Channel(Measure.THIGH_LIFT, Limb.WORKING),
        pulled=Condition(
            channel=Channel(Measure.HIP_FLEXION, Limb.OTHER),
            bound=Bound(
                degrees(80, 180), Source(Grade.EXPERT, "knee pulled in until the low back just touches")
            ),
        ),
        stayed_down=Bound(
            degrees(float("-inf"), 6),
            Source(
                Grade.OURS,
                "5 deg of the body: legs that stayed down read 1.0 deg high, at most 5.8; 11 rendered clips",
            ),
        ),
        lifted=Bound(
            degrees(10.7, 180),
            Source(Grade.OURS, "the minimal detectable change; 21 rendered lifts read 0.7 deg high, SD 1.7"),
        ),
    ),
    criteria=(),
    dose=Dose(sets=(2, 3), hold_s=(3, 5), rest_s=(10, 20), source=Source(Grade.OURS, "median of 2-3 tries")),
)
