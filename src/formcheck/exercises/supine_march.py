"""Supine march: on the back, knees bent, one foot lifted a few centimetres at a time."""

from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    RATIO,
    USER,
    Attitude,
    CameraHeight,
    Channel,
    Concern,
    Condition,
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
    S,
    Source,
    at_least,
    at_most,
    between,
    threshold,
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
        timing=OutlineTiming(
            measure=Measure.KNEE_OUTLINE,
            rise=threshold(
                at_least(0.01, RATIO),
                OURS,
                "a foot lifted by 2 cm raises it by .018 or more; at rest it strays by .003",
            ),
            full_rise=threshold(
                at_least(0.05, RATIO),
                OURS,
                "lifts of 5 cm and more .055-.70, lower ones up to .046 (163); a covered ankle reads a "
                "quarter of its height at worst",
            ),
            far_covered=True,
        ),
        ruled_out_by=(
            Condition(
                channel=Channel(Measure.TRUNK_LEAN),
                reference=Reference.NEUTRAL,
                bound=threshold(
                    at_most(-15, DEG),
                    OURS,
                    "hips that high are a bridge, whatever the feet do: 21-37 deg, pelves that come up 9-13",
                ),
            ),
            Condition(
                channel=Channel(Measure.HIP_FLEXION, Limb.WORKING),
                reference=Reference.NEUTRAL,
                bound=threshold(
                    at_most(-15, DEG),
                    OURS,
                    "who marches bends the hip; in bridges it straightens by 24-60 deg",
                ),
            ),
        ),
        rest=threshold(at_most(0.03, RATIO), OURS, "foot down again; a resting ankle strays by .01-.03"),
        onset=threshold(
            at_least(0.05, RATIO),
            OURS,
            "attempts begin at .06 (3 cm); low lifts read a quarter too low: .064 for .086",
        ),
        full_range=threshold(at_least(0.12, RATIO), USER, "a few centimetres: 5 cm is .12 of a shank"),
        too_high=threshold(at_least(0.8, RATIO), USER, "smaller is fine: a few centimetres are enough"),
        too_high_by=Condition(
            channel=Channel(Measure.HIP_FLEXION, Limb.WORKING),
            reference=Reference.NEUTRAL,
            bound=threshold(
                at_least(30, DEG),
                OURS,
                "a bent leg comes up to .8 by a turn of 36; what a knee adds that straightens is named there",
            ),
        ),
        up_s=threshold(at_least(0.8, S), EXPERT, "1.5-3 s up, at least 1 s; times are known to 0.2 s"),
        down_s=threshold(at_least(0.8, S), EXPERT, "2-3 s down, at least 1 s; times are known to 0.2 s"),
        curl=threshold(
            at_most(7, DEG), OURS, "who marches keeps the trunk within 3; shoulders come up 9-19 in crunches"
        ),
    ),
    criteria=(
        Criterion(
            key="back_neutral",
            channel=Channel(Measure.PELVIC_TILT),
            ok=between(-5, 4, DEG),
            warn=at_most(5, DEG),
            above=Flag.ARCHED_BACK,
            source=Source(
                USER,
                "neutral low back; cuts ours: 8 deg, of which the outline shows .6-1.0; "
                "some posterior tilt is normal, Bohannon 2017",
            ),
        ),
        Criterion(
            key="knee_bent",
            channel=Channel(Measure.KNEE_FLEXION, Limb.WORKING),
            reference=Reference.NEUTRAL,
            ok=at_least(-20, DEG),
            warn=at_least(-35, DEG),
            below=Flag.KNEE_STRAIGHTENED,
            concern=Concern.RANGE,
            source=Source(OURS, "the knee keeps its angle: a straight leg pulls harder on the back"),
        ),
        Criterion(
            key="pelvis_down",
            channel=Channel(Measure.PELVIS_RISE),
            ok=at_most(0.04, RATIO),
            warn=at_most(0.08, RATIO),
            above=Flag.PELVIS_LIFTED,
            source=Source(OURS, "hip landmark against the trunk: 4 cm on a trunk of 50 cm"),
        ),
    ),
    dose=Dose(sets=(2, 2), reps=(10, 15), source=Source(USER, "2 sets of 10-15")),
)
