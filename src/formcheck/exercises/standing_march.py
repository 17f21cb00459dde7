"""Standing march: upright on one leg, the other knee towards hip height."""

from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    RATIO,
    STUDY,
    Attitude,
    CameraHeight,
    Channel,
    Criterion,
    Dose,
    ExerciseSpec,
    Flag,
    Limb,
    Measure,
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
        rest=threshold(at_most(0.08, RATIO), OURS, "foot down again: thigh within 23 deg"),
        onset=threshold(at_least(0.14, RATIO), OURS, "thigh lifted by 30 deg: more than a step"),
        full_range=threshold(
            at_least(0.60, RATIO),
            STUDY,
            "2-minute step test, Rikli & Jones: midway kneecap-iliac crest, .64; error .04",
        ),
        up_s=threshold(at_least(0.35, S), OURS, "a brisk march takes .5 s up; times are known to 0.2 s"),
        min_cycle_s=0.5,  # hurried marches take .5-.7 s, who runs on the spot .46-.58, slower .6-1.1 ...
        travel=threshold(
            at_most(0.3, RATIO),
            OURS,
            "marches on the spot travel .02-.20 in .6 s (real people sway), walks .45-1.5",
        ),
        alone_below_s=1.2,  # ... but with both feet in the air, and again at once
    ),
    criteria=(
        Criterion(
            key="trunk_upright",
            channel=Channel(Measure.TRUNK_LEAN),
            reference=Reference.NEUTRAL,
            ok=between(-10, 10, DEG),
            warn=between(-12, 12, DEG),
            below=Flag.LEANED_BACK,
            above=Flag.LEANED_FORWARD,
            persist_s=0.3,
            source=Source(OURS, "trunk within 10 deg, 12 with tracking error; a lift lasts 1.5 s"),
        ),
    ),
    dose=Dose(sets=(2, 3), reps=(10, 15), source=Source(EXPERT, "10-15 repetitions per leg")),
)
