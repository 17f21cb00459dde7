"""What stood in a review and was wrong: each stays mended."""

import re
from dataclasses import replace

import pytest

from formcheck.domain.body import Limb, Side
from formcheck.domain.events import Reason
from formcheck.domain.measure import Channel, Flag, Measure, Unit, between
from formcheck.domain.posture import Posture
from formcheck.engine.report import Aim
from formcheck.engine.step import Progress, Step
from formcheck.engine.workout.checklist import checklist, first_fix
from formcheck.exercises import EXERCISES
from formcheck.i18n import LANGUAGES, words
from formcheck.review import Review, review_of, speak
from formcheck.review.kinds import section_of
from formcheck.review.symmetry import indexed
from tests.review.sets import Frame, held, lost, rep, set_of, tried

SAY = words("en")


def everything(review: Review, lang: str = "en") -> str:
    lines = [review.next_step, *review.notes, *review.sides, *(line for _, line in review.faults)]
    lines += [line for line in (review.result, review.strength) if line]
    lines += [part for item in review.unjudged for part in (item.what, item.fix)]
    return " | ".join(speak(line, words(lang)) for line in lines)


def test_who_marches_standing_is_not_told_to_turn_round() -> None:
    """Both legs are seen: it is the other one that is to be raised, not the body to be turned."""
    one_leg = everything(review_of(set_of("standing-march", reps=(rep(0), rep(1))), []))
    assert "Turn round" not in one_leg
    assert "the other leg, too" in one_leg
    assert "Turn round" in everything(review_of(set_of("supine-march", reps=(rep(0), rep(1))), []))


@pytest.mark.parametrize("slug", ["half-kneeling-stretch", "supine-march", "glute-bridge", "thomas-check"])
def test_not_everything_could_be_judged_where_the_low_back_was_not(slug: str) -> None:
    review = review_of(set_of(slug, reps=(rep(0),)), [Frame(0.0)])
    assert review.unjudged, "what was not judged is listed, or it says that there is nothing"
    assert review.figures[-1].label == "report.figure.judged_but_back"


def test_where_all_was_judged_the_figure_says_so() -> None:
    review = review_of(set_of("standing-march", reps=(rep(0),)), [Frame(0.0)])
    assert (review.unjudged, review.figures[-1].label) == ((), "report.figure.judged")


@pytest.mark.parametrize(
    ("left", "right", "differ"), [(50.0, 51.0, False), (50.0, 54.0, False), (40.0, 60.0, True)]
)
def test_a_difference_within_the_error_is_none(left: float, right: float, *, differ: bool) -> None:

    (said,) = indexed("time", left, right, 10.0)
    assert said.key == f"report.sides.time.{'differ' if differ else 'same'}"
    assert ("%" in speak(said, SAY)) == differ


def test_the_aim_of_the_set_is_what_the_review_speaks_of() -> None:
    aim = Aim(seconds=30.0, pieces=2)
    review = review_of(set_of("half-kneeling-stretch", holds=(held(12), held(9)), aim=aim), [])
    assert review.result is not None
    assert speak(review.result, SAY) == "21.0 s counted, of 60 s that were the aim."
    assert "30 s" in speak(review.next_step, SAY)
    reps = review_of(set_of("supine-march", reps=(rep(0), rep(1)), aim=Aim(reps=20, pieces=2)), [])
    assert reps.result is not None
    assert speak(reps.result, SAY) == "Complete repetitions: 2 of 40."


