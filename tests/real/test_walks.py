"""Two real people who walk past, as the pose model saw them: steps as by eye, sides right."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from formcheck.adapters.analysis import analyse_video
from formcheck.domain.walking import WalkStep
from formcheck.exercises import EXERCISES

FOLDER = Path(__file__).parent / "walks"


def steps_of(name: str) -> list[WalkStep]:
    report = analyse_video(FOLDER / f"{name}.npz", EXERCISES["walking-check"]).report
    return [step for each in report.passes for step in each.steps]


def test_every_step_between_two_contacts_in_the_picture_is_found_with_its_side() -> None:
    """The first contact begins no step that was seen, the last one lies at the picture's edge."""
    contacts = json.loads((FOLDER / "walk_normal.json").read_text())["walking"]["contacts_s"]
    truth = sorted((t_s, side) for side, times in contacts.items() for t_s in times)[1:-1]
    found = steps_of("walk_normal")
    assert [step.side for step in found] == [side for _, side in truth]
    for step, (t_s, _) in zip(found, truth, strict=True):
        assert step.contact_s == pytest.approx(t_s, abs=0.1)


def test_who_limps_puts_one_foot_beside_the_other() -> None:
    found = steps_of("walk_limping")
    assert len(found) >= 8
    assert all(a.side is not b.side for a, b in pairwise(found))
    lengths = {side: [s.length_ratio for s in found if s.side == side] for side in ("left", "right")}
    assert min(lengths["left"]) > 0.4
    assert max(lengths["right"]) < 0.2
