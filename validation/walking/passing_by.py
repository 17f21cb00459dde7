"""`python -m validation.walking.passing_by FOLDER`: somebody walks through behind who does something else.

Nobody of them does the walking check: not a step may be counted. Tuning seeds; prints what is.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck.adapters.analysis import analyse_video
from formcheck.exercises import EXERCISES
from validation.clip import Shoot, prepare
from validation.degrade import spoil
from validation.plan import make_plan
from validation.renderer import Renderer
from validation.scene import furnish
from validation.video import VideoWriter
from validation.walking.clips import FPS, SIZE, SLUG
from validation.wardrobe import dress

_BEHIND_M = (1.0, 1.5)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the person in front does, and the seeds of both."""

    exercise: str
    seed: int
    walker_seed: int

    @property
    def name(self) -> str:
        """Stem of its files."""
        return f"passing_by_{self.exercise.replace('-', '_')}_{self.seed:04d}"


SCENES = (
    Scene("standing-march", 641, 651),
    Scene("squat", 642, 652),
    Scene("standing-march", 643, 653),
)


def film(scene: Scene, folder: Path) -> Path:
    """Render one, or take what is there."""
    path = folder / f"{scene.name}.mp4"
    if path.exists():
        return path
    own, other = _shoots(scene)
    out = 1.0 if own.plan.near == "L" else -1.0
    rng = own.plan.rng("passing by")
    person = dress(own.body, own.plan.rng("clothes"), looseness="regular")
    passer = dress(other.body, other.plan.rng("clothes"), looseness="regular")
    room = furnish(own.plan.rng("room"), near_side=own.plan.near, mat=None, stool_top_m=None)
    # The camera looks from the near side, so behind is away from it; the wall is further behind.
    depth_m = min(float(rng.uniform(*_BEHIND_M)), room.description["wall_distance_m"] - 0.4)
    aside = np.array([0.0, -out * max(depth_m, 0.5), 0.0])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = Renderer(own.camera, room.light, list(room.meshes), pattern_seed=1.0, supersample=1)
    aside_path = path.with_suffix(".part.mp4")
    noise = own.plan.rng("noise")
    try:
        with VideoWriter(aside_path, size=SIZE, fps=FPS, crf=own.plan.degradation.crf) as video:
            for i, t_s in enumerate(own.times_s):
                meshes = person.meshes(own.placed[i].bones)[0]
                behind = other.placed[min(i, len(other.placed) - 1)].bones.moved(aside)
                picture = renderer.draw([*meshes, *passer.meshes(behind)[0]])
                video.write(spoil(picture, own.plan.degradation, noise), float(t_s))
    finally:
        renderer.close()
    aside_path.replace(path)
    return path


def _shoots(scene: Scene) -> tuple[Shoot, Shoot]:
    own = prepare(
        make_plan(scene.exercise, "clean", scene.seed, size=SIZE, fps=FPS, looseness="regular", supersample=1)
    )
    other = prepare(
        make_plan(SLUG, "clean", scene.walker_seed, size=SIZE, fps=FPS, near=own.plan.near, reps=3)
    )
    return own, other


def main(arguments: list[str] | None = None) -> int:
    """Render, judge, print; 1 where a step was counted."""
    parser = argparse.ArgumentParser(prog="python -m validation.walking.passing_by", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    counted = 0
    for scene in SCENES:
        path = film(scene, folder)
        recording = path.with_suffix(".npz")
        if not recording.exists():
            analyse_video(path, EXERCISES[SLUG], hindsight=False, recording_out=recording)
        report = analyse_video(recording, EXERCISES[SLUG]).report
        steps = sum(len(each.steps) for each in report.passes)
        counted += steps
        sys.stdout.write(f"{scene.name}: {steps} steps, {len(report.passes)} passes\n")
    return 1 if counted else 0


if __name__ == "__main__":
    raise SystemExit(main())
