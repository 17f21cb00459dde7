"""The shape of the JSON report, schema `formcheck.report/1`. Times in media seconds from the first frame."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.domain.measure import Flag

SCHEMA = "formcheck.report/1"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Video(_Model):
    """The file that was analysed."""

    name: str
    duration_s: float
    frames: int
    width_px: int
    height_px: int
    rotation_deg: int
    mirrored: bool = False
    unmirrored: bool = False
    breaks_off_s: float | None = None

    @property
    def silent(self) -> set[str]:
        """What is as with most files, and not worth a line."""
        usual = {"mirrored": False, "unmirrored": False, "breaks_off_s": None}
        return {name for name, value in usual.items() if getattr(self, name) == value}


class Provenance(_Model):
    """By what the report was made."""

    formcheck: str
    mediapipe: str
    model: str
    model_sha256: str
    criteria: str


class NotJudgedSpan(_Model):
    """A stretch that could not be judged."""

    reason: Reason
    start_s: float
    end_s: float


class RepItem(_Model):
    """A repetition or an attempt."""

    start_s: float
    peak_s: float
    end_s: float
    side: Side
    complete: bool
    peak: dict[str, float]
    flags: list[Flag]


class Unfinished(_Model):
    """A repetition that was under way when the video, or what could be judged of it, ended."""

    start_s: float
    side: Side


class SpanFlag(_Model):
    """A fault within a hold."""

    key: Flag
    start_s: float
    end_s: float


class Extension(_Model):
    """How far a hold went from the own neutral, in the zone."""

    mean: float
    best: float


class HeldTilt(_Model):
    """Change of the pelvis in a hold, + anterior, and its standard deviation as stated, on average."""

    mean: float
    sd: float


class HoldItem(_Model):
    """A held position. pelvic_tilt_deg: null where the pelvis was not seen."""

    start_s: float
    end_s: float
    in_zone_s: float
    credited_s: float
    longest_s: float
    side: Side
    extension_deg: Extension | None
    pelvic_tilt_deg: HeldTilt | None
    flags: list[SpanFlag]


class MobilityTry(_Model):
    """One try of a mobility check. measured_s: of the time from start to end, what was seen."""

    start_s: float
    end_s: float
    measured_s: float
    lift_deg: float
    pelvic_tilt_deg: float | None
    side: Side


class Mobility(_Model):
    """Result of a mobility check: median of the tries."""

    lift_deg: float
    verdict: Literal["stayed_down", "unsure", "lifted"]
    tries: list[MobilityTry]


class StepItem(_Model):
    """A step. off_s: when this foot left the floor again. pass: number of the way, from 1.

    length_ratio: in leg lengths. trailing_extension_deg: of the other leg, behind as this foot comes down.
    null = not seen.
    """

    side: Side
    contact_s: float
    off_s: float | None
    length_ratio: float
    pass_: int = Field(serialization_alias="pass", validation_alias="pass")
    step_s: float | None
    stride_s: float | None
    stance_ratio: float | None
    trailing_extension_deg: float | None
    swing_flexion_deg: float | None
    swing_knee_flexion_deg: float | None


class BothSides(_Model):
    """A value of either leg; null where it was not seen."""

    left: float | None
    right: float | None


class GaitDifference(_Model):
    """Right less left in percent of their mean, and how far that may be off. told: large and clear enough."""

    measure: str
    percent: float
    error_percent: float
    told: bool


class Walking(_Model):
    """What all steps say together: medians. Angles against the own standing neutral, or the vertical.

    sd: standard deviation of the steps, by the name of the median. step_length_m: where the person said how
    tall they are. difference_percent: of step length, +
    right is longer; null unless it is large and clear enough.
    """

    cadence_per_min: float
    speed_ratio_per_s: float
    step_length_ratio: BothSides
    step_s: BothSides
    stride_s: BothSides
    stance_ratio: BothSides
    late_stance_extension_deg: BothSides
    swing_flexion_deg: BothSides
    swing_knee_flexion_deg: BothSides
    sd: dict[str, BothSides]
    step_length_m: BothSides | None = None
    trunk_lean_deg: float | None
    pelvic_tilt_deg: float | None
    against_standing: bool
    treadmill: bool
    passes: int
    steps: dict[str, int]
    left_out: dict[str, int]
    difference_percent: float | None
    differences: list[GaitDifference]


class FindingItem(_Model):
    """A fault and when it held."""

    key: Flag
    severity: Literal["warn"] = "warn"
    start_s: float
    end_s: float
    side: Side


class SideSummary(_Model):
    """What one side did."""

    complete_reps: int
    partial_reps: int
    holds: int
    in_zone_s: float
    credited_s: float
    mean_peak: float | None
    lift_deg: float | None


class Summary(_Model):
    """The set in numbers."""

    complete_reps: int
    partial_reps: int
    holds: int
    neutral_taken: bool
    left: SideSummary
    right: SideSummary


class Report(_Model):
    """The whole report."""

    schema_: str = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    exercise: str
    near_side: Side | None
    video: Video
    provenance: Provenance
    judged_share: float
    not_judged: list[NotJudgedSpan]
    reps: list[RepItem]
    unfinished: list[Unfinished]
    holds: list[HoldItem]
    mobility: Mobility | None = None
    steps: list[StepItem] | None = None
    walking: Walking | None = None
    findings: list[FindingItem]
    hindsight: bool
    summary: Summary

    def to_json(self) -> str:
        """Text of the file: two spaces, one final newline; what has nothing to say is left out."""
        silent: dict[str, bool | set[str]] = {"video": self.video.silent}
        if self.mobility is None:
            silent["mobility"] = True
        if self.steps is None:
            silent |= {"steps": True, "walking": True}
        return self.model_dump_json(by_alias=True, indent=2, exclude=silent) + "\n"
