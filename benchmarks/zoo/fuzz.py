"""Spoil clips at random and read them: `python -m benchmarks.zoo.fuzz --clips 500 --analyses 50`.

Whatever was changed, reading ends in pictures or in a sentence, and takes no longer than three times the
clip. Exits with 1 where it does not; a crash ends this process, and says so by that.
"""

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.zoo.case import hold_time_laws
from benchmarks.zoo.double import CLIP, RECORDING, Knowing
from benchmarks.zoo.films import SECONDS, scattered, taken_out, zeroed
from benchmarks.zoo.run import clip_looked_at
from benchmarks.zoo.spoilt import SOUND_MAKES
from formcheck.adapters import mediapipe_pose
from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.export_json import build_report
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.errors import FormcheckError
from formcheck.exercises import EXERCISES

_LONGEST = 3 * SECONDS
Change = Callable[[bytes], bytes]
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def change_of(rng: random.Random) -> Change:
    """One way to spoil a file."""
    start, share = rng.uniform(0.0, 0.95), rng.uniform(0.001, 0.2)
    kinds: list[Change] = [
        scattered(rng.randrange(1 << 30), rng.choice([1, 10, 100, 1000])),
        zeroed(start, share),
        taken_out(start, share),
        lambda content: content[: int(len(content) * start) + 1],
        lambda content: content[: int(len(content) * start)] * 2,
    ]
    return rng.choice(kinds)


@app.command()
def main(
    clips: Annotated[int, typer.Option(help="Clips for the reader.")] = 500,
    analyses: Annotated[int, typer.Option(help="Clips that are analysed, too.")] = 50,
    seed: Annotated[int, typer.Option(help="Another one gives other clips.")] = 1,
    kept: Annotated[Path | None, typer.Option(help="Folder that keeps the clip for the next time.")] = None,
) -> None:
    """Spoil, read, count."""
    rng = random.Random(seed)  # noqa: S311 - a reproducible mess
    told: Counter[str] = Counter()
    longest_s = 0.0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        clip = clip_looked_at(kept or folder)
        os.environ |= {CLIP: str(clip), RECORDING: str(clip.with_suffix(".npz"))}
        mediapipe_pose.PoseEstimator = Knowing  # type: ignore[misc, assignment]
        sound = {name: folder / make(folder, clip) for name, make in SOUND_MAKES.items()}
        contents = {name: path.read_bytes() for name, path in sound.items()}
        for number in range(clips):
            name = rng.choice(sorted(sound))
            path = folder / f"spoilt{sound[name].suffix}"
            path.write_bytes(change_of(rng)(contents[name]))
            begun_s = time.process_time()
            told[_outcome(path, analyse=number < analyses)] += 1
            longest_s = max(longest_s, time.process_time() - begun_s)
    typer.echo(
        f"{clips} clips, {analyses} of them analysed: {dict(told)}; the longest took {longest_s:.1f} s"
    )
    raise typer.Exit(int(longest_s > _LONGEST))


def _outcome(path: Path, *, analyse: bool) -> str:
    try:
        if analyse:
            hold_time_laws(
                build_report(analyse_video(path, EXERCISES["standing-march"])).model_dump(mode="json")
            )
            return "analysed"
        with VideoReader(path) as video:
            return "read" if sum(1 for _ in video) else "no picture"
    except FormcheckError as error:
        return type(error).__name__


if __name__ == "__main__":
    app()
