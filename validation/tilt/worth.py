"""Tables of what the tilt estimate is worth: errors, coverage, arched intervals, refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.measure import Flag
from formcheck.kinematics.tilt_inputs import HEADS
from validation.tilt.answers import Answers
from validation.tilt.dataset import Stills
from validation.tilt.judged import Judged, intervals
from validation.tilt.recipe import SIDE_ON_DEG

Array = NDArray[np.float64]
HEAD_OF_EXERCISE = {
    "half-kneeling-stretch": "half_kneeling",
    "standing-march": "standing",
    "seated-knee-raise": "seated",
    "supine-march": "lying",
    "thomas-check": "lying",
    "glute-bridge": "bridge",
}
FITS = {"close": ("painted", "tight"), "regular": ("regular",), "loose": ("loose",)}
"""`close`: what a person is asked to wear. Painted clothes count as it: they hide nothing."""
ERROR_HEAD = ("what", "frames", "RMSE", "r", "bias", "stated SD", "within 1 SD", "within 2 SD", "seen")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def errors_row(name: str, said: Array, true: Array, sd: Array) -> list[str]:
    """RMSE, correlation, bias, coverage; said is NaN where nothing was said."""
    seen = np.isfinite(said)
    share = f"{seen.mean():.0%}" if len(said) else "-"
    error, true, sd = (said - true)[seen], true[seen], sd[seen]
    if len(error) < 5:
        return [name, f"{len(error)}", "-", "-", "-", "-", "-", "-", share]
    r = np.corrcoef(error + true, true)[0, 1] if np.std(true) > 1.0 else np.nan
    within = [np.mean(np.abs(error) <= k * sd) for k in (1, 2)]
    return [
        name, f"{len(error)}", f"{np.sqrt(np.mean(error**2)):.1f}", "-" if np.isnan(r) else f"{r:.2f}",
        f"{np.mean(error):+.1f}", f"{np.mean(sd):.1f}", f"{within[0]:.0%}", f"{within[1]:.0%}", share,
    ]  # fmt: skip


def joined(films: Sequence[Judged]) -> tuple[Array, Array, Array]:
    """Said, true, stated SD of all frames where the back is there to be seen."""
    return tuple(  # type: ignore[return-value]
        np.concatenate([getattr(film, name)[~film.hidden] for film in films])
        for name in ("said", "true", "sd")
    )


def film_errors(films: Sequence[Judged]) -> str:
    """Must 1 and 2, on films: every frame after smoothing."""
    if not films:
        return ""
    rows = []
    for head in HEADS:
        every = [film for film in films if HEAD_OF_EXERCISE[film.exercise] == head]
        for fit, names in FITS.items():
            some = [film for film in every if film.fit in names]
            if some:
                rows.append(errors_row(f"{head}, {fit} ({len(some)} people)", *joined(some)))
        if every:
            rows.append(errors_row(f"{head}, all ({len(every)} people)", *joined(every)))
    rows.append(errors_row(f"all films ({len(films)} people)", *joined(films)))
    return table(ERROR_HEAD, rows)


def still_errors(stills: Stills, answers: Answers) -> str:
    """Must 1 and 2, on single pictures, one neutral or two: every posture at its extremes, side-on."""
    rows = []
    heads, fits = stills.head[answers.index], stills.fit[answers.index]
    side_on = np.abs(stills.yaw_deg[answers.index]) <= SIDE_ON_DEG
    free = (stills.hidden[answers.index] == "") & side_on
    for head in HEADS:
        for fit, names in FITS.items():
            some = (heads == head) & np.isin(fits, names) & free
            rows.append(
                errors_row(f"{head}, {fit}", answers.said[some], answers.true[some], answers.sd[some])
            )
    rows.append(errors_row("all", answers.said[free], answers.true[free], answers.sd[free]))
    return table(ERROR_HEAD, rows)


def sample_errors(films: Sequence[Judged]) -> str:
    """The clips that another program made; the plateau: where the truth says 10 degrees or more."""
    if not films:
        return ""
    rows = []
    for film in films:
        row = errors_row(film.name.removeprefix("video_"), film.said, film.true, film.sd)
        high = (film.true >= 10.0) & np.isfinite(film.said)
        plateau = f"{film.said[high].mean():.1f} of {film.true[high].mean():.1f}" if high.any() else "-"
        spans = [
            f"{f.start_s:.1f}-{f.end_s:.1f} s" for f in film.report.findings if f.flag is Flag.ARCHED_BACK
        ]
        rows.append([*row, plateau, ", ".join(spans) or "silent"])
    rows.append([*errors_row(f"all ({len(films)} clips)", *joined(films)), "-", "-"])
    return table((*ERROR_HEAD, "plateau", "`arched_back`"), rows)


def arched(films: Sequence[Judged]) -> str:
    """Must 3. An arch that was not seen counts as missed."""
    if not films:
        return ""
    every = [one for film in films for one in intervals(film)]
    kinds = {
        "holds, half-kneeling": ("half-kneeling-stretch",),
        "repetitions, supine march": ("supine-march",),
        "all": ("half-kneeling-stretch", "supine-march"),
    }
    rows = []
    for name, exercises in kinds.items():
        some = [one for one in every if one.exercise in exercises]
        hit = sum(one.arched and one.said for one in some)
        false = sum(one.said and not one.arched for one in some)
        missed = sum(one.arched and not one.said for one in some)
        seen = sum(one.seen >= 0.5 for one in some)
        precision, recall = hit / max(hit + false, 1), hit / max(hit + missed, 1)
        rows.append([
            name, len(some), seen, sum(one.arched for one in some), hit, false, missed,
            f"{precision:.2f}", f"{recall:.2f}",
        ])  # fmt: skip
    head = ("what", "intervals", "seen", "arched", "found", "false alarms", "missed", "precision", "recall")
    return table(head, rows)


def refusals(films: Sequence[Judged], stills: Stills, answers: Answers) -> str:
    """Must 4: share of frames that are not seen, where they must not be."""
    rows = []
    for film in films:
        silent = np.isnan(film.said[film.hidden])
        rows.append([f"film {film.name}", f"{len(silent)}", f"{silent.mean():.1%}"])
    every = [np.isnan(film.said[film.hidden]) for film in films]
    if every:
        rows.append(["all films", f"{sum(map(len, every))}", f"{np.concatenate(every).mean():.1%}"])
    hidden, lying = stills.hidden[answers.index], stills.head[answers.index] == "lying"
    far = stills.hidden[answers.index] == "turned"
    for name, some in (
        ("stills: lying, arms at the sides", (hidden == "arm") & lying),
        ("stills: arm across the back", (hidden == "arm") & ~lying),
        ("stills: turned by more than 30", far),
    ):
        share = f"{np.mean(np.isnan(answers.said[some])):.1%}" if some.any() else "-"
        rows.append([name, f"{some.sum()}", share])
    return table(("what", "frames", "not seen"), rows)


def faked(films: Sequence[Judged]) -> str:
    """Must 5: a stretch that is all arch."""
    if not films:
        return ""
    rows = []
    for film in films:
        holds = film.report.holds
        reasons = {f.flag for held in holds for f in held.findings}
        rows.append([
            film.name, f"{sum(h.hold.in_zone_s for h in holds):.1f}",
            f"{sum(h.credited_s for h in holds):.1f}", "yes" if Flag.ARCHED_BACK in reasons else "no",
        ])  # fmt: skip
    return table(("film", "in the zone, s", "credited, s", "says why"), rows)


def plausible(film: Judged) -> str:
    """Must 6: a real video."""
    said = film.said[np.isfinite(film.said)]
    jumps = np.abs(np.diff(film.said))
    row = [
        film.name.removeprefix("video_"), f"{np.mean(np.isfinite(film.said)):.0%}",
        f"{said.min():+.1f} .. {said.max():+.1f}" if len(said) else "-",
        f"{np.nanmax(jumps):.1f}" if np.isfinite(jumps).any() else "-",
    ]  # fmt: skip
    return table(("video", "seen", "range, deg", "largest jump between frames, deg"), [row])
