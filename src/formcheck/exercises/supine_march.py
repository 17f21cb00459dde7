"""Supine march: on the back, knees bent, one foot lifted a few centimetres at a time."""

from formcheck.domain.body import Limb
from formcheck.domain.measure import (
    Channel,
    Concern,
    Criterion,
    Flag,
    Grade,
    Measure,
    Reference,
    Source,
    degrees,
    ratio,
    seconds,
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

SUPINE_MARCH = ExerciseSpec(
    key="supine_march",
    attitude=Attitude.LYING,
    postures=frozenset({Posture.HOOK_LYING}),
    start=frozenset({Posture.HOOK_LYING}),
    limbs=(Limb.NEAR, Limb.FAR),
    needs_both_legs=True,
    far_leg_shadowed=True,
    camera_height_cm=CameraHeight.LOW,
    progress=RepRule(
        channel=Channel(Measure.ANKLE_LIFT, Limb.WORKING),
        reference=Reference.ABSOLUTE,
        timed_by=Condition(
            channel=Channel(Measure.KNEE_OUTLINE),
            bound=Bound(
                ratio(0.01),
                Source(
                    Grade.OURS, "a foot lifted by 2 cm raises it by .018 or more; at rest it strays by .003"
                ),
            ),
        ),
        full_timed=Bound(
            ratio(0.05),
            Source(
                Grade.OURS,
                "lifts of 5 cm and more .055-.70, lower ones up to .046 (163); a covered ankle reads a "
                "quarter of its height at worst",
            ),
        ),
        rest=Bound(
            ratio(float("-inf"), 0.03),
            Source(Grade.OURS, "foot down again; a resting ankle strays by .01-.03"),
        ),
        started=Bound(
            ratio(0.05),
            Source(
                Grade.OURS, "attempts begin at .06 (3 cm); low lifts read a quarter too low: .064 for .086"
            ),
        ),
        full=Bound(ratio(0.12), Source(Grade.USER, "a few centimetres: 5 cm is .12 of a shank")),
        too_high=Bound(ratio(0.8), Source(Grade.USER, "smaller is fine: a few centimetres are enough")),
        up_s=Bound(seconds(0.8), Source(Grade.EXPERT, "1.5-3 s up, at least 1 s; times are known to 0.2 s")),
        down_s=Bound(
            seconds(0.8), Source(Grade.EXPERT, "2-3 s down, at least 1 s; times are known to 0.2 s")
        ),
    ),
    criteria=(
        Criterion(
            key="back_neutral",
            channel=Channel(Measure.PELVIC_TILT),
            ok=degrees(-5, 4),
            warn=degrees(-8, 5),
            above=Flag.ARCHED_BACK,
            source=Source(
                Grade.USER,
                "neutral low back; cuts ours: 8 deg, of which the outline shows .6-1.0; "
                "some posterior tilt is normal, Bohannon 2017",
            ),
        ),
        Criterion(
            key="knee_bent",
            channel=Channel(Measure.KNEE_FLEXION, Limb.WORKING),
            reference=Reference.NEUTRAL,
            ok=degrees(-20, 180),
            warn=degrees(-35, 180),
            below=Flag.KNEE_STRAIGHTENED,
            concern=Concern.RANGE,
            source=Source(Grade.OURS, "the knee keeps its angle: a straight leg pulls harder on the back"),
        ),
        Criterion(
            key="pelvis_down",
            channel=Channel(Measure.PELVIS_RISE),
            ok=ratio(float("-inf"), 0.04),
            warn=ratio(float("-inf"), 0.08),
            above=Flag.PELVIS_LIFTED,
            source=Source(Grade.OURS, "hip landmark against the trunk: 4 cm on a trunk of 50 cm"),
        ),
    ),
    dose=Dose(sets=(2, 2), reps=(10, 15), source=Source(Grade.USER, "2 sets of 10-15")),
)
