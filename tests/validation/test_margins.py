"""Recordings that are changed, and what counts as right of them."""

from dataclasses import replace

import numpy as np
import pytest
from validation.perturbed.changes import drifting, less_visible, noisy, stretched, usual_trunk_px
from validation.perturbed.margins import Film, films, outcomes
from validation.perturbed.margins_page import write_page
from validation.perturbed.outcome import Outcome, tally
from validation.perturbed.variations import VARIATIONS, Variation

from formcheck.domain.body import Sighting

RIGHT = Outcome(
    film="a",
    exercise="glute-bridge",
    own=True,
    variation="mirrored",
    shown=2,
    right=2,
    false=0,
    false_partial=0,
    reason=None,
    reason_right=True,
    judged_share=1.0,
)


@pytest.fixture(scope="module")
def bridge() -> Film:
    """The shortest one."""
    (film,) = films(["bridge_14"])
    return film


def named(name: str) -> Variation:
    (found,) = (each for each in VARIATIONS if each.name == name)
    return found


def points(sightings: list[Sighting]) -> np.ndarray:
    return np.array([sighting.pose.points_px for sighting in sightings if sighting.pose])


def test_a_bridge_is_right_slower_and_begun_later(bridge: Film) -> None:
    asked = [named("as it is"), named("0.8 x as fast")]
    for outcome in outcomes(bridge, ["glute-bridge"], asked):
        assert (outcome.shown, outcome.right, outcome.holds) == (1, 1, True), str(outcome)


def test_a_repetition_that_the_cut_goes_through_is_not_asked_for(bridge: Film) -> None:
    (outcome,) = outcomes(bridge, ["glute-bridge"], [named("begun 1 s later")])
    assert outcome.shown == 0


@pytest.mark.parametrize("wrong", [{"right": 1}, {"false": 1}, {"false_partial": 1}, {"reason_right": False}])
def test_what_does_not_hold_is_listed(wrong: dict[str, object]) -> None:
    outcome = replace(RIGHT, variation="rolled", **wrong)  # type: ignore[arg-type]
    assert not outcome.holds
    page = write_page([RIGHT, outcome])
    assert f"- {outcome}" in page
    assert str(RIGHT) not in page


def test_sums_are_of_all() -> None:
    sums = tally("all", [RIGHT, replace(RIGHT, right=1, false=1)])
    assert (sums.right, sums.shown, sums.false) == (3, 4, 1)


def test_noise_has_the_size_that_is_asked_for(bridge: Film) -> None:
    off = points(noisy(0.01)(bridge.sightings, np.random.default_rng(1))) - points([*bridge.sightings])
    assert off.std() == pytest.approx(0.01 * usual_trunk_px(bridge.sightings), rel=0.05)


def test_a_drift_goes_on_as_it_went(bridge: Film) -> None:
    off = points(drifting(0.01)(bridge.sightings, np.random.default_rng(1))) - points([*bridge.sightings])
    size_px = 0.01 * usual_trunk_px(bridge.sightings)
    assert off.std() == pytest.approx(size_px, rel=0.3)
    assert np.abs(np.diff(off, axis=0)).mean() < 0.4 * size_px


def test_a_wider_picture_keeps_its_heights(bridge: Film) -> None:
    before = points([*bridge.sightings])
    after = points(stretched(1.03)(bridge.sightings, np.random.default_rng(1)))
    assert after[..., 1] == pytest.approx(before[..., 1])
    assert np.ptp(after[..., 0]) == pytest.approx(1.03 * np.ptp(before[..., 0]))


def test_less_visible_is_never_less_than_nothing(bridge: Film) -> None:
    seen = less_visible(2.0)(bridge.sightings, np.random.default_rng(1))
    assert all(sighting.pose is None or not sighting.pose.visibility.any() for sighting in seen)
