"""What the model says of single pictures: each alone against its group's neutral, the gates applied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.posture import Posture
from formcheck.kinematics.pelvic_tilt import SD_LIMIT_DEG, YAW_LIMIT_DEG, TiltModel
from formcheck.kinematics.trunk_features import N_CONTOUR, TrunkLook, middle_of
from validation.tilt.dataset import HEADS as HEAD_OF
from validation.tilt.dataset import Stills

Array = NDArray[np.float64]
POSTURE = {
    "half_kneeling": Posture.HALF_KNEELING,
    "standing": Posture.STANDING,
    "seated": Posture.SEATED,
    "lying": Posture.HOOK_LYING,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """One row per still that is no neutral, degrees; said is NaN where it was refused. index: its still."""

    said: Array
    true: Array
    sd: Array
    index: NDArray[np.int64]


def look_of(stills: Stills, i: int) -> TrunkLook:
    """Still `i` as the model reads it."""
    return TrunkLook(
        values=stills.whole[i],
        clear=stills.values[i, :N_CONTOUR],
        free=stills.free[i],
        trunk_deg=float(stills.trunk_deg[i]),
        ends_px=stills.ends_px[i],
        back_seen=float(stills.seen[i, 0]),
        low_back_free=float(stills.seen[i, 1]),
        open_back=float(stills.seen[i, 2]),
    )


def still_answers(stills: Stills, model: TiltModel) -> Answers:
    """Said, true and stated SD of every still that is no neutral, gates applied."""
    rows: list[tuple[float, float, float, int]] = []
    for group in np.unique(stills.group):
        members = np.flatnonzero(stills.group == group)
        looks = {int(i): look_of(stills, i) for i in members}
        posture = POSTURE[HEAD_OF[str(stills.kind[members[0]])]]
        shown = {i for i, look in looks.items() if model.why_hidden(look, posture) is None}
        neutrals = [i for i in looks if stills.neutral[i] and i in shown]
        yaw_deg = float(np.median([model.yaw_deg(look, posture) for look in looks.values()]))
        turned = abs(yaw_deg) > YAW_LIMIT_DEG
        for i, look in looks.items():
            if stills.neutral[i]:
                continue
            if turned or not neutrals or i not in shown:
                rows.append((np.nan, np.nan, np.nan, i))
                continue
            tilt = model.change(middle_of([looks[k] for k in neutrals]), look, posture, turned_deg=yaw_deg)
            true = float(stills.tilt_deg[i] - stills.tilt_deg[neutrals].mean())
            rows.append((tilt.deg if tilt.sd_deg <= SD_LIMIT_DEG else np.nan, true, tilt.sd_deg, i))
    said, true, sd, index = zip(*rows, strict=True)
    return Answers(np.array(said), np.array(true), np.array(sd), np.array(index, dtype=np.int64))
