"""Analyses of bodies that move with known angles, worked out once, in a fraction of a second."""

from functools import cache

from formcheck.adapters.analysis import Analysis, analyse
from formcheck.exercises import EXERCISES
from formcheck.testing import Sightings
from tests.engine.test_session import EXAMPLES, sightings

# One of each kind of progress.
KINDS = ("half-kneeling-stretch", "supine-march", "thomas-check")


@cache
def analysis_of(slug: str) -> Analysis:
    """The example of an exercise, as if it had been filmed."""
    pose, duration_s = EXAMPLES[slug]
    source = Sightings(sightings(pose, duration_s, fps=15.0), name="clip.mp4", duration_s=duration_s)
    return analyse(source, EXERCISES[slug])
