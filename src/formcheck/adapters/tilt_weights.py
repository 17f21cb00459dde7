"""Loads the weights of the pelvic tilt model and makes sure that they are the ones we know."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from formcheck.adapters.models import model_folders
from formcheck.domain.body import Floats
from formcheck.domain.errors import ModelCorrupt, ModelMissing
from formcheck.kinematics.pelvic_tilt import Layer, TiltModel

TILT_FILE = "pelvic_tilt.npz"
# Provenance in models/README.md.
TILT_SHA256 = "80df2fe22863e0f801685c56f1874c4cb7b8369078d8e743abc29a0dbea2f722"


def load_tilt_model(folders: Sequence[Path] | None = None) -> TiltModel:
    """Find, check and read the weights; about 10 ms.

    Raises ModelMissing, or ModelCorrupt where the content is not the one we know.
    """
    for folder in model_folders() if folders is None else folders:
        path = folder / TILT_FILE
        if path.is_file():
            if hashlib.sha256(path.read_bytes()).hexdigest() != TILT_SHA256:
                raise ModelCorrupt(model="pelvic_tilt", file=TILT_FILE)
            return read_tilt_model(path)
    raise ModelMissing(model="pelvic_tilt", file=TILT_FILE)


def read_tilt_model(path: Path) -> TiltModel:
    """Read a file of weights, whichever it is."""
    with np.load(path, allow_pickle=False) as file:
        arrays: dict[str, Floats] = {name: file[name].astype(np.float64) for name in file.files}
    members = sorted({name.split("/")[0] for name in arrays if name.startswith("member")})
    return TiltModel(
        centre=arrays["centre"],
        spread=arrays["spread"],
        change_spread=arrays["change_spread"],
        members=_stacked([_layers(arrays, member) for member in members]),
        yaw=_layers(arrays, "yaw"),
        sd_scale=arrays["sd_scale"],
        gain=arrays["gain"],
        strange_limit=arrays["strange_limit"],
        full_change=arrays["full_change"],
    )


def _layers(arrays: dict[str, Floats], name: str) -> tuple[Layer, ...]:
    count = sum(key.startswith(f"{name}/") for key in arrays) // 2
    return tuple((arrays[f"{name}/{k}/weights"], arrays[f"{name}/{k}/bias"]) for k in range(count))


def _stacked(networks: Sequence[tuple[Layer, ...]]) -> tuple[Layer, ...]:
    """Layers of networks of one shape, all of them at once."""
    return tuple(
        (np.stack([weights for weights, _ in layers]), np.stack([bias for _, bias in layers]))
        for layers in zip(*networks, strict=True)
    )
