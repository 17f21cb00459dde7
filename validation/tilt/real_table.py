"""The tilt on recordings of real people as a table: how often it is said, and what keeps it unsaid."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.pelvic_tilt import TiltModel
from validation.tilt.real import RealTilt, judge_real, mirrored_pose, read_poses

HEAD = (
    "recording",
    "frames",
    "in a learnt posture",
    "turned by, deg",
    "allowed",
    "said",
    "said where allowed",
    "stated SD there",
    "what keeps it unsaid where allowed",
    "and elsewhere",
    "strays when still, deg",
    "mirrored, deg",
)


def largest_drift_deg(real: RealTilt) -> float:
    """How far what is said strays from its median within one still stretch, at most; NaN without any."""
    drifts = []
    for number in range(int(real.still.max(initial=-1)) + 1):
        said = real.said[real.still == number]
        said = said[np.isfinite(said)]
        if len(said) > 1:
            drifts.append(float(np.abs(said - np.median(said)).max()))
    return max(drifts, default=math.nan)


def row_of(real: RealTilt, mirror: RealTilt) -> list[str]:
    """A line of the table."""
    judged, said = len(real.said), np.isfinite(real.said)
    if not judged:
        return [real.name, f"{real.frames}", "0", *("-" for _ in HEAD[3:])]
    drift, other = largest_drift_deg(real), np.isfinite(mirror.said)
    same = len(mirror.said) == judged and (said == other).all()
    apart = float(np.abs(real.said - mirror.said)[said].max()) if same and said.any() else math.nan
    return [
        real.name,
        f"{real.frames}",
        f"{judged}",
        f"{np.nanmedian(np.abs(real.yaw_deg)):.0f}",
        *_shares(real),
        "-" if math.isnan(drift) else f"{drift:.1f}",
        f"{apart:.2f}" if math.isfinite(apart) else ("-" if same else "differs"),
    ]


def _shares(real: RealTilt) -> list[str]:
    """How much is allowed, and said; of what is allowed how much, how surely, and why not the rest."""
    said = np.isfinite(real.said)
    among = said & real.allowed
    count = int(real.allowed.sum())
    return [
        f"{count}",
        f"{said.mean():.0%}",
        f"{among.sum() / count:.0%}" if count else "-",
        f"{np.median(real.sd_deg[among]):.1f}" if among.any() else "-",
        _reasons(real, real.allowed),
        _reasons(real, ~real.allowed),
    ]


def _reasons(real: RealTilt, frames: NDArray[np.bool_]) -> str:
    """What keeps the tilt unsaid in some frames, most first, in shares of them."""
    count = int(frames.sum())
    why = Counter(reason for reason, some in zip(real.unseen, frames, strict=True) if some and reason)
    return ", ".join(f"{reason.value} {n / count:.0%}" for reason, n in why.most_common()) or "-"


def real_rows(folder: Path, model: TiltModel) -> list[list[str]]:
    """Every recording, and all of them together."""
    rows, every = [], []
    for path in sorted(folder.glob("*.npz")):
        poses = read_poses(path)
        real = judge_real(path.stem, poses, model)
        mirror = judge_real(path.stem, [pose and mirrored_pose(pose) for pose in poses], model)
        rows.append(row_of(real, mirror))
        every.append(real)
    whole = _together(every)
    turned = f"{np.nanmedian(np.abs(whole.yaw_deg)):.0f}"
    rows.append(["all", f"{whole.frames}", f"{len(whole.said)}", turned, *_shares(whole), "", ""])
    return rows


def _together(every: Sequence[RealTilt]) -> RealTilt:
    columns = {
        name: np.concatenate([getattr(real, name) for real in every])
        for name in ("said", "sd_deg", "yaw_deg", "allowed", "still")
    }
    return RealTilt(
        name="all",
        frames=sum(real.frames for real in every),
        unseen=tuple(reason for real in every for reason in real.unseen),
        **columns,
    )
