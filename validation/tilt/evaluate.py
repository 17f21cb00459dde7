"""What the tilt estimate is worth, on people, clothes and movements never trained on, as Markdown.

`python -m validation.tilt.evaluate --films DIR --pictures DIR [--weights FILE] [--into docs/PELVIC_TILT.md]`
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.tilt_weights import read_tilt_model
from formcheck.domain.body import Facing
from formcheck.domain.measure import Flag
from formcheck.domain.posture import Posture
from formcheck.kinematics.pelvic_tilt import (
    ARM_FREE_MIN,
    BACK_SEEN_MIN,
    HEADS,
    SD_LIMIT_DEG,
    YAW_LIMIT_DEG,
    TiltModel,
)
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk, middle_of
from validation.tilt.dataset import HEADS as HEAD_OF
from validation.tilt.dataset import Stills, read_stills
from validation.tilt.films import recall
from validation.tilt.judged import Judged, intervals, judge

Array = NDArray[np.float64]
POSTURE = {
    "half_kneeling": Posture.HALF_KNEELING,
    "standing": Posture.STANDING,
    "seated": Posture.SEATED,
    "lying": Posture.HOOK_LYING,
}
EXERCISE_POSTURE = {
    "half-kneeling-stretch": "half-kneeling",
    "standing-march": "standing",
    "seated-knee-raise": "seated",
    "supine-march": "supine",
    "thomas-check": "supine",
    "glute-bridge": "bridge",
}
MARKS = ("<!-- figures -->", "<!-- end of figures -->")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def errors_row(name: str, error: Array, true: Array, sd: Array, seen: float) -> list[str]:
    """RMSE, correlation, bias, coverage."""
    if len(error) < 5:
        return [name, "0", "-", "-", "-", "-", "-", "-", f"{seen:.0%}"]
    r = np.corrcoef(error + true, true)[0, 1] if np.std(true) > 1.0 else np.nan
    within = [np.mean(np.abs(error) <= k * sd) for k in (1, 2)]
    return [
        name, f"{len(error)}", f"{np.sqrt(np.mean(error**2)):.1f}", "-" if np.isnan(r) else f"{r:.2f}",
        f"{np.mean(error):+.1f}", f"{np.mean(sd):.1f}", f"{within[0]:.0%}", f"{within[1]:.0%}", f"{seen:.0%}",
    ]  # fmt: skip


ERROR_HEAD = ("what", "frames", "RMSE", "r", "bias", "stated SD", "within 1 SD", "within 2 SD", "seen")


def film_errors(films: list[Judged]) -> str:
    """Must 1 and 2, on films: every frame after smoothing."""
    rows = []
    wanted = [film for film in films if not film.refusal and not np.isnan(film.true).all()]
    groups: dict[str, list[Judged]] = {}
    for film in wanted:
        fit = film.fit if film.fit in {"loose", "painted"} else "tight or regular"
        groups.setdefault(f"{EXERCISE_POSTURE[film.exercise]}, {fit}", []).append(film)
    groups = dict(sorted(groups.items())) | {"all films": wanted}
    for name, some in groups.items():
        said, true, sd = (np.concatenate([getattr(f, key) for f in some]) for key in ("said", "true", "sd"))
        seen = np.isfinite(said)
        rows.append(
            errors_row(f"{name} ({len(some)})", (said - true)[seen], true[seen], sd[seen], float(seen.mean()))
        )
    return table(ERROR_HEAD, rows)


def look_of(stills: Stills, i: int) -> TrunkLook:
    """Still `i` as the model reads it."""
    return TrunkLook(
        values=stills.values[i],
        trunk_deg=float(stills.trunk_deg[i]),
        back_seen=float(stills.seen[i, 0]),
        arm_free=float(stills.seen[i, 1]),
    )


def still_answers(stills: Stills, model: TiltModel) -> tuple[Array, Array, Array, NDArray[np.int64]]:
    """Said, true and stated SD of every still that is no neutral, gates applied (NaN = refused)."""
    said, true, sd, index = [], [], [], []
    for group in np.unique(stills.group):
        rows = np.flatnonzero(stills.group == group)
        neutrals = [i for i in rows if stills.neutral[i] and _visible(look_of(stills, i))]
        posture = POSTURE[HEAD_OF[str(stills.kind[rows[0]])]]
        yaws = [model.yaw_deg(look_of(stills, i), posture) for i in rows]
        for i in rows:
            if stills.neutral[i]:
                continue
            look = look_of(stills, i)
            index.append(i)
            refused = not neutrals or not _visible(look) or abs(np.median(yaws)) > YAW_LIMIT_DEG
            if refused:
                said.append(np.nan)
                sd.append(np.nan)
                true.append(np.nan)
                continue
            tilt = model.change(middle_of([look_of(stills, k) for k in neutrals]), look, posture)
            ok = tilt.sd_deg <= SD_LIMIT_DEG
            said.append(tilt.deg if ok else np.nan)
            sd.append(tilt.sd_deg)
            true.append(float(stills.tilt_deg[i] - stills.tilt_deg[neutrals].mean()))
    return np.array(said), np.array(true), np.array(sd), np.array(index)


def _visible(look: TrunkLook) -> bool:
    return look.back_seen >= BACK_SEEN_MIN and look.arm_free >= ARM_FREE_MIN


def still_errors(stills: Stills, model: TiltModel) -> str:
    """Single pictures, one neutral or two: harder than film, and every posture at its extremes."""
    said, true, sd, index = still_answers(stills, model)
    rows = []
    for head in HEADS:
        for fit in ("tight", "regular", "loose"):
            some = (stills.head[index] == head) & (stills.fit[index] == fit) & (stills.hidden[index] == "")
            seen = some & np.isfinite(said)
            share = float(seen.sum() / max(some.sum(), 1))
            rows.append(errors_row(f"{head}, {fit}", (said - true)[seen], true[seen], sd[seen], share))
    return table(ERROR_HEAD, rows)


def arched(films: list[Judged]) -> str:
    """Must 3."""
    every = [one for film in films if not film.refusal for one in intervals(film)]
    judged = [one for one in every if one.seen >= 0.5]
    hit = sum(one.arched and one.said for one in judged)
    false = sum(one.said and not one.arched for one in judged)
    missed = sum(one.arched and not one.said for one in judged)
    rows = [[
        len(every), len(judged), sum(one.arched for one in judged), hit, false, missed,
        f"{hit / max(hit + false, 1):.2f}", f"{hit / max(hit + missed, 1):.2f}",
    ]]  # fmt: skip
    return table(
        ("intervals", "judged", "arched", "found", "false alarms", "missed", "precision", "recall"), rows
    )


def refusals(films: list[Judged], stills: Stills, model: TiltModel) -> str:
    """Must 4: share of frames that are not seen."""
    rows = [
        [f"film {film.name}", f"{len(film.said)}", f"{np.mean(np.isnan(film.said)):.1%}"]
        for film in films
        if film.refusal
    ]
    said, _, _, index = still_answers(stills, model)
    hidden, lying = stills.hidden[index], stills.head[index] == "lying"
    for name, some in (
        ("stills: lying, arms at the sides", (hidden == "arm") & lying),
        ("stills: arm across the back", (hidden == "arm") & ~lying),
        ("stills: turned by more than 20", (hidden == "turned") & (np.abs(stills.yaw_deg[index]) > 20)),
    ):
        rows.append([name, f"{some.sum()}", f"{np.mean(np.isnan(said[some])):.1%}" if some.any() else "-"])
    return table(("what", "frames", "not seen"), rows)


def faked(films: list[Judged]) -> str:
    """Must 5: a stretch that is all arch."""
    rows = []
    for film in films:
        if "faked" in film.name:
            holds = film.report.holds
            reasons = {f.flag for held in holds for f in held.findings}
            rows.append([
                film.name, f"{sum(h.hold.in_zone_s for h in holds):.1f}",
                f"{sum(h.credited_s for h in holds):.1f}", "yes" if Flag.ARCHED_BACK in reasons else "no",
            ])  # fmt: skip
    return table(("film", "in the zone, s", "credited, s", "says why"), rows)


def plausible(films: list[Judged]) -> str:
    """Must 6: the real video."""
    rows = []
    for film in films:
        if film.name == "video_bridging":
            said = film.said[np.isfinite(film.said)]
            jumps = np.abs(np.diff(film.said))
            rows.append([
                film.name, f"{np.mean(np.isfinite(film.said)):.0%}",
                f"{said.min():+.1f} .. {said.max():+.1f}" if len(said) else "-",
                f"{np.nanmax(jumps):.1f}" if np.isfinite(jumps).any() else "-",
            ])  # fmt: skip
    return table(("video", "seen", "range, deg", "largest jump between frames, deg"), rows)


def speed(path: Path, model: TiltModel) -> str:
    """Must 7: what the tilt adds to a frame."""
    sightings, _ = recall(path)
    pose = next(s.pose for s in sightings if s.pose)
    spent = []
    for _ in range(60):
        began = time.perf_counter()
        look = look_at_trunk(pose, Facing.RIGHT)
        if look is not None:
            model.change(look, look, Posture.HALF_KNEELING)
            model.yaw_deg(look, Posture.HALF_KNEELING)
        spent.append(1000.0 * (time.perf_counter() - began))
    return f"Outline, features and model: {np.median(spent):.1f} ms a frame (median of 60, one busy core)."


def report(films: list[Judged], stills: Stills, model: TiltModel, timed: Path) -> str:
    """All of it."""
    return "\n\n".join([
        "### Films (every frame, as the app says it)", film_errors(films),
        "### Single pictures (each judged alone, bodies at their extremes)", still_errors(stills, model),
        "### `arched_back`, per repetition or hold", arched(films),
        "### Refusal", refusals(films, stills, model),
        "### A faked stretch", faked(films),
        "### The real video", plausible(films),
        "### Speed", speed(timed, model),
    ])  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and put them into a document between its marks."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.evaluate", description=__doc__)
    parser.add_argument("--films", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path("models/pelvic_tilt.npz"))
    parser.add_argument("--into", type=Path)
    chosen = parser.parse_args(arguments)
    model = read_tilt_model(chosen.weights)
    paths = sorted(chosen.films.glob("*.npz"))
    films = [judge(path, model) for path in paths if ".part" not in path.name]
    text = report(films, read_stills(chosen.pictures, "test"), model, paths[0])
    sys.stdout.write(text + "\n")
    if chosen.into:
        page = chosen.into.read_text(encoding="utf-8")
        inside = re.compile(f"(?<={MARKS[0]}).*(?={MARKS[1]})", re.DOTALL)
        chosen.into.write_text(inside.sub(lambda _: f"\n\n{text}\n\n", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
