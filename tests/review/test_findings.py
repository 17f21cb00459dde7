"""A finding says where, how much, against what, and one thing to do, in words that are not its own name."""

import math
import re
from dataclasses import replace

import pytest

from formcheck.domain.body import Side
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Flag
from formcheck.engine.fault_spans import Finding
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, words
from formcheck.review import review_of, speak
from formcheck.review.faults import faults_of
from formcheck.review.where import where_line
from tests.review.sets import Frame, held, rep, set_of

SAY, SIG = words("en"), words("da")
SPANS = ((5.2, 12.4),)
EVERY_FLAG = [(spec, flag) for spec in EXERCISES.values() for flag in sorted(spec.flags)]
FLAGS = pytest.mark.parametrize(
    ("spec", "flag"), EVERY_FLAG, ids=lambda each: getattr(each, "key", str(each))
)
PLAIN = {
    "the",
    "a",
    "of",
    "and",
    "to",
    "your",
    "up",
    "is",
    "not",
    "du",
    "i",
    "og",
    "for",
    "på",
    "det",
    "den",
    "fine",
}


@pytest.mark.parametrize(
    ("numbers", "total", "english", "danish"),
    [
        ((1,), 1, "Your repetition", "Din gentagelse"),
        ((2,), 6, "Repetition 2", "Gentagelse 2"),
        ((1, 2), 2, "Repetitions 1 and 2", "Gentagelse 1 og 2"),
        ((2, 4), 6, "Repetitions 2 and 4", "Gentagelse 2 og 4"),
        ((2, 4, 5), 6, "Repetitions 2, 4 and 5", "Gentagelse 2, 4 og 5"),
        ((1, 2, 3), 3, "All 3 repetitions", "Alle 3 gentagelser"),
        (
            tuple(range(3, 10)),
            12,
            "7 of 12 repetitions, first in number 3",
            "7 af 12 gentagelser, første gang i nummer 3",
        ),
    ],
)
def test_where_in_repetitions(numbers: tuple[int, ...], total: int, english: str, danish: str) -> None:
    said = where_line(numbers, SPANS, total)
    assert (speak(said, SAY), speak(said, SIG)) == (english, danish)


def test_where_in_time() -> None:
    assert speak(where_line((), SPANS, 0), SAY) == "From 5 to 12 s"
    assert speak(where_line((), (*SPANS, (20.0, 22.0)), 0), SAY) == "2 times, first from 5 to 12 s"


def said_of(slug: str, flag: Flag, value: float, *, frames: list[Frame] | None = None) -> str:
    findings = (Finding(flag, 5.2, 12.4, Side.LEFT, value),)
    hold = held(20.0, credited_s=13.0, flag=flag)
    report = set_of(slug, holds=(hold,), findings=findings)
    return speak(review_of(report, frames or []).faults[0][1], SAY)


def test_a_tilt_is_said_with_its_uncertainty_or_not_at_all() -> None:
    seen = [Frame(t / 10, values={"pelvic_tilt_deg": 13.0, "pelvic_tilt_sd_deg": 3.6}) for t in range(200)]
    assert "about 13° (± 4°) forward" in said_of("half-kneeling-stretch", Flag.ARCHED_BACK, 13.0, frames=seen)
    unseen = said_of("half-kneeling-stretch", Flag.ARCHED_BACK, 13.0)
    assert "13" not in unseen
    assert unseen.startswith("From 5 to 12 s: Low back arched. ")


def test_what_is_not_known_gets_no_number() -> None:
    assert "nan" not in (text := said_of("half-kneeling-stretch", Flag.BOUNCING, math.nan))
    assert text.startswith("From 5 to 12 s: Moved to and fro. ")


def test_the_worst_of_several_is_told_and_shown() -> None:
    findings = tuple(
        Finding(Flag.LEANED_BACK, start_s, start_s + 1.0, Side.LEFT, value)
        for start_s, value in ((1.0, -14.0), (6.0, -25.0), (11.0, -18.0))
    )
    report = set_of("seated-knee-raise", reps=(rep(0, flags=(Flag.LEANED_BACK,)),), findings=findings)
    (fault,) = faults_of(report)
    assert fault.extent is not None
    assert (fault.extent.value, fault.extent.limit) == (25.0, 8.0)
    assert 6.0 <= fault.moment_s <= 7.0


