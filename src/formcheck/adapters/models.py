"""Finds the pose models and makes sure that they are the ones we know."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from formcheck.domain.errors import ModelCorrupt, ModelMissing

# Provenance in models/README.md.
KNOWN_SHA256: Mapping[str, str] = MappingProxyType(
    {
        "lite": "0b637de2d34d223c5abd6e394991a36f4374c9591fd2467bb326bb4d6c7100ee",
        "full": "edca141227668a2cb49b8eae3214f6200eb50b74d4f63bb1352d15cb172a31a6",
        "heavy": "f32732e4bca841405d3b4d72429fe2aeaf58230e657ca3a6aba1176a8e2cad2f",
    }
)


class ModelName(StrEnum):
    """Pose models by size. Heavy is three times slower than full and not shipped."""

    LITE = "lite"
    FULL = "full"
    HEAVY = "heavy"

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return f"pose_landmarker_{self.value}.task"


@dataclass(frozen=True, slots=True)
class Model:
    """A model file whose content was checked."""

    name: ModelName
    path: Path
    sha256: str


def model_folders() -> tuple[Path, ...]:
    """Where models are looked for: inside the installed package, then in the checkout."""
    package = Path(__file__).resolve().parents[1]
    return package / "models", package.parents[1] / "models"


def find_model(name: ModelName, folders: Sequence[Path] | None = None) -> Model:
    """Find and check a model file; about 15 ms, since all of it is read.

    Raises ModelMissing, or ModelCorrupt where the content is not the one we know.
    """
    for folder in model_folders() if folders is None else folders:
        path = folder / name.file_name
        if path.is_file():
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            if sha256 != KNOWN_SHA256[name.value]:
                raise ModelCorrupt(model=name.value, file=name.file_name)
            return Model(name, path, sha256)
    raise ModelMissing(model=name.value, file=name.file_name)
