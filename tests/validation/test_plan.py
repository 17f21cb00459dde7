"""The benchmark's plan: large enough, of every kind, and of nobody that thresholds were tuned on."""

import json
from collections import Counter
from pathlib import Path

from validation.benchmark.clips import DISTRACTORS
from validation.benchmark.entries import read_plan
from validation.benchmark.photos import PHOTOS, readings
from validation.benchmark.rendering import clip_path
from validation.benchmark.robustness import BASES

from formcheck.exercises import EXERCISES

VALIDATION = Path(__file__).parents[2] / "validation"
FIRST_TEST_SEED = 1000


def test_at_least_sixty_clips_of_every_exercise_clean_and_faulty_from_both_sides() -> None:
    clips = read_plan().clips
    assert len(clips) >= 60
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


def test_what_was_looked_at_is_no_test_any_more() -> None:
    plan = read_plan()
    exercise_of = {entry.seed: entry.exercise for entry in plan.clips}
    for row in plan.replaced:
        assert row.seed not in exercise_of
        assert exercise_of[row.by] == row.exercise


def test_another_condition_is_another_file() -> None:
    paths = {clip_path(entry) for entry in read_plan().clips}
    assert len(paths) == len(read_plan().clips)


def test_every_photo_was_read_twice() -> None:
    told = Counter(reading.photo for reading in readings())
    assert set(told.values()) == {2}
    assert len(told) >= 12
    assert all((PHOTOS / f"{photo}.jpg").exists() for photo in told)
