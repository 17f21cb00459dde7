"""Makes portrait twins of the golden clips: `python -m benchmarks.zoo.portraits FOLDER [CLIP ...]`.

As a phone held upright films them: 720 by 1280, the body across three quarters of the width, or as large as
fits. Keeps what the pose model saw (.npz), which is what tests/golden/portraits holds.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.zoo.films import ffmpeg
from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.recording import Recording
from formcheck.exercises import EXERCISES

GOLDEN = Path(__file__).parents[2] / "tests" / "golden"
SIZE_PX = (720, 1280)
BODY_SHARE, HEIGHT_SHARE = 0.75, 0.86
FPS = 15
UNTIL_S = {
    "half_kneeling_good": 12.0,
    "supine_march_clean": 9.0,
    "seated_raise_clean": 8.0,
    "thomas_lifted": 8.0,
    "glute_bridge": 9.0,
    "standing_march": 8.0,
}
SLUGS = {
    "half_kneeling_good": "half-kneeling-stretch",
    "supine_march_clean": "supine-march",
    "seated_raise_clean": "seated-knee-raise",
    "thomas_lifted": "thomas-check",
    "glute_bridge": "glute-bridge",
    "standing_march": "standing-march",
}


def body_box(clip: str, until_s: float) -> tuple[float, float, float, float, int, int]:
    """Left, top, right, bottom of the body over all that time, width and height of the picture, in pixels."""
    with Recording(GOLDEN / "recordings" / f"{clip}.npz") as recording:
        seen = [s.sighting for s in recording if s.sighting.t_s < until_s and s.sighting.pose]
        points = np.array([s.pose.points_px for s in seen if s.pose])
    width_px, height_px = seen[0].size_px
    x, y = points[..., 0], -points[..., 1]
    left, right = np.nanpercentile(x, (0.5, 99.5))
    top, bottom = np.nanpercentile(y, (0.5, 99.5))
    return float(left), float(top), float(right), float(bottom), width_px, height_px


def write_portrait(clip: str, path: Path, until_s: float) -> None:
    """Film the clip upright: what lies beyond its edges is what stands at them."""
    left, top, right, bottom, width_px, height_px = body_box(clip, until_s)
    scale = min(BODY_SHARE * SIZE_PX[0] / (right - left), HEIGHT_SHARE * SIZE_PX[1] / (bottom - top))
    wide, high = round(width_px * scale / 2) * 2, round(height_px * scale / 2) * 2
    x = round((left + right) / 2 * scale - SIZE_PX[0] / 2)
    y = round((top + bottom) / 2 * scale - SIZE_PX[1] / 2)
    before_x, before_y = max(0, -x), max(0, -y)
    behind_x, behind_y = max(0, x + SIZE_PX[0] - wide), max(0, y + SIZE_PX[1] - high)
    graph = (
        f"fps={FPS},scale={wide}:{high},"
        f"pad={wide + before_x + behind_x}:{high + before_y + behind_y}:{before_x}:{before_y},"
        f"fillborders=left={before_x}:right={behind_x}:top={before_y}:bottom={behind_y}:mode=smear,"
        f"crop={SIZE_PX[0]}:{SIZE_PX[1]}:{max(0, x)}:{max(0, y)}"
    )
    source = GOLDEN / "clips" / f"{clip}.mp4"
    coder = ("-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "20")
    ffmpeg("-t", str(until_s), "-i", str(source), "-vf", graph, *coder, str(path))


def main(folder: Path, clips: Sequence[str]) -> None:
    """Make those that are named, or all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        for clip in clips or UNTIL_S:
            until_s = UNTIL_S[clip]
            path = Path(made) / f"{clip}.mp4"
            write_portrait(clip, path, until_s)
            found = analyse_video(path, EXERCISES[SLUGS[clip]], recording_out=folder / f"{clip}.npz")
            print(clip, f"judged {found.report.judged_share:.2f}", [r.start_s for r in found.report.reps])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