def quick(up_s: float, down_s: float) -> RepCompleted:
    slow = rep(0, flags=(Flag.TOO_FAST,))
    return replace(slow, peak_s=slow.start_s + up_s, leave_s=10.0, end_s=10.0 + down_s)


@pytest.mark.parametrize(
    ("one", "words_of_it"),
    [
        (quick(0.5, 2.0), "up in 0.5 s; 0.8 s or more is calm"),
        (quick(2.0, 0.6), "down in 0.6 s; 0.8 s or more is calm"),
    ],
)
def test_what_was_too_fast_is_the_way_that_was(one: RepCompleted, words_of_it: str) -> None:
    finding = Finding(Flag.TOO_FAST, one.start_s, one.end_s, Side.LEFT)
    report = set_of("supine-march", reps=(one,), findings=(finding,))
    assert words_of_it in speak(review_of(report, []).faults[0][1], SAY)


def test_a_height_is_held_against_what_counts() -> None:
    low = rep(0, complete=False, flags=(Flag.TOO_LOW,))
    report = set_of("supine-march", reps=(low,), findings=(Finding(Flag.TOO_LOW, 0, 4, Side.LEFT),))
    assert "about 9 % of the length of the lower leg, it counts from 12 % on" in speak(
        review_of(report, []).faults[0][1], SAY
    )


def test_who_was_high_enough_is_not_told_that_it_was_too_low() -> None:
    """Not complete for another reason: then there is no number that would say otherwise."""
    high = replace(rep(0, complete=False, flags=(Flag.TOO_LOW,)), peak={"ankle_lift_near_ratio": 0.5})
    report = set_of("supine-march", reps=(high,), findings=(Finding(Flag.TOO_LOW, 0, 4, Side.LEFT),))
    assert faults_of(report)[0].extent is None


def told(text: str) -> set[str]:
    return set(re.findall(r"[a-zæøå]+", text.lower())) - PLAIN


@FLAGS
@pytest.mark.parametrize("lang", LANGUAGES)
def test_advice_is_not_the_fault_turned_round(spec: ExerciseSpec, flag: Flag, lang: str) -> None:
    sentences = words(lang).sentences
    fault, advice = told(sentences[f"flag.{flag}"]), told(sentences[f"{spec.key}.advice.{flag}"])
    assert len(advice - fault) >= 4
    assert not fault <= advice
    assert not re.search(r"\b(do not|don't|undgå)\b", sentences[f"{spec.key}.advice.{flag}"], re.IGNORECASE)


def test_no_two_faults_of_an_exercise_get_the_same_advice() -> None:
    for lang, spec in ((lang, spec) for lang in LANGUAGES for spec in EXERCISES.values()):
        advice = [words(lang).sentences[f"{spec.key}.advice.{flag}"] for flag in spec.flags]
        assert len(set(advice)) == len(advice), spec.key


def test_every_fault_that_can_be_found_is_told_with_what_is_fine() -> None:
    for spec, flag in EVERY_FLAG:
        wanted = {"{limit:", "{missing:"}
        assert any(part in SAY.sentences[f"{spec.key}.finding.{flag}"] for part in wanted), (spec.key, flag)
    assert len(EVERY_FLAG) >= 20


@FLAGS
@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_numbers_are_not_one_list(spec: ExerciseSpec, flag: Flag, lang: str) -> None:
    """`op på 0,4 s, 0,8 s eller mere` has three commas, and one of them parts two thoughts."""
    assert not re.search(r"\} s, \{", words(lang).sentences[f"{spec.key}.finding.{flag}"])


@pytest.mark.parametrize("piece", ["rep", "hold", "try"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pelvis_that_was_not_seen_is_something_to_act_on(piece: str, lang: str) -> None:
    what, _, fix = words(lang)(f"report.unjudged.tilt_fix_{piece}").partition(". ")
    assert what
    assert fix, "what to do about it"
