"""A difference is that of the numbers beside it: 18 and 25 are 7 apart, whatever lies behind the point."""

import pytest

from formcheck.review.progress import apart_of


@pytest.mark.parametrize(
    ("now", "before", "apart"),
    [(24.6, 18.4, 7.0), (18.4, 24.6, 7.0), (25.4, 17.6, 7.0), (-3.6, 4.4, 8.0), (1.0, 1.0, 0.0)],
)
def test_what_is_shown_adds_up(now: float, before: float, apart: float) -> None:
    assert apart_of(now, before) == apart
