"""Seated banded knee raise: upright on a chair, one knee up to hip height."""

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
        rest=Bound(degrees(float("-inf"), 3), Source(Grade.OURS, "back on the seat, within tracking noise")),
        started=Bound(degrees(6), Source(Grade.OURS, "twice the noise of a resting thigh")),
        full=Bound(degrees(12), Source(Grade.OURS, "more than the minimal detectable change of 10.7 deg")),
        full_also=Condition(
            channel=Channel(Measure.THIGH_ELEVATION, Limb.WORKING),
            bound=Bound(degrees(-3), Source(Grade.USER, "knee to hip height, within tracking error")),
        ),
        up_s=Bound(seconds(0.8), Source(Grade.EXPERT, "1.5-3 s up, at least 1 s; times are known to 0.2 s")),
        down_s=Bound(
            seconds(0.8), Source(Grade.EXPERT, "2-4 s down, at least 1 s; times are known to 0.2 s")
        ),
    ),
    criteria=(
        Criterion(
            key="trunk_upright",
            channel=Channel(Measure.TRUNK_LEAN),
            reference=Reference.NEUTRAL,
            ok=degrees(-8, 180),
            warn=degrees(-12.5, 180),
            below=Flag.LEANED_BACK,
            source=Source(
                Grade.USER,
                "upright back; cuts ours: 15 deg, of which loose clothes show .7-1.0; upright reads to -3.4",
            ),
        ),
        Criterion(
            key="sit_tall",
            channel=Channel(Measure.TRUNK_STRETCH),
            ok=ratio(0.94),
            warn=ratio(0.90),
            below=Flag.SLUMPED,
            source=Source(Grade.OURS, "a slumped back shortens the hip-shoulder line"),
        ),
    ),
    dose=Dose(
        sets=(2, 3),
        reps=(10, 15),
        source=Source(Grade.USER, "2-3 sets of 10-15; Thorborg 2016: +17 % strength in 6 weeks"),
    ),
)
