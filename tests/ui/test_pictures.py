"""Every exercise has its drawn position, at rest and in motion."""

from xml.etree import ElementTree as ET

import pytest

from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.ui.pictures.moving import moving_picture


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_is_drawn_in_motion(spec: ExerciseSpec) -> None:
    picture = ET.fromstring(moving_picture(spec.key, "title"))
    assert picture.findall(".//{http://www.w3.org/2000/svg}animate")
