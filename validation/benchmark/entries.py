"""The committed plan of the benchmark: which clips are rendered, under which conditions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from validation.plan import Plan

PLAN_PATH = Path(__file__).with_name("plan.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One clip to render. Angles in degrees, lengths in metres; None = as the seed draws it."""

    exercise: str
    variant: str
    seed: int
    near: str | None = None
    yaw_deg: float | None = None
    distance_m: float | None = None
    height_m: float | None = None
    fit: str | None = None
    reps: int | None = None
    hold_s: float | None = None
    size: tuple[int, int] = (640, 480)
    fps: float = 20.0

    @property
    def conditions(self) -> dict[str, Any]:
        """Everything that decides on the pixels, for the cache's key."""
        return asdict(self)

    def plan(self) -> Plan:
        """The factory's plan of this clip. Needs the `validation` dependency group."""
        from validation.plan import make_plan

        camera = {"distance_m": self.distance_m, "camera_height_m": self.height_m}
        return make_plan(
            self.exercise,
            self.variant,
            self.seed,
            size=self.size,
            fps=self.fps,
            yaw_deg=self.yaw_deg,
            looseness=self.fit,
            near=self.near,
            camera={key: value for key, value in camera.items() if value is not None},
            reps=self.reps,
            hold_s=self.hold_s,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkPlan:
    """All entries, in the order in which they are rendered, and the day on which they were drawn."""

    date: str
    clips: tuple[Entry, ...]


def read_plan(path: Path = PLAN_PATH) -> BenchmarkPlan:
    """The plan as committed. Raises KeyError or TypeError when a field is missing or unknown."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return BenchmarkPlan(
        date=told["date"],
        clips=tuple(
            Entry(**{**entry, "size": tuple(entry["size"]), "fps": told["fps"]}) for entry in told["clips"]
        ),
    )
