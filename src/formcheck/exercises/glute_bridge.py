"""Glute bridge: on the back, knees bent, hips up until the body is straight."""

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
    Condition,
    Dose,
    ExerciseSpec,
    RepRule,
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
        rest=Bound(degrees(-6, 180), Source(Grade.OURS, "hips down again, within tracking noise")),
        started=Bound(
            degrees(-180, -9),
            Source(Grade.OURS, "a low lift of 20 deg reads 11: outlines move less than joints"),
        ),
        full=Bound(degrees(-180, -15), Source(Grade.OURS, "hips have left the floor")),
        timed_by=Condition(
            channel=Channel(Measure.HIP_OUTLINE),
            bound=Bound(
                ratio(0.03),
                Source(Grade.OURS, "a lift of 20 deg raises it by .058 or more; at rest it strays by .002"),
            ),
        ),
        seen_by=Condition(
            channel=Channel(Measure.TRUNK_LEAN),
            bound=Bound(
                degrees(-180, -6), Source(Grade.OURS, "hips clearly above the shoulders, not only legs moved")
            ),
        ),
        full_also=Condition(
            channel=Channel(Measure.HIP_FLEXION, Limb.NEAR),
            bound=Bound(
                degrees(-180, 11),
                Source(
                    Grade.EXPERT,
                    "shoulder, hip and knee in line: 160-185 deg; landmarks read 9 deg straighter (8 bodies)",
                ),
            ),
        ),
    ),
    criteria=(
        Criterion(
            key="back_neutral",
            channel=Channel(Measure.PELVIC_TILT),
            ok=degrees(float("-inf"), 5),
            warn=degrees(float("-inf"), 8),
            above=Flag.ARCHED_BACK,
            source=Source(Grade.EXPERT, "lift with the buttocks, not by arching; cuts ours"),
        ),
    ),
    dose=Dose(sets=(2, 3), reps=(10, 15), per_leg=False, source=Source(Grade.EXPERT, "10-15 repetitions")),
)
