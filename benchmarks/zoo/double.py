"""Stands in for the pose model where what is tried is the reader: it knows the clip, and looks pictures up.

All films of the zoo are made of one clip, which the real model has looked at once. A picture that is alike
one of the clip's gets what was seen in that; in any other nobody is seen. So a wrong turn, a picture in
pieces or a squeezed one are found out, in a tenth of the time.
"""

import os
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image

from formcheck.adapters import mediapipe_pose
from formcheck.adapters.coarse_silhouette import levels_in, silhouette_of
from formcheck.adapters.models import Model, ModelName, find_model
from formcheck.adapters.recording import Recording
from formcheck.adapters.unmirrored import unmirrored
from formcheck.adapters.video_file import VideoReader
from formcheck.cli import main as formcheck
from formcheck.domain.body import Bytes, Floats, Frame, Sighting
from formcheck.engine.sideways import turned

CLIP, RECORDING = "FORMCHECK_ZOO_CLIP", "FORMCHECK_ZOO_RECORDING"
_SMALL_PX = (32, 18)
_ALIKE = 9.0  # mean levels between two small pictures; those of the clip differ from a grey one by 60
_BLOCK = 70.0  # and where they differ most: a limb in the wrong place


class Knowing:
    """An estimator that has seen the clip before."""

    def __init__(self, model: ModelName = ModelName.FULL) -> None:
        self._model = find_model(model)
        self._begun: deque[tuple[Frame, tuple[int, int]]] = deque()
        # The way in which the last picture was one of the clip's is the likeliest for the next.
        self._likely: tuple[int, bool] = (0, False)
        self._pictures = _pictures_of(Path(os.environ[CLIP]))
        with Recording(Path(os.environ[RECORDING])) as recording:
            self._seen = [seen.sighting for seen in recording]

    @property
    def model(self) -> Model:
        """The model that has looked at the clip."""
        return self._model

    def begin_small(self, small: Frame, size_px: tuple[int, int]) -> None:
        """Take a frame that was shrunk. size_px: what it was before."""
        self._begun.append((small, size_px))

    def finish(self) -> Sighting:
        """What the model said of the picture of the clip that the oldest frame is."""
        frame, size_px = self._begun.popleft()
        nobody = Sighting(t_s=frame.t_s, size_px=size_px, brightness=0.5, missing_s=frame.missing_s)
        for turns, mirrored in sorted(self._ways(), key=lambda way: way != self._likely):
            upright = np.rot90(frame.image_rgb, k=turns)
            index = self._find(_small(upright[:, ::-1] if mirrored else upright))
            if index is not None:
                self._likely = turns, mirrored
                seen = unmirrored(self._seen[index]) if mirrored else self._seen[index]
                return _as_in(turned(seen, turns) if turns else seen, nobody)
        return nobody

    def close(self) -> None:
        """Nothing is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def _ways() -> Iterator[tuple[int, bool]]:
        yield from ((turns, mirrored) for turns in range(4) for mirrored in (False, True))

    def _find(self, small: Floats) -> int | None:
        gaps = np.abs(self._pictures - small)
        index = int(np.argmin(gaps.mean(axis=(1, 2, 3))))
        return index if gaps[index].mean() <= _ALIKE and gaps[index].mean(axis=2).max() <= _BLOCK else None


def _as_in(seen: Sighting, here: Sighting) -> Sighting:
    """What was seen, in a picture of another size."""
    pose = seen.pose
    if pose is None:
        return replace(here, others=seen.others, brightness=seen.brightness)
    scale = np.array(here.size_px) / np.array(seen.size_px)
    silhouette = pose.silhouette
    if silhouette is not None:
        cell_x, cell_y = silhouette.px_per_cell
        silhouette = silhouette_of(levels_in(silhouette), (cell_x * scale[0], cell_y * scale[1]))
    pose = replace(pose, t_s=here.t_s, points_px=pose.points_px * scale, silhouette=silhouette)
    return replace(here, pose=pose, others=seen.others, brightness=seen.brightness)


@cache
def _pictures_of(clip: Path) -> Floats:
    with VideoReader(clip) as video:
        return np.array([_small(frame.image_rgb) for frame in video])


def _small(image: Bytes) -> Floats:
    picture = Image.fromarray(np.ascontiguousarray(image)).resize(_SMALL_PX, Image.Resampling.BOX)
    return np.asarray(picture, dtype=np.float32)


def main() -> None:
    """The command line with this double."""
    mediapipe_pose.PoseEstimator = Knowing  # type: ignore[misc, assignment]
    formcheck()
