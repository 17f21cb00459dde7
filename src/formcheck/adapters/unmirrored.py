"""A source without pictures whose recording was mirrored: left and right of body and mask change places."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from formcheck.adapters.coarse_silhouette import CoarseSilhouette
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.pose_source import PoseSource, Seen
from formcheck.adapters.recording import Recording
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Pose, Sighting, Silhouette
from formcheck.engine.workout import RunSpan

# The rows of the other side: eyes have three landmarks each, all else is left, right by turns.
_OTHER_SIDE = [0, 4, 5, 6, 1, 2, 3, *(row + (1 if row % 2 else -1) for row in range(7, 33))]


class Unmirrored:
    """Wraps a source of landmarks; whoever has pictures mirrors these instead."""

    def __init__(self, source: PoseSource) -> None:
        self._source = source

    @property
    def info(self) -> VideoInfo:
        """The video."""
        return replace(self._source.info, unmirrored=True)

    @property
    def model(self) -> ModelUsed:
        """The pose model that looked."""
        return self._source.model

    @property
    def runs(self) -> tuple[RunSpan, ...]:
        """Of the recording of a live workout its runs, whose legs change places, too."""
        runs = self._source.runs if isinstance(self._source, Recording) else ()
        return tuple(replace(run, side=run.side.opposite) if run.side else run for run in runs)

    def __iter__(self) -> Iterator[Seen]:
        for seen in self._source:
            yield Seen(unmirrored(seen.sighting))

    def close(self) -> None:
        """Let go of the source."""
        self._source.close()


def unmirrored(sighting: Sighting) -> Sighting:
    """The sighting of the mirrored picture."""
    if sighting.background_px_per_s is not None:
        x, y = sighting.background_px_per_s
        sighting = replace(sighting, background_px_per_s=(-x, y))
    pose = sighting.pose
    if pose is None:
        return sighting
    points_px = pose.points_px[_OTHER_SIDE] * np.array([-1.0, 1.0]) + np.array([sighting.size_px[0], 0.0])
    return replace(
        sighting,
        pose=Pose(
            t_s=pose.t_s,
            points_px=points_px,
            visibility=pose.visibility[_OTHER_SIDE],
            silhouette=_unmirrored_mask(pose.silhouette),
        ),
    )


def _unmirrored_mask(silhouette: Silhouette | None) -> Silhouette | None:
    if silhouette is None:
        return None
    if isinstance(silhouette, CoarseSilhouette):
        return CoarseSilhouette(np.ascontiguousarray(silhouette.levels[:, ::-1]), silhouette.px_per_cell)
    return replace(silhouette, mask=np.ascontiguousarray(silhouette.mask[:, ::-1]))
