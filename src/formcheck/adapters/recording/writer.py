"""Writes a recording while a video is analysed, in constant memory."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

from formcheck.adapters.coarse_silhouette import levels_in
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording.layout import ABOUT, BOXES, CHUNK_FRAMES, LEVELS, About
from formcheck.adapters.recording.rows import Rows
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Bytes, Sighting
from formcheck.engine.workout import RunSpan
from formcheck.version import VERSION

_QUICK = 1  # of deflate: a third of the time of its usual level, for masks a third more room


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
        self._rows = Rows()
        self._levels: list[Bytes] = []
        self._boxes: list[tuple[int, int, int, int]] = []

    def add(self, sighting: Sighting) -> None:
        """Keep one frame."""
        self._rows.add(sighting)
        silhouette = sighting.pose.silhouette if sighting.pose else None
        if silhouette:
            self._keep_levels(levels_in(silhouette))

    def finish(self, info: VideoInfo, model: ModelUsed, runs: Sequence[RunSpan] = ()) -> None:
        """Write what is left, and the head. runs: of a live workout."""
        self._write_chunk()
        self._write(BOXES, np.array(self._boxes, np.int32).reshape(-1, 4))
        for name, head, pieces in self._rows.columns():
            self._write_pieces(name, head, pieces)
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
        self._rows.close()
        self._zip.close()

    def _keep_levels(self, levels: Bytes) -> None:
        if self._levels and (len(self._levels) == CHUNK_FRAMES or self._levels[0].shape != levels.shape):
            self._write_chunk()
        self._levels.append(levels)

    def _write_chunk(self) -> None:
        if self._levels:
            masks = np.stack(self._levels)
            anybody = masks.max(axis=0)
            rows, columns = _reach(anybody.any(axis=1)), _reach(anybody.any(axis=0))
            self._write(LEVELS.format(len(self._boxes)), masks[:, rows, columns], self._packing_masks)
            self._boxes.append((rows.start, columns.start, *anybody.shape))
            self._levels.clear()

    def _write(self, name: str, values: npt.NDArray[np.generic], packing: int | None = None) -> None:
        head = np.lib.format.header_data_from_array_1_0(values)
        self._write_pieces(name, head, [values.tobytes()], packing)

    def _write_pieces(
        self, name: str, head: dict[str, object], pieces: Iterable[bytes], packing: int | None = None
    ) -> None:
        entry = ZipInfo(f"{name}.npy")
        # The time of writing is left out of the zip: the same video gives the same bytes.
        entry.compress_type = self._packing if packing is None else packing
        if self._in_haste:
            content = BytesIO()
            np.lib.format.write_array_header_1_0(content, head)
            content.writelines(pieces)
            self._zip.writestr(entry, content.getvalue(), compresslevel=_QUICK)
            return
        with self._zip.open(entry, "w", force_zip64=True) as member:
            np.lib.format.write_array_header_1_0(member, head)
            for piece in pieces:
                member.write(piece)


def _reach(anybody: npt.NDArray[np.bool_]) -> slice:
    """From the first to the last that is true; nothing where none is."""
    (found,) = np.nonzero(anybody)
    return slice(int(found[0]), int(found[-1]) + 1) if len(found) else slice(0, 0)
