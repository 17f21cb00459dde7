"""Writes a recording while a video is analysed, in constant memory but for the landmarks."""

from array import array
from collections.abc import Sequence
from io import BytesIO
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

from formcheck.adapters.coarse_silhouette import levels_in
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording.layout import ABOUT, CHUNK_FRAMES, LEVELS, About
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import N_LANDMARKS, Bytes, Sighting
from formcheck.engine.workout import RunSpan
from formcheck.version import VERSION

_QUICK = 1  # of deflate: a third of the time of its usual level, for masks a third more room
_NOBODY = np.full((N_LANDMARKS, 2), np.nan)


class RecordingWriter:
    """Add sightings in rising time, then `finish`. The file is no recording before that.

    passing: it will be read once and thrown away, and need not be small. in_haste: it need not be small, but
    not as large as that.
    """

    def __init__(self, file: IO[bytes], *, passing: bool = False, in_haste: bool = False) -> None:
        self._in_haste = in_haste
        self._packing = ZIP_STORED if passing else ZIP_DEFLATED
        # Of masks bzip2 leaves two thirds of what deflate leaves.
        self._packing_masks = ZIP_STORED if passing else ZIP_DEFLATED if in_haste else ZIP_BZIP2
        self._zip = ZipFile(file, "w", self._packing)
        self._t_s, self._brightness = array("d"), array("d")
        self._size_px, self._others = array("l"), bytearray()
        self._places, self._visibility, self._px_per_cell = array("f"), array("f"), array("d")
        self._missing_s, self._background = array("d"), array("f")
        self._levels: list[Bytes] = []
        self._chunks = 0

    def add(self, sighting: Sighting) -> None:
        """Keep one frame."""
        self._t_s.append(sighting.t_s)
        self._brightness.append(sighting.brightness)
        self._size_px.extend(sighting.size_px)
        self._others.append(min(sighting.others, 255))
        self._missing_s.append(sighting.missing_s)
        self._background.extend(sighting.background_px_per_s or (np.nan, np.nan))
        pose = sighting.pose
        width_px, height_px = sighting.size_px
        points_px = _NOBODY if pose is None else pose.points_px
        self._places.frombytes((points_px / (width_px, -height_px)).astype(np.float32).tobytes())
        visibility = _NOBODY[:, 0] if pose is None else pose.visibility
        self._visibility.frombytes(visibility.astype(np.float32).tobytes())
        silhouette = pose.silhouette if pose else None
        self._px_per_cell.extend(silhouette.px_per_cell if silhouette else (np.nan, np.nan))
        if silhouette:
            self._keep_levels(levels_in(silhouette))

    def finish(self, info: VideoInfo, model: ModelUsed, runs: Sequence[RunSpan] = ()) -> None:
        """Write what is left, and the head. runs: of a live workout."""
        self._write_chunk()
        count = len(self._t_s)
        columns: dict[str, npt.NDArray[np.generic]] = {
            "t_s": np.array(self._t_s, dtype=np.float64),
            "size_px": np.array(self._size_px, dtype=np.int32).reshape(count, 2),
            "brightness": np.array(self._brightness, dtype=np.float64),
            "others": np.frombuffer(self._others, dtype=np.uint8),
            "places": np.array(self._places, dtype=np.float32).reshape(count, N_LANDMARKS, 2),
            "visibility": np.array(self._visibility, dtype=np.float32).reshape(count, N_LANDMARKS),
            "missing_s": np.array(self._missing_s, dtype=np.float64),
            "background": np.array(self._background, dtype=np.float32).reshape(count, 2),
            "px_per_cell": np.array(self._px_per_cell, dtype=np.float64).reshape(count, 2),
        }
        for name, column in columns.items():
            self._write(name, column)
        about = About(
            formcheck=VERSION,
            mediapipe=model.mediapipe,
            model=model.name,
            model_sha256=model.sha256,
            duration_s=info.duration_s,
            rotation_deg=info.rotation_deg,
            mirrored=info.mirrored,
            unmirrored=info.unmirrored,
            breaks_off_s=info.breaks_off_s,
            seen_until_s=info.seen_until_s,
            width_px=info.width_px,
            height_px=info.height_px,
            runs=tuple(runs),
        )
        self._write(ABOUT, np.array(about.model_dump_json()))
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closed or not: what was not finished lacks its head and is no recording.
        self._zip.close()

    def _keep_levels(self, levels: Bytes) -> None:
        if self._levels and (len(self._levels) == CHUNK_FRAMES or self._levels[0].shape != levels.shape):
            self._write_chunk()
        self._levels.append(levels)

    def _write_chunk(self) -> None:
        if self._levels:
            self._write(LEVELS.format(self._chunks), np.stack(self._levels), self._packing_masks)
            self._chunks += 1
            self._levels.clear()

    def _write(self, name: str, values: npt.NDArray[np.generic], packing: int | None = None) -> None:
        entry = ZipInfo(f"{name}.npy")
        # The time of writing is left out of the zip: the same video gives the same bytes.
        entry.compress_type = self._packing if packing is None else packing
        if self._in_haste:
            content = BytesIO()
            np.lib.format.write_array(content, values, allow_pickle=False)
            self._zip.writestr(entry, content.getvalue(), compresslevel=_QUICK)
            return
        with self._zip.open(entry, "w", force_zip64=True) as member:
            np.lib.format.write_array(member, values, allow_pickle=False)
