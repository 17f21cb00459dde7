"""Tuning and test clips share no seed and no body."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from validation.movements import EXERCISES, VARIANTS
from validation.plan import FIRST_TEST_SEED, make_plan

FOLDER = Path(__file__).parents[2] / "validation"


def _clips(name: str) -> list[dict[str, object]]:
    return json.loads((FOLDER / f"seeds_{name}.json").read_text(encoding="utf-8"))["clips"]


def test_seeds_are_disjoint() -> None:
    tuning = {clip["seed"] for clip in _clips("tuning")}
    test = {clip["seed"] for clip in _clips("test")}
    assert not tuning & test
    assert max(tuning) < FIRST_TEST_SEED <= min(test)


def test_bodies_are_disjoint() -> None:
    bodies = [{make_plan(**clip).body_index for clip in _clips(name)} for name in ("tuning", "test")]
    assert not bodies[0] & bodies[1]


@pytest.mark.parametrize("name", ["tuning", "test"])
def test_every_exercise_has_clean_and_faulty_clips(name: str) -> None:
    clips = _clips(name)
    assert all(clip["variant"] in VARIANTS[clip["exercise"]] for clip in clips)
    for exercise in EXERCISES:
        variants = {clip["variant"] for clip in clips if clip["exercise"] == exercise}
        assert "clean" in variants
        assert len(variants) >= 2


def test_same_seed_same_plan() -> None:
    first, again = (make_plan("supine-march", "clean", 7) for _ in range(2))
    assert first == again


def test_given_conditions_move_nothing_else() -> None:
    drawn, given = make_plan("supine-march", "clean", 7), make_plan("supine-march", "clean", 7, yaw_deg=40.0)
    assert given.yaw_deg == 40.0
    assert (drawn.body_index, drawn.near, drawn.looseness) == (given.body_index, given.near, given.looseness)
