"""The cuts of the mobility check are of the body, and landmarks read it a little high."""

import pytest

from formcheck.exercises import EXERCISES

RULE = EXERCISES["thomas-check"].progress
BIAS_DEG, SD_DEG = 1.1, 1.8
"""Of 32 rendered lifts."""


@pytest.mark.parametrize("off", [-1.0, 0.0, 1.0])
@pytest.mark.parametrize(
    ("body_deg", "verdict"),
    [(2.5, "stayed_down"), (7.5, "unsure"), (9.0, "unsure"), (13.0, "lifted"), (18.0, "lifted")],
)
def test_a_lift_is_judged_by_what_the_body_does(body_deg: float, verdict: str, off: float) -> None:
    """A standard deviation off, too. Nearer than that to a cut nobody knows."""
    assert RULE.verdict_on(body_deg + BIAS_DEG + off * SD_DEG) == verdict
