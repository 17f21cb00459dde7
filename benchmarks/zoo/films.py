"""Makes the zoo's files of one sound clip: by ffmpeg, or by changing bytes."""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from formcheck.ui.samples import sample_videos

SECONDS, FPS = 6.0, 15
FRAMES = round(SECONDS * FPS)
SOUND = "sound.mp4"
Make = Callable[[Path, Path], str]
"""Makes a file in the folder given first, of the clip given second, and returns its name."""


def sound_clip(folder: Path, *, slug: str = "standing-march", stem: str = "standing_march_clean") -> Path:
    """The first seconds of a sample video, small: what all others are made of."""
    source = next(video.path for video in sample_videos(slug) if video.path.stem == stem)
    path = folder / SOUND
    ffmpeg(
        "-i", str(source), "-vf", f"fps={FPS},scale=640:360", "-frames:v", str(FRAMES), "-an",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", str(FPS), "-movflags", "+faststart",
        str(path),
    )  # fmt: skip
    return path


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg; what it says is an error."""
    command = [shutil.which("ffmpeg") or "ffmpeg", "-nostdin", "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True)


def coded(name: str, *options: str, before: tuple[str, ...] = ()) -> Make:
    """Code the clip anew. options: of ffmpeg, for what is written; before: for what is read."""

    def make(folder: Path, clip: Path) -> str:
        ffmpeg(*before, "-i", str(clip), *options, str(folder / name))
        return name

    return make


def changed(made: Make, change: Callable[[bytes], bytes]) -> Make:
    """A file, with its bytes changed."""

    def make(folder: Path, clip: Path) -> str:
        name = made(folder, clip)
        path = folder / name
        path.write_bytes(change(path.read_bytes()))
        return name

    return make


def content(name: str, content: bytes) -> Make:
    """A file of these bytes."""

    def make(folder: Path, _: Path) -> str:
        (folder / name).write_bytes(content)
        return name

    return make


def copied(name: str) -> Make:
    """The clip, by another name."""

    def make(folder: Path, clip: Path) -> str:
        shutil.copy(clip, folder / name)
        return name

    return make


def cut_at(share: float) -> Callable[[bytes], bytes]:
    """Break off there."""
    return lambda content: content[: int(len(content) * share)]


def zeroed(start: float, share: float) -> Callable[[bytes], bytes]:
    """Overwrite a stretch with zeros."""

    def change(content: bytes) -> bytes:
        first, count = int(len(content) * start), int(len(content) * share)
        return content[:first] + bytes(count) + content[first + count :]

    return change


def scattered(seed: int, places: int) -> Callable[[bytes], bytes]:
    """Change single bytes anywhere but in the first two hundredths."""

    def change(content: bytes) -> bytes:
        rng = random.Random(seed)  # noqa: S311 - a reproducible mess
        spoilt = bytearray(content)
        for _ in range(places):
            spoilt[rng.randrange(len(content) // 50, len(content))] = rng.randrange(256)
        return bytes(spoilt)

    return change


def taken_out(start: float, share: float) -> Callable[[bytes], bytes]:
    """Leave a stretch out."""

    def change(content: bytes) -> bytes:
        first = int(len(content) * start)
        return content[:first] + content[first + int(len(content) * share) :]

    return change
