"""Finds the pose models and makes sure that they are the ones we know."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from formcheck.domain.errors import ForeignModelCorrupt, ModelCorrupt, ModelMissing, ModelNotShipped

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

    @property
    def shipped(self) -> bool:
        """Whether it comes with formcheck."""
        return self is not ModelName.HEAVY


def mediapipe_version() -> str:
    """Version of the installed mediapipe, without importing it."""
    from importlib.metadata import version  # noqa: PLC0415 - 30 ms that `formcheck --help` need not wait

    return version("mediapipe")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUsed:
    """By what a body was found, for provenance. Of a foreign recording it may not be known: empty."""

    name: str
    sha256: str
    mediapipe: str = field(default_factory=mediapipe_version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(ModelUsed):
    """A model file whose content was checked."""

    path: Path


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
                raise (ModelCorrupt if name.shipped else ForeignModelCorrupt)(
                    model=name.value, file=name.file_name
                )
            return Model(name=name.value, path=path, sha256=sha256)
    raise (ModelMissing if name.shipped else ModelNotShipped)(model=name.value, file=name.file_name)