# A walk is held against nothing: what its result says is tried with its section.
@pytest.mark.parametrize("slug", [slug for slug in EXERCISES if slug != "walking-check"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_aim_it_is_held_against_the_dose(slug: str, lang: str) -> None:
    spec = EXERCISES[slug]
    done: dict[str, object] = {"reps": (rep(0),)} if spec.dose.reps else {"holds": (held(12),)}
    if slug == "thomas-check":
        done = {"tries": (tried(4.0),), "lift_deg": 4.0, "mobility": "stayed_down"}
    result = review_of(set_of(slug, **done), []).result
    assert result is not None
    said = speak(result, words(lang))
    if slug != "thomas-check":
        assert all(str(number) in said for number in spec.dose.reps or spec.dose.hold_s or ())


def test_the_result_of_the_mobility_check_comes_before_what_a_study_says() -> None:
    review = review_of(set_of("thomas-check", tries=(tried(14.6),), lift_deg=14.6, mobility="lifted"), [])
    assert review.result is not None
    assert review.result.key == "report.mobility.lifted"
    keys = [note.key for note in review.notes]
    assert "report.mobility.lifted" not in keys
    assert keys.index("report.mobility.yourself") < keys.index("report.mobility.study")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_was_not_judged_gets_one_reason_one_fix_and_no_number_like_a_score(lang: str) -> None:
    report = set_of(
        "half-kneeling-stretch", gaps=(lost(40, Reason.WRONG_POSTURE),), elsewhere_s={Posture.SEATED: 39.0}
    )
    review = review_of(report, [])
    assert review.cannot_judge is not None
    assert (review.figures, review.result, review.strength) == ((), None, None)
    assert review.looks_like == "seated-knee-raise"
    assert speak(review.cannot_judge.fix, words(lang)) == words(lang)("gate.wrong_posture.fix")


def test_who_did_something_is_not_turned_away() -> None:
    report = set_of("supine-march", reps=(rep(0),), gaps=(lost(30, Reason.NOT_SIDE_ON),))
    review = review_of(report, [])
    assert review.cannot_judge is None
    assert review.figures
    assert review.result is not None


def test_nothing_praises_seconds_that_do_not_count() -> None:
    report = set_of("half-kneeling-stretch", holds=(held(19, credited_s=1.0, flag=Flag.ARCHED_BACK),))
    review = review_of(report, [])
    praise = speak(review.strength, SAY) if review.strength else ""
    assert not re.search(r"\b19\b", praise)
    assert "held" not in praise
    shown = {figure.label: speak(figure.value, SAY) for figure in review.figures}
    assert (shown["report.figure.credited"], shown["report.figure.lost"]) == ("1.0 s", "18.0 s")


def test_a_hold_says_how_far_it_went_and_how_the_pelvis_stood() -> None:

    hold = held(20)
    spanned = replace(hold, hold=replace(hold.hold, spans=((4.0, 24.0),)))
    tilt = {"pelvic_tilt_deg": 13.0, "pelvic_tilt_sd_deg": 3.6}
    frames = [Frame(t / 10, tracked=17.0 + (t == 100) * 4.0, values=tilt) for t in range(300)]
    review = review_of(set_of("half-kneeling-stretch", holds=(spanned,)), frames)
    shown = {figure.label: speak(figure.value, SAY) for figure in review.figures}
    assert shown["report.figure.extension"] == "about 17°, at best 21°"
    assert shown["report.figure.tilt"] == "about 13° forward (± 4°)"
    row = [speak(cell, SAY) for cell in review.table.rows[0]]
    assert {"about 17°, at best 21°", "about 13° forward (± 4°)"} <= set(row)


def test_an_only_repetition_is_not_one_of_one() -> None:
    report = set_of("supine-march", reps=(rep(0, flags=(Flag.TOO_FAST,)),))
    for lang in LANGUAGES:
        assert "af 1" not in everything(review_of(report, []), lang)
        assert "of 1" not in everything(review_of(report, []), lang)


def test_which_side_is_meant_is_said() -> None:
    report = set_of("standing-march", reps=(rep(0, side=Side.RIGHT),))
    assert "right leg" in everything(review_of(report, []))


def test_the_annotated_video_shows_what_counts_and_what_does_not() -> None:
    spec = EXERCISES["half-kneeling-stretch"]
    progress = Progress(
        channel=spec.progress.channel.on(Limb.NEAR),
        value=17.0,
        zone=spec.progress.target.interval,
        engaged=True,
        held_s=19.4,
        credited_s=11.5,
    )
    counters = section_of(spec).counters(progress, spec, "")
    assert counters == (("overlay.hold", "11 / 30 s"), ("overlay.lost", "8 s"))
    faultless = section_of(spec).counters(replace(progress, credited_s=19.4), spec, "")
    assert faultless == (("overlay.hold", "19 / 30 s"),)


def test_a_slow_computer_is_not_told_to_record_better() -> None:
    step = Step(
        t_s=1.0,
        pose=None,
        facing=None,
        posture=Posture.UNKNOWN,
        reason=Reason.LOW_FRAME_RATE,
        values={},
        progress=Progress(
            channel=Channel(Measure.HIP_FLEXION, Limb.NEAR),
            value=0.0,
            zone=between(0.0, 1.0, Unit.DEG),
            engaged=False,
        ),
    )
    fix = first_fix(checklist(step, None))
    assert fix is not None
    assert "this computer is too busy" in SAY(fix).lower()
    assert "computeren er for travl" in words("da")(fix).lower()
