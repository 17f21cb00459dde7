"""A pose source that needs neither a video nor a pose model."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from formcheck.adapters.models import ModelUsed
from formcheck.adapters.pose_source import Seen
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Facing, Sighting
from formcheck.testing.bodies import Stick
from formcheck.testing.motions import frames

_NO_MODEL = ModelUsed(name="", sha256="", mediapipe="")


class Sightings:
    """Sightings in rising time, as if a pose model had seen them. Can be gone through again.

    name: what a report calls the video. duration_s: None = until the last frame has been shown as long as the
    one before it.
    """

    def __init__(
        self, sightings: Iterable[Sighting], *, name: str = "made_up", duration_s: float | None = None
    ) -> None:
        self._sightings = tuple(sightings)
        times_s = [sighting.t_s for sighting in self._sightings]
        if not times_s or times_s[0] < 0.0 or any(later <= t_s for t_s, later in pairwise(times_s)):
            raise ValueError(f"sightings need times that rise from 0 on, got {times_s[:3]} ...")
        interval_s = times_s[-1] - times_s[-2] if len(times_s) > 1 else 0.0
        if duration_s is not None and duration_s < times_s[-1]:
            raise ValueError(f"a frame at {times_s[-1]} s lies behind the end of the video, {duration_s} s")
        width_px, height_px = self._sightings[0].size_px
        self._info = VideoInfo(
            name=name,
            duration_s=times_s[-1] + interval_s if duration_s is None else duration_s,
            frames=len(times_s),
            width_px=width_px,
            height_px=height_px,
            rotation_deg=0,
        )

    @property
    def info(self) -> VideoInfo:
        """The video that there might have been."""
        return self._info

    @property
    def model(self) -> ModelUsed:
        """No model has looked."""
        return _NO_MODEL

    def __iter__(self) -> Iterator[Seen]:
        return (Seen(sighting) for sighting in self._sightings)

    def close(self) -> None:
        """Nothing is open."""


def film(
    body_at: Callable[[float], Stick],
    duration_s: float,
    *,
    fps: float = 24.0,
    facing: Facing = Facing.RIGHT,
    name: str = "made_up",
) -> Sightings:
    """Film a body that moves. body_at: the body at a time."""
    seen = (body_at(t_s).sighting(t_s, facing=facing) for t_s in frames(duration_s, fps))
    return Sightings(seen, name=name, duration_s=duration_s)
