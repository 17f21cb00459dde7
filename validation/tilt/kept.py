"""What the pose model saw in a film, kept with the truth: it is judged many times and looked at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Pose, Sighting, Silhouette


def keep(sightings: Iterator[Sighting], truth: dict[str, Any], path: Path) -> int:
    """Store what was seen and what was so; returns the number of frames."""
    seen = list(sightings)
    blank = np.full((33, 2), np.nan)
    shape = next((s.pose.silhouette.mask.shape for s in seen if s.pose and s.pose.silhouette), (1, 1))
    partial = path.with_suffix(".part.npz")
    np.savez_compressed(
        partial,
        t_s=np.array([s.t_s for s in seen]),
        size_px=np.array(seen[0].size_px),
        brightness=np.array([s.brightness for s in seen], dtype=np.float32),
        others=np.array([s.others for s in seen]),
        found=np.array([s.pose is not None for s in seen]),
        points_px=np.array([s.pose.points_px if s.pose else blank for s in seen], dtype=np.float32),
        visibility=np.array([s.pose.visibility if s.pose else blank[:, 0] for s in seen], dtype=np.float32),
        masks=np.array([_mask(s, shape) for s in seen]),
        truth=json.dumps(truth),
    )
    partial.replace(path)
    return len(seen)


def _mask(sighting: Sighting, shape: tuple[int, int]) -> NDArray[np.uint8]:
    if sighting.pose is None or sighting.pose.silhouette is None:
        return np.zeros(shape, dtype=np.uint8)
    return np.round(sighting.pose.silhouette.mask * 255).astype(np.uint8)


def recall(path: Path) -> tuple[list[Sighting], dict[str, Any]]:
    """What was kept."""
    with np.load(path) as file:
        kept = {key: file[key] for key in file.files}
    size = (int(kept["size_px"][0]), int(kept["size_px"][1]))
    rows, columns = kept["masks"].shape[1:]
    sightings = []
    for i, t_s in enumerate(kept["t_s"]):
        pose = None
        if kept["found"][i]:
            mask = kept["masks"][i].astype(np.float32) / 255.0
            pose = Pose(
                t_s=float(t_s),
                points_px=kept["points_px"][i].astype(np.float64),
                visibility=kept["visibility"][i].astype(np.float64),
                silhouette=Silhouette(mask, (size[0] / columns, size[1] / rows)),
            )
        sightings.append(
            Sighting(
                t_s=float(t_s), size_px=size, brightness=float(kept["brightness"][i]), pose=pose,
                others=int(kept["others"][i]),
            )
        )  # fmt: skip
    return sightings, json.loads(str(kept["truth"]))


def keep_video(video: Path, path: Path) -> int:
    """Show a video with its truth beside it to the pose model, keep what it saw."""
    beside = video.with_suffix(".json")
    truth = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    with PoseEstimator() as estimator, VideoReader(video) as reader:
        return keep((estimator.estimate(frame) for frame in reader), truth, path)
