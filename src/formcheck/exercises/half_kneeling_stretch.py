"""Half-kneeling hip-flexor stretch, seen from the side of the kneeling leg."""

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
)
from formcheck.domain.posture import Attitude, Posture
from formcheck.exercises.spec import (
    Bound,
    CameraHeight,
    Dose,
    ExerciseSpec,
    HoldRule,
)

HALF_KNEELING_STRETCH = ExerciseSpec(
    key="half_kneeling_stretch",
    attitude=Attitude.UPRIGHT,
    postures=frozenset({Posture.HALF_KNEELING}),
    start=frozenset({Posture.HALF_KNEELING}),
    limbs=(Limb.NEAR, Limb.FAR),
    camera_height_cm=CameraHeight.KNEELING,
    progress=HoldRule(
        channel=Channel(Measure.THIGH_EXTENSION, Limb.WORKING),
        reference=Reference.NEUTRAL,
        zone=Bound(
            degrees(9, 24),
            Source(
                Grade.OURS,
                "10-25 deg, within the norms of Roach 2015 PMC4325283, left at 30; "
                "landmarks see .75-.94 of a turn of the thigh: 31 deg reads 26",
            ),
        ),
        working=Bound(
            degrees(-45, 45), Source(Grade.OURS, "thigh of the kneeling leg; the front thigh is level")
        ),
        target_s=30.0,
    ),
    criteria=(
        Criterion(
            key="trunk_upright",
            channel=Channel(Measure.TRUNK_LEAN),
            ok=degrees(-8, 10),
            warn=degrees(-15, 20),
            below=Flag.LEANED_BACK,
            above=Flag.LEANED_FORWARD,
            source=Source(Grade.OURS, "trunk-lean error about 4.5 deg; a clear sign at 8"),
        ),
        Criterion(
            key="pelvis_tucked",
            channel=Channel(Measure.PELVIC_TILT),
            ok=degrees(float("-inf"), 3),
            warn=degrees(float("-inf"), 5),
            above=Flag.ARCHED_BACK,
            source=Source(
                Grade.STUDY,
                "posterior tilt makes the stretch: "
                "Gonzalez-de-la-Flor 2024 10.1186/s12891-024-07988-9; cuts ours: "
                "8 deg, of which the outline shows .6-1.0",
            ),
        ),
        Criterion(
            key="front_knee",
            channel=Channel(Measure.KNEE_FLEXION, Limb.OTHER),
            ok=degrees(75, 128),
            warn=degrees(60, 143),
            source=Source(
                Grade.EXPERT,
                "front knee 80-120, at most 135; widened by 8: "
                "the far knee reads 7-9 deg more bent than it is",
            ),
        ),
        Criterion(
            key="steady",
            channel=Channel(Measure.UNSTEADINESS),
            ok=degrees(0, 3),
            warn=degrees(0, 6),
            above=Flag.BOUNCING,
            source=Source(Grade.EXPERT, "hold, do not bounce; cuts ours: standard deviation over 5 s"),
        ),
        Criterion(
            key="ease_off",
            channel=Channel(Measure.THIGH_EXTENSION, Limb.WORKING),
            reference=Reference.NEUTRAL,
            ok=degrees(float("-inf"), 25),
            warn=degrees(float("-inf"), 30),
            above=Flag.TOO_HIGH,
            concern=Concern.RANGE,
            source=Source(Grade.OURS, "well beyond the norms of hip extension"),
        ),
    ),
    dose=Dose(
        sets=(2, 3),
        hold_s=(20, 40),
        rest_s=(10, 20),
        source=Source(Grade.USER, "hold 20-40 s, 2-3 per side"),
    ),
)
