"""What is to be done with a folder of videos, and by which name finished work is known again."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from formcheck.adapters.models import ModelName
from formcheck.exercises import EXERCISES
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.version import VERSION

AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """where: a folder, gone through with all its folders, or a pattern. exercise: a slug, or AUTO.

    out: the folder for what is found. workers: processes on this machine. scheduler: address of a cluster to
    use instead, `tcp://host:port`; its machines must see the files under the same paths. recordings: keep
    what the pose model saw. from_recordings: judge recordings (.npz) instead of videos.
    """

    where: str
    out: Path
    exercise: str = AUTO
    model: ModelName = ModelName.FULL
    hindsight: bool = True
    workers: int | None = None
    scheduler: str | None = None
    recordings: bool = False
    from_recordings: bool = False

    @property
    def settings(self) -> str:
        """Short name of all that a result depends on beside the video itself."""
        specs = EXERCISES.values() if self.exercise == AUTO else (EXERCISES[self.exercise],)
        parts = (
            VERSION,
            self.exercise,
            self.model.value,
            str(self.hindsight),
            str(self.recordings),
            *map(criteria_hash, specs),
        )
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
