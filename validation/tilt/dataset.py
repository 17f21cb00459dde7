"""From stored pictures to what the model learns from: one row per still, grouped by person and camera."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formcheck.domain.body import Facing, Pose, Silhouette
from formcheck.kinematics.tilt_inputs import read_of
from formcheck.kinematics.trunk_features import TrunkLook, look_at_trunk

Array = NDArray[np.float64]
HEADS = {
    "half_kneeling": "half_kneeling",
    "standing": "standing",
    "seated": "seated",
    "supine": "lying",
    "bridge": "lying",
    "thomas": "lying",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stills:
    """Every still of a split, column by column; `group` says which belong together."""

    values: Array
    """(n, N_READ): what the networks read of a look."""
    whole: Array
    """(n, N_FEATURES): all of a look."""
    free: Array
    """(n, stations of back and front): 1 where the outline is seen."""
    trunk_deg: Array
    ends_px: Array
    """(n, 2, 2): as in `TrunkLook`."""
    seen: Array
    """(n, 3): share of the back in the picture; of the low back under no arm; of the back no arm is near."""
    tilt_deg: Array
    yaw_deg: Array
    group: NDArray[np.int64]
    body: NDArray[np.int64]
    neutral: NDArray[np.bool_]
    kind: NDArray[np.str_]
    fit: NDArray[np.str_]
    hidden: NDArray[np.str_]
    arms: NDArray[np.str_]

    @property
    def head(self) -> NDArray[np.str_]:
        """Which of the model's postures a still belongs to."""
        return np.array([HEADS[kind] for kind in self.kind])


def read_pose(stored: dict[str, Array], i: int) -> tuple[Pose, Facing]:
    """Still `i` of a stored group as the engine would see it."""
    facing = Facing.LEFT if str(stored["near"]) == "L" else Facing.RIGHT
    mask = stored["masks"][i].astype(np.float32) / 255.0
    return Pose(
        t_s=0.0,
        points_px=stored["points_px"][i].astype(np.float64),
        visibility=stored["visibility"][i].astype(np.float64),
        silhouette=Silhouette(mask, (float(stored["px_per_cell"][i, 0]), float(stored["px_per_cell"][i, 1]))),
    ), facing


def read_stills(folder: Path, split: str) -> Stills:
    """Look at every stored still of a split (2 ms each)."""
    rows: list[tuple[TrunkLook, float, float, int, int, bool, str, str, str, str]] = []
    for path in sorted(folder.glob(f"{split}_?????.npz")):
        with np.load(path) as file:
            stored = {key: file[key] for key in file.files}
        for i in range(len(stored["points_px"])):
            look = look_at_trunk(*read_pose(stored, i))
            if look is None:
                continue
            rows.append((
                look,
                float(stored["truth"][i, 0]),
                float(stored["yaw_deg"]),
                int(stored["number"]),
                int(stored["body_index"]),
                bool(stored["neutral"][i]),
                *(str(stored[key]) for key in ("kind", "fit", "hidden", "arms")),
            ))  # fmt: skip
    looks, tilt, yaw, group, body, neutral, kind, fit, hidden, arms = zip(*rows, strict=True)
    return Stills(
        values=np.array([read_of(look) for look in looks]),
        whole=np.array([look.values for look in looks]),
        free=np.array([look.free for look in looks]),
        trunk_deg=np.array([look.trunk_deg for look in looks]),
        ends_px=np.array([look.ends_px for look in looks]),
        seen=np.array([(look.back_seen, look.low_back_free, look.open_back) for look in looks]),
        tilt_deg=np.array(tilt),
        yaw_deg=np.array(yaw),
        group=np.array(group),
        body=np.array(body),
        neutral=np.array(neutral),
        kind=np.array(kind),
        fit=np.array(fit),
        hidden=np.array(hidden),
        arms=np.array(arms),
    )
