"""Seated banded knee raise: upright on a chair, one knee up to hip height."""

from formcheck.exercises.vocabulary import (
    DEG,
    EXPERT,
    OURS,
    RATIO,
    USER,
    Attitude,
    CameraHeight,
    Channel,
    Condition,
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

SEATED_KNEE_RAISE = ExerciseSpec(
    key="seated_knee_raise",
    attitude=Attitude.UPRIGHT,
    postures=frozenset({Posture.SEATED}),
    start=frozenset({Posture.SEATED}),
    limbs=(Limb.NEAR,),
    far_leg_shadowed=True,
    camera_height_cm=CameraHeight.SEATED,
    progress=RepRule(
        channel=Channel(Measure.THIGH_ELEVATION, Limb.WORKING),
        reference=Reference.NEUTRAL,
        rest=threshold(at_most(3, DEG), OURS, "back on the seat, within tracking noise"),
        onset=threshold(at_least(6, DEG), OURS, "twice the noise of a resting thigh"),
        full_range=threshold(
            at_least(11, DEG),
            OURS,
            "12 deg of the body, of which landmarks see .66-1.08; more than the detectable change of 10.7",
        ),
        also_required=Condition(
            channel=Channel(Measure.THIGH_ELEVATION, Limb.WORKING),
            bound=threshold(at_least(-3, DEG), USER, "knee to hip height, within tracking error"),
        ),
        up_s=threshold(at_least(0.8, S), EXPERT, "1.5-3 s up, at least 1 s; times are known to 0.2 s"),
        down_s=threshold(at_least(0.8, S), EXPERT, "2-4 s down, at least 1 s; times are known to 0.2 s"),
    ),
    criteria=(
        Criterion(
            key="trunk_upright",
            channel=Channel(Measure.TRUNK_LEAN),
            reference=Reference.NEUTRAL,
            ok=between(-8, 10, DEG),
            warn=between(-12.5, 15, DEG),
            below=Flag.LEANED_BACK,
            above=Flag.LEANED_FORWARD,
            source=Source(
                USER,
                "upright back; cuts ours: 15 deg, of which loose clothes show .7-1 backwards; upright reads "
                "to -3.4; forward, slumped backs read 1-12, who bows over the knee 22-26",
            ),
        ),
        Criterion(
            key="sit_tall",
            channel=Channel(Measure.TRUNK_STRETCH),
            ok=at_least(0.96, RATIO),
            warn=at_least(0.94, RATIO),
            below=Flag.SLUMPED,
            source=Source(
                OURS,
                "a slumped back shortens the hip-shoulder line: 6 and 10 % of the body, of which landmarks "
                "see .65-1.1; upright reads .96 and more; not judged of who leans 15 deg further than before",
            ),
        ),
    ),
    dose=Dose(
        sets=(2, 3),
        reps=(10, 15),
        source=Source(USER, "2-3 sets of 10-15; Thorborg 2016: +17 % strength in 6 weeks"),
    ),
)
