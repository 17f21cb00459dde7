"""Measure the way of a recorded video: `python -m benchmarks.offline`. Exits with 1 on a missed limit."""

import tempfile
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from benchmarks.offline import batch, stages
from benchmarks.offline.clip import EXERCISE, PELVIS_NOT_JUDGED, looped, sample_of
from benchmarks.offline.processes import CLI, TOP, Spent, analyse, run

LEAST_OF_BARE, LEAST_OF_BARE_WITH_VIDEO, LEAST_OF_TUTORIAL = 0.95, 0.80, 1.2
MOST_MEMORY_MB, MOST_GROWTH = 900.0, 0.10
MOST_OF_IMPORT = 0.4
LEAST_FASTER, LEAST_FASTER_WITHOUT_PELVIS = 25.0, 40.0
LEAST_OF_SECOND_WORKER = 1.6
FPS = 30.0

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def _say(what: str, found: str, *, met: bool = True) -> bool:
    typer.echo(f"{'ok  ' if met else 'MISS'}  {what:52} {found}")
    return met


def _pace(folder: Path, rounds: int, seconds: float, base: Path | None) -> bool:
    """Everything in turns: what else the machine does meanwhile hits all of them."""
    clip = looped(folder / "clip.mp4", seconds)
    out, here = str(folder / "out.mp4"), str(Path(__file__).parent)
    runs: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
        "ours, JSON": (tuple(analyse(clip, EXERCISE, "--json", str(folder / "o.json"))), {}),
        "ours, JSON and video": (
            tuple(analyse(clip, EXERCISE, "--json", str(folder / "o.json"), "--video", out)),
            {},
        ),
        "bare": ((f"{here}/bare.py", str(clip)), {}),
        "tutorial, video": ((f"{here}/tutorial.py", str(clip), out), {}),
    }
    if base:
        before = {"PYTHONPATH": str(base / "src")}
        runs["before, JSON"] = (runs["ours, JSON"][0], before)
    found: dict[str, list[Spent]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (arguments, env) in runs.items():
            found[name].append(run(*arguments, env={"PYTHONPATH": f"{TOP / 'src'}:{TOP}"} | env))
    for name, spent in found.items():
        fps = median(FPS * seconds / each.seconds for each in spent)
        minute = median(60.0 / seconds * each.processor_s for each in spent)
        _say(name, f"{fps:5.1f} /s  {minute:5.1f} processor s a minute of video  {_peak(spent):4.0f} MB")

    def ratio(ours: str, other: str, least: float) -> bool:
        pairs = zip(found[ours], found[other], strict=True)
        share = median(theirs.seconds / own.seconds for own, theirs in pairs)
        return _say(f"{ours} / {other} (>= {least})", f"{share:.2f}", met=share >= least)

    met = [
        ratio("ours, JSON", "bare", LEAST_OF_BARE),
        ratio("ours, JSON and video", "bare", LEAST_OF_BARE_WITH_VIDEO),
        ratio("ours, JSON", "tutorial, video", LEAST_OF_TUTORIAL),
        ratio("ours, JSON and video", "tutorial, video", LEAST_OF_TUTORIAL),
    ]
    if base:
        met.append(ratio("ours, JSON", "before, JSON", 0.98))
    return all(met)


def _peak(spent: list[Spent]) -> float:
    return max(each.peak_mb for each in spent)


def _long(folder: Path, minutes: float) -> bool:
    """Memory of a long video against that of one minute."""
    peaks = []
    for length_min in (1.0, minutes):
        clip = looped(folder / f"{length_min:g}.mp4", 60.0 * length_min)
        options = ("--json", str(folder / "o.json"), "--video", str(folder / "o.mp4"))
        peaks.append(run(*analyse(clip, EXERCISE, *options)).peak_mb)
    growth = peaks[1] / peaks[0] - 1.0
    told = f"{peaks[0]:.0f} to {peaks[1]:.0f} MB, {100.0 * growth:+.1f} %"
    return _say(
        f"memory, {minutes:g} min against 1 (<= {100.0 * MOST_GROWTH:.0f} %, < {MOST_MEMORY_MB:.0f} MB)",
        told,
        met=growth <= MOST_GROWTH and peaks[1] < MOST_MEMORY_MB,
    )


def _start() -> bool:
    ours = min(run(*CLI, "--help").processor_s for _ in range(5))
    theirs = min(run("-c", "import mediapipe").processor_s for _ in range(5))
    return _say(
        f"formcheck --help / import mediapipe (< {MOST_OF_IMPORT})",
        f"{ours / theirs:.2f} ({ours:.2f} of {theirs:.2f} s)",
        met=ours < MOST_OF_IMPORT * theirs,
    )


def _again(folder: Path, seconds: float, exercise: str, least: float) -> bool:
    """Judging what was seen once more, without a picture, against judging the video: processor time.

    Of both, what the first second takes is taken off: it is start-up, most of it.
    """
    seen_s, again_s, same = [], [], True
    for length_s in (1.0, seconds):
        clip, kept = looped(folder / "again.mp4", length_s, sample_of(exercise)), folder / "again.npz"
        reports = folder / "first.json", folder / "again.json"
        seen = run(*analyse(clip, exercise, "--recording", str(kept), "--json", str(reports[0])))
        spent = [run(*analyse(kept, exercise, "--json", str(reports[1]))) for _ in range(3)]
        seen_s.append(seen.processor_s)
        again_s.append(min(each.processor_s for each in spent))
        said = [path.read_text().replace("again.npz", "again.mp4") for path in reports]
        same = same and said[0] == said[1]
    faster = (seen_s[1] - seen_s[0]) / (again_s[1] - again_s[0])
    _say(f"{exercise} again, the same to the byte", str(same), met=same)
    return _say(
        f"{exercise} again, times faster (>= {least:.0f})",
        f"{faster:.0f} ({again_s[1] - again_s[0]:.2f} s, beside {again_s[0]:.2f} to start)",
        met=faster >= least and same,
    )


def _batch(folder: Path, clips: int) -> bool:
    one_s, two_s = batch.measure(folder, clips=clips, seconds=3.0)
    return _say(
        f"batch of {clips}, 2 workers against 1 (>= {LEAST_OF_SECOND_WORKER})",
        f"{one_s / two_s:.2f} ({one_s:.0f} and {two_s:.0f} s)",
        met=one_s >= LEAST_OF_SECOND_WORKER * two_s,
    )


@app.command()
def main(
    *,
    rounds: Annotated[int, typer.Option(help="Turns of all that are compared.")] = 5,
    seconds: Annotated[float, typer.Option(help="Length of the clip.")] = 30.0,
    minutes: Annotated[float, typer.Option(help="Length of the long video; 0: none.")] = 30.0,
    base: Annotated[Path | None, typer.Option(help="A checkout of another commit, to compare with.")] = None,
    clips: Annotated[int, typer.Option(help="Clips of a batch, with one worker and with two; 0: none.")] = 0,
    only_stages: Annotated[bool, typer.Option("--stages", help="Cost of each stage, and no more.")] = False,
) -> None:
    """Measure pace, memory, start-up and judging again."""
    with tempfile.TemporaryDirectory() as name:
        folder, met = Path(name), [True]
        if not only_stages:
            met = [
                _start(),
                _again(folder, seconds, EXERCISE, LEAST_FASTER),
                _again(folder, seconds, PELVIS_NOT_JUDGED, LEAST_FASTER_WITHOUT_PELVIS),
                _pace(folder, rounds, seconds, base),
            ]
            if minutes:
                met.append(_long(folder, minutes))
            if clips:
                met.append(_batch(folder, clips))
        # Last: a process that is started counts the memory of the one that starts it as its own peak.
        clip = looped(folder / "stages.mp4", 10.0)
        for stage, (clock_ms, processor_ms) in stages.measure(clip, EXERCISE, folder, pictures=200).items():
            _say(f"{stage}, ms a picture", f"{clock_ms:5.1f}  ({processor_ms:.1f} of processors)")
    raise typer.Exit(0 if all(met) else 1)


if __name__ == "__main__":
    app()
