"""One strength, one next step, and nothing that reads more into a set than it says."""

from dataclasses import replace

import pytest

from formcheck.domain.body import Side
from formcheck.domain.events import Hindrance, Reason
from formcheck.domain.measure import Flag
from formcheck.domain.pelvis import TiltUnseen
from formcheck.engine.fault_spans import Finding
from formcheck.engine.report import SetReport
from formcheck.engine.tilt_sight import TiltSeen
from formcheck.i18n import LANGUAGES, words
from formcheck.review import review_of, speak
from formcheck.review.symmetry import symmetry_index
from tests.review.sets import Frame, held, lost, rep, set_of, tried

SAY = words("en")


def next_step(report: SetReport) -> str:
    return review_of(report, []).next_step.key


def strength(report: SetReport) -> str | None:
    said = review_of(report, []).strength
    return said.key if said else None


def notes(report: SetReport) -> list[str]:
    return [note.key for note in review_of(report, []).notes]


ALL_CLEAN = set_of("supine-march", reps=tuple(rep(n, side=(Side.LEFT, Side.RIGHT)[n % 2]) for n in range(6)))
FAST = set_of(
    "supine-march",
    reps=(rep(0), rep(1, flags=(Flag.TOO_FAST,))),
    findings=(Finding(Flag.TOO_FAST, 5, 9, Side.LEFT),),
)
LEANED_AND_FAST = set_of(
    "seated-knee-raise",
    reps=(rep(0, flags=(Flag.TOO_FAST,)), rep(1, flags=(Flag.TOO_FAST, Flag.LEANED_BACK))),
    findings=(
        Finding(Flag.TOO_FAST, 0, 4, Side.LEFT),
        Finding(Flag.TOO_FAST, 5, 9, Side.LEFT),
        Finding(Flag.LEANED_BACK, 6, 8, Side.LEFT, -25.0),
    ),
)
NOTHING = set_of("supine-march")
NO_NEUTRAL = set_of("half-kneeling-stretch", neutral_taken=False)
WALKED = set_of("standing-march", neutral_taken=False, hindrance=Hindrance.TRAVELS)
WALKED_BY = replace(WALKED, duration_s=4.0, judged_share=0.67, gaps=(lost(1.3, Reason.NO_PERSON),))
RAN = set_of("standing-march", neutral_taken=False, hindrance=Hindrance.RUNS)
SQUATTED = set_of("standing-march", gaps=(lost(25, Reason.WRONG_POSTURE),), neutral_taken=False)
HIDDEN = set_of("glute-bridge", gaps=(lost(30, Reason.FEET_OUT_OF_FRAME),))
UNSEEN = set_of("glute-bridge", gaps=(lost(40, Reason.NO_PERSON),), neutral_taken=False)
SHORT_HOLD = set_of("half-kneeling-stretch", holds=(held(12),))
LONG_HOLD = set_of("half-kneeling-stretch", holds=(held(32),))
ARCHED = set_of("half-kneeling-stretch", holds=(held(22, credited_s=16, flag=Flag.ARCHED_BACK),))
LIFTED = set_of("thomas-check", tries=(tried(14.6),), lift_deg=14.6, mobility="lifted")


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (ALL_CLEAN, "report.strength.all_clean.many"),
        (FAST, "report.strength.some_clean.one"),
        (LEANED_AND_FAST, "report.strength.complete.many"),
        (set_of("supine-march", reps=(rep(0, complete=False),)), "report.strength.tempo"),
        (NOTHING, "report.strength.seen"),
        (UNSEEN, None),
        (LONG_HOLD, "report.strength.hold_long"),
        (SHORT_HOLD, "report.strength.hold_clean"),
        (ARCHED, "report.strength.hold_some"),
        (LIFTED, "report.strength.tries.one"),
    ],
)
def test_one_strength(report: SetReport, said: str | None) -> None:
    assert strength(report) == said


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (ALL_CLEAN, "report.next.more_reps_leg"),
        (FAST, "report.fault.said"),
        (NOTHING, "report.next.nothing_rep"),
        (NO_NEUTRAL, "report.next.no_neutral"),
        (WALKED, "report.next.no_neutral_travels"),
        (RAN, "report.next.no_neutral_runs"),
        (WALKED_BY, "report.next.no_neutral_travels"),
        (HIDDEN, "report.next.fix"),
        (SQUATTED, "report.next.fix"),
        (UNSEEN, "report.next.fix"),
        (SHORT_HOLD, "report.next.hold_longer"),
        (LONG_HOLD, "report.next.other_side"),
        (LIFTED, "report.next.compare"),
    ],
)
def test_one_next_step(report: SetReport, said: str) -> None:
    assert next_step(report) == said


def test_the_trunk_comes_before_the_tempo() -> None:
    spoken = speak(review_of(LEANED_AND_FAST, []).next_step, SAY)
    assert spoken == (
        "Repetition 2: upper body about 25° back from your start, up to 8° is fine. "
        "Sit further forward on the chair, and keep your chest over your hips."
    )


def test_a_stretch_made_by_arching_is_explained() -> None:
    assert "report.note.arched" in notes(ARCHED)
    assert "6 s in the position do not count" in " ".join(
        speak(note, SAY) for note in review_of(ARCHED, []).notes
    )


