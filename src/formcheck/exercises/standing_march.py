"""Standing march: upright on one leg, the other knee towards hip height."""

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Criterion,
    Flag,
    Grade,
    Measure,
    Reference,
    Source,
    degrees,
    ratio,
)
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.spec import (
    Bound,
    CameraHeight,
    Dose,
    ExerciseSpec,
    RepRule,
)

STANDING_MARCH = ExerciseSpec(
    key="standing_march",
    attitude=Attitude.UPRIGHT,
    postures=frozenset({Posture.STANDING}),
    start=frozenset({Posture.STANDING}),
    limbs=(Limb.NEAR, Limb.FAR),
    needs_both_legs=True,
    camera_height_cm=CameraHeight.STANDING,
    progress=RepRule(
        channel=Channel(Measure.MARCH_HEIGHT, Limb.WORKING),
        reference=Reference.ABSOLUTE,
        rest=Bound(ratio(float("-inf"), 0.08), Source(Grade.OURS, "foot down again: thigh within 23 deg")),
        started=Bound(ratio(0.14), Source(Grade.OURS, "thigh lifted by 30 deg: more than a step")),
        full=Bound(
            ratio(0.60),
            Source(
                Grade.STUDY, "2-minute step test, Rikli & Jones: midway kneecap-iliac crest, .64; error .04"
            ),
        ),
    ),
    criteria=(
        Criterion(
            key="trunk_upright",
            channel=Channel(Measure.TRUNK_LEAN),
            reference=Reference.NEUTRAL,
            ok=degrees(-10, 10),
            warn=degrees(-12, 12),
            below=Flag.LEANED_BACK,
            above=Flag.LEANED_FORWARD,
            persist_s=0.3,
            source=Source(Grade.OURS, "trunk within 10 deg, 12 with tracking error; a lift lasts 1.5 s"),
        ),
    ),
    dose=Dose(sets=(2, 3), reps=(10, 15), source=Source(Grade.EXPERT, "10-15 repetitions per leg")),
)
