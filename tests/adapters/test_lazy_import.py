"""MediaPipe imports a plotting library for its drawing aids: an estimator does without, who asks has it."""

import subprocess
import sys

SCRIPT = """
import sys
from formcheck.adapters.mediapipe_pose import PoseEstimator
PoseEstimator().close()
print("matplotlib.figure" in sys.modules)
import matplotlib.pyplot as plt
print(plt.figure.__name__, "matplotlib.figure" in sys.modules)
from mediapipe.tasks.python.vision import drawing_utils
print(drawing_utils.plt.figure is plt.figure, len([each for each in sys.meta_path if "azily" in repr(each)]))
"""


def test_an_estimator_is_made_without_the_plotting_library() -> None:
    """Half a second of each start; a host's own plots are the same."""
    said = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT], capture_output=True, text=True, check=True
    ).stdout
    assert said.split("\n")[:3] == ["False", "figure True", "True 0"]
