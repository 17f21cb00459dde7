"""What the pose model saw of a clip, kept as a recording: a change of a rule needs no picture again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import formcheck
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.recording import RecordingWriter
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame
from validation.benchmark.rendering import cache_dir
from validation.benchmark.spoiling import SPOILS

Image8 = NDArray[np.uint8]
Spoil = Callable[[Image8], Image8]
PACKAGE = Path(formcheck.__file__).parent
_LOOKS = (
    "adapters/mediapipe_pose.py", "adapters/people.py", "adapters/coarse_silhouette.py", "adapters/models.py",
    "adapters/video_file.py", "adapters/video_source.py", "adapters/video_clock.py", "adapters/stuck.py",
    "adapters/upright.py", "adapters/inference_picture.py",
)  # fmt: skip
"""Everything between a picture and a sighting."""


@cache
def looks_hash() -> str:
    """Hash of everything between a picture and a sighting, the pose models included."""
    digest = hashlib.sha256()
    folders = [PACKAGE / "models", PACKAGE.parents[1] / "models"]
    models = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.task"))]
    for path in [*(PACKAGE / name for name in _LOOKS), *models, Path(__file__).with_name("spoiling.py")]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def recording_at(path: Path, spoil: str = "") -> Path:
    """Where the recording of a video is kept, as for `look`."""
    digest = hashlib.sha256(f"{looks_hash()}/{spoil}/".encode() + path.read_bytes())
    return cache_dir() / "recordings" / f"{path.stem}-{digest.hexdigest()[:16]}.npz"


def look(path: Path, spoil: str = "") -> Path:
    """The recording of a video, made unless it is there. spoil: a row of `SPOILS`, "" = as it is.

    Raises FormcheckError.
    """
    kept = recording_at(path, spoil)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(".partial")
        _record(path, making, SPOILS[spoil] if spoil else None)
        making.replace(kept)
    return kept


def _record(path: Path, out: Path, spoil: Spoil | None) -> None:
    with (
        VideoReader(path) as reader,
        PoseEstimator() as estimator,
        out.open("w+b") as file,
        RecordingWriter(file) as recording,
    ):
        for frame in reader:
            seen = Frame(frame.t_s, spoil(frame.image_rgb), frame.missing_s) if spoil else frame
            recording.add(estimator.estimate(seen))
        recording.finish(reader.info, estimator.model)
