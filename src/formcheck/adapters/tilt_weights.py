"""Loads the weights of the pelvic tilt model and makes sure that they are the ones we know."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from formcheck.adapters.models import model_folders
from formcheck.domain.body import Floats
from formcheck.domain.errors import TiltModelCorrupt, TiltModelMissing
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.kinematics.side_on_tilt import SideOnModel
from formcheck.kinematics.small_networks import Layer

Numbers = TypeVar("Numbers", bound=np.ndarray[Any, Any])
TILT_FILE = "pelvic_tilt.npz"
SIDE_ON, LYING = "side_on/", "lying/"
"""Before the names of the weights for who stands side-on with the back open, and for who lies."""
_MOVES = "moves_spread"
_PLAIN = ("centre", "spread", "change_spread", "sd_scale", "gain", "full_change")
# Provenance in models/README.md.
TILT_SHA256 = "4b94bd151dc34e1f497ad46fa9105653a096c8d65ea167898ab7dbb16a72ecb8"


def load_tilt_model(folders: Sequence[Path] | None = None) -> TiltModel:
    """Find, check and read the weights; about 10 ms.

    Raises TiltModelMissing, or TiltModelCorrupt where the content is not the one we know.
    """
    for folder in model_folders() if folders is None else folders:
        path = folder / TILT_FILE
        if path.is_file():
            if hashlib.sha256(path.read_bytes()).hexdigest() != TILT_SHA256:
                raise TiltModelCorrupt(model="pelvic_tilt", file=TILT_FILE)
            return read_tilt_model(path)
    raise TiltModelMissing(model="pelvic_tilt", file=TILT_FILE)


def read_tilt_model(path: Path) -> TiltModel:
    """Read a file of weights, whichever it is."""
    with np.load(path, allow_pickle=False) as file:
        arrays: dict[str, Floats] = {name: file[name].astype(np.float64) for name in file.files}
    side_on, lying = part_of(arrays, SIDE_ON), part_of(arrays, LYING)
    return TiltModel(
        **_numbers(arrays),
        moves_spread=arrays.get(_MOVES),
        side_on=SideOnModel(**_numbers(side_on)) if side_on else None,
        lying=TiltModel(**_numbers(lying), moves_spread=lying.get(_MOVES)) if lying else None,
    )


def part_of(arrays: dict[str, Numbers], prefix: str) -> dict[str, Numbers]:
    """Those of a file's arrays that are under a prefix, less the prefix."""
    return {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}


def _numbers(arrays: dict[str, Floats]) -> dict[str, Any]:
    members = sorted({name.split("/")[0] for name in arrays if name.startswith("member")})
    return {
        **{name: arrays[name] for name in _PLAIN},
        "out_of_distribution_limit": arrays["strange_limit"],
        "members": _stacked([_layers(arrays, member) for member in members]),
        "yaw": _layers(arrays, "yaw"),
    }


def _layers(arrays: dict[str, Floats], name: str) -> tuple[Layer, ...]:
    count = sum(key.startswith(f"{name}/") for key in arrays) // 2
    return tuple((arrays[f"{name}/{k}/weights"], arrays[f"{name}/{k}/bias"]) for k in range(count))


def _stacked(networks: Sequence[tuple[Layer, ...]]) -> tuple[Layer, ...]:
    """Layers of networks of one shape, all of them at once."""
    return tuple(
        (np.stack([weights for weights, _ in layers]), np.stack([bias for _, bias in layers]))
        for layers in zip(*networks, strict=True)
    )
