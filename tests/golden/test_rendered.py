"""Rendered people of tuning seeds whose every time is known, from what the pose model saw of them.

Each was counted or timed wrongly once: a camera at table height, a hurried march, a walk.
"""

from functools import cache
from pathlib import Path

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.domain.events import RepCompleted
from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES

FOLDER = Path(__file__).parent / "rendered"


@cache
def reps_of(name: str, slug: str) -> tuple[RepCompleted, ...]:
    return analyse_video(FOLDER / f"{name}.npz", EXERCISES[slug]).report.reps


def test_from_a_table_the_far_knee_stands_over_the_near_one_and_does_not_date_it() -> None:
    (rep,) = reps_of("supine_march_from_a_table", "supine-march")
    assert rep.complete
    times_s = (rep.start_s, rep.peak_s, rep.leave_s, rep.end_s)
    assert times_s == pytest.approx((2.39, 4.11, 4.93, 7.60), abs=0.4)


def test_from_a_table_a_march_whose_hips_come_up_is_no_bridge() -> None:
    """The lifted near foot is drawn as high as the far one that stands, and the trunk slopes at rest."""
    reps = reps_of("supine_march_hips_up_from_a_table", "supine-march")
    assert [rep.complete for rep in reps] == [True, True]
    assert [rep.start_s for rep in reps] == pytest.approx([2.24, 7.50], abs=0.4)
    assert [rep.end_s for rep in reps] == pytest.approx([6.73, 12.15], abs=0.4)
    assert all(Flag.PELVIS_LIFTED in rep.flags for rep in reps)


def test_a_hurried_march_is_counted_and_told_to_be_too_fast() -> None:
    """The last lift takes .62 s of the body, .57 of what is seen."""
    reps = reps_of("standing_march_hurried", "standing-march")
    assert [rep.complete for rep in reps] == [True] * 4
    assert [rep.start_s for rep in reps] == pytest.approx([2.70, 4.53, 5.51, 6.27], abs=0.2)
    assert [Flag.TOO_FAST in rep.flags for rep in reps] == [False, True, True, True]


def test_the_steps_of_who_stands_and_walks_off_are_no_attempts_at_a_march() -> None:
    """The first one is over before they have got far."""
    assert reps_of("walk_after_standing", "standing-march") == ()