def test_quality_is_hidden_when_too_little_could_be_judged() -> None:
    figures = {f.label: f.value.key for f in review_of(set_of("supine-march", reps=(rep(0),)), []).figures}
    assert figures["report.figure.clean"] == "report.value.percent"
    dim = set_of("supine-march", reps=(rep(0),), gaps=(lost(13, Reason.TOO_DARK),))
    figures = {f.label: f.value.key for f in review_of(dim, []).figures}
    assert figures["report.figure.clean"] == "report.value.none"
    assert "report.note.too_little" in notes(dim)


def test_of_nothing_no_share_is_told() -> None:
    assert "report.note.too_little" not in notes(UNSEEN)


def test_what_could_not_be_judged_has_share_and_fix() -> None:
    item = review_of(HIDDEN, []).unjudged[0]
    assert (item.what.key, item.fix.key) == ("gate.feet_out_of_frame.what", "gate.feet_out_of_frame.fix")
    assert item.share == pytest.approx(0.75)


def test_two_frames_without_anybody_are_no_advice() -> None:
    told = review_of(set_of("glute-bridge", gaps=(lost(0.1, Reason.NO_PERSON),)), []).unjudged
    assert "gate.no_person.what" not in {each.what.key for each in told}


@pytest.mark.parametrize(
    ("seen", "key"),
    [
        (TiltSeen(1.0, {TiltUnseen.TURNED: 20.0, TiltUnseen.UNSURE: 3.0}, -25.0), "pelvis.turned"),
        (TiltSeen(0.0, {TiltUnseen.ARM_OVER_BACK: 20.0}), "pelvis.arm_over_back"),
        (TiltSeen(12.0, {TiltUnseen.ARM_OVER_BACK: 11.0}), None),
    ],
)
def test_what_mostly_kept_the_low_back_unseen_is_named(seen: TiltSeen, key: str | None) -> None:
    told = review_of(replace(LONG_HOLD, tilt_seen=seen), [Frame(0.0)]).unjudged
    assert [unjudged.fix.key for unjudged in told] == ([key] if key else [])
    if key:
        assert told[-1].seconds == sum(seen.unseen_s.values())
    if key == "pelvis.turned":
        assert "25°" in speak(told[-1].fix, SAY)


def test_an_unseen_low_back_is_admitted() -> None:
    assert review_of(LONG_HOLD, [Frame(0.0)]).unjudged[-1].what.key == "report.unjudged.tilt_what"
    seen = [Frame(0.0, values={"pelvic_tilt_deg": 1.0})]
    assert review_of(LONG_HOLD, seen).unjudged == ()


def test_a_bridge_needs_no_neutral() -> None:
    assert "report.note.no_neutral" not in notes(set_of("glute-bridge", neutral_taken=False))
    assert "report.note.no_neutral" in notes(NO_NEUTRAL)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("mobility", ["stayed_down", "unsure", "lifted"])
def test_the_mobility_check_always_says_what_it_cannot_tell(mobility: str, lang: str) -> None:
    report = set_of("thomas-check", tries=(tried(7.0, tilt_deg=-6.0),), lift_deg=7.0, mobility=mobility)
    said = " ".join(speak(note, words(lang)) for note in review_of(report, []).notes)
    mark = {"en": ".", "da": ","}[lang]
    assert f"31{mark}8 %" in said
    assert f"57{mark}1 %" in said
    keys = notes(report)
    assert {"report.mobility.floor", "report.mobility.study", "report.mobility.tilt"} <= set(keys)
    assert keys.index("report.mobility.yourself") < keys.index("report.mobility.study")


def test_the_mobility_check_speaks_of_both_sides_without_judging_them() -> None:
    both = set_of("thomas-check", tries=(tried(4.0), tried(16.0, side=Side.RIGHT)), lift_deg=10.0)
    (said,) = review_of(both, []).sides
    assert said.key == "report.sides.lift"
    assert "three days" in speak(said, SAY)


def test_symmetry_index() -> None:
    assert symmetry_index(4, 6) == pytest.approx(40.0)
    assert symmetry_index(6, 4) == pytest.approx(-40.0)


def test_sides_are_compared_only_when_both_did_enough() -> None:
    one_each = set_of("supine-march", reps=(rep(0), rep(1, side=Side.RIGHT)))
    assert [said.key for said in review_of(one_each, []).sides] == ["report.sides.height.same"]
    uneven = set_of("supine-march", reps=(rep(0), rep(1, side=Side.RIGHT), rep(2), rep(3), rep(4)))
    said = speak(review_of(uneven, []).sides[0], SAY)
    assert said == "Complete repetitions: 4 left, 1 right (120 % more on the left leg)."


EVERY = [
    ALL_CLEAN,
    FAST,
    LEANED_AND_FAST,
    NOTHING,
    NO_NEUTRAL,
    HIDDEN,
    UNSEEN,
    SHORT_HOLD,
    LONG_HOLD,
    ARCHED,
    LIFTED,
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("report", EVERY, ids=range(len(EVERY)))
def test_every_line_can_be_said(report: SetReport, lang: str) -> None:
    review, say = review_of(report, [Frame(t / 10) for t in range(400)]), words(lang)
    lines = [review.next_step, *review.notes, *review.sides, review.chart.title, review.chart.band_label]
    lines += [review.strength] if review.strength else []
    lines += [figure.value for figure in review.figures] + [said for _, said in review.faults]
    lines += [part for item in review.unjudged for part in (item.what, item.fix)]
    lines += [cell for row in review.table.rows for cell in row] + [s.label for s in review.chart.stretches]
    for said in lines:
        assert "{" not in speak(said, say)
    for key in (review.table.title, *review.table.columns, *(f.label for f in review.figures)):
        assert say(key)
