"""The benchmark's plan: large enough, of every kind, and of nobody that thresholds were tuned on."""

import json
from collections import Counter
from pathlib import Path

from validation.benchmark.clips import DISTRACTORS
from validation.benchmark.drawing import QUICK, draw_plan, write_plan
from validation.benchmark.entries import read_plan
from validation.benchmark.photos import PHOTOS, readings
from validation.benchmark.rendering import clip_path
from validation.benchmark.robustness import BASES

from formcheck.exercises import EXERCISES as ALL

# Walks are rendered and judged by themselves: docs/WALKING.md.
EXERCISES = [slug for slug, spec in ALL.items() if not spec.progress.crosses_picture]
VALIDATION = Path(__file__).parents[2] / "validation"
FIRST_TEST_SEED = 1000


def test_at_least_two_hundred_clips_of_every_exercise_clean_and_faulty_from_both_sides() -> None:
    clips = read_plan().clips
    assert len(clips) >= 200
    for exercise in EXERCISES:
        own = [entry for entry in clips if entry.exercise == exercise]
        assert Counter(entry.variant for entry in own)["clean"] >= 4
        assert len({entry.variant for entry in own}) >= 3
        assert {entry.near for entry in own} == {"L", "R"}
        assert len({entry.fit for entry in own}) >= 2
    assert {entry.exercise for entry in clips} == {*EXERCISES, *DISTRACTORS}
    assert {entry.fit for entry in clips} == {"tight", "regular", "loose"}
    assert all(abs(entry.yaw_deg or 0.0) <= 12 for entry in clips)


def test_no_seed_was_used_for_tuning() -> None:
    tuning = {clip["seed"] for clip in json.loads((VALIDATION / "seeds_tuning.json").read_text())["clips"]}
    seeds = [entry.seed for entry in (*read_plan().clips, *BASES)]
    assert len(set(seeds)) == len(seeds)
    assert min(seeds) >= FIRST_TEST_SEED > max(tuning)


def test_the_first_clips_are_a_small_benchmark_of_everything() -> None:
    clips = read_plan().clips
    quick = clips[:QUICK]
    assert {(entry.exercise, entry.variant) for entry in quick} == {
        (entry.exercise, entry.variant) for entry in clips
    }
    for exercise in EXERCISES:
        assert {entry.near for entry in quick if entry.exercise == exercise} == {"L", "R"}


def test_nobody_knows_the_next_plan() -> None:
    one, other = (draw_plan(entropy, "2026-01-01") for entropy in (1, 2))
    assert one == draw_plan(1, "2026-01-01")
    assert not {clip["seed"] for clip in one["clips"]} & {clip["seed"] for clip in other["clips"]}


def test_a_plan_is_read_as_it_was_drawn(tmp_path: Path) -> None:
    drawn = draw_plan(3, "2026-01-01")
    write_plan(drawn, tmp_path / "plan.json")
    read = read_plan(tmp_path / "plan.json")
    assert read.date == "2026-01-01"
    assert [entry.seed for entry in read.clips] == [clip["seed"] for clip in drawn["clips"]]


def test_another_condition_is_another_file() -> None:
    paths = {clip_path(entry) for entry in read_plan().clips}
    assert len(paths) == len(read_plan().clips)


def test_every_photo_was_read_twice() -> None:
    told = Counter(reading.photo for reading in readings())
    assert set(told.values()) == {2}
    assert len(told) >= 12
    assert all((PHOTOS / f"{photo}.jpg").exists() for photo in told)
