"""Moving pictures of rendered people, kept as what the pose model saw of them: they are judged many times.

`python -m validation.tilt.films --out DIR [--only NAME ...]` renders the films of `FILMS` that are not there
yet; `--video FILE` keeps what the model sees in a video that exists.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Frame, Pose, Sighting, Silhouette
from validation.clip import Shoot, prepare, shoot_images, truth_of
from validation.movements import MOVEMENTS
from validation.performance import Brief, Performance
from validation.plan import make_plan
from validation.pose import ArmStyle
from validation.postures.kneeling import half_kneeling
from validation.postures.seated import seated
from validation.postures.standing import Standing
from validation.postures.supine import supine
from validation.timeline import Timeline
from validation.video import VideoWriter

Array = NDArray[np.float64]
SIZE, FPS = (480, 360), 9.0
HURRY = 0.75
"""Films are shown faster than they were shot: 9 pictures a second are shown as 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What to shoot. exercise: what the app is asked to judge. variant: the fault, or `free` or `faked`."""

    exercise: str
    variant: str
    seed: int
    fit: str | None = None
    yaw_deg: float | None = None
    arms: ArmStyle | None = None

    @property
    def name(self) -> str:
        """Its file's stem."""
        parts = (self.exercise, self.variant, f"{self.seed}", self.fit, self.arms)
        return "_".join(part for part in parts if part).replace("-", "_") + (
            "" if self.yaw_deg is None else f"_yaw{self.yaw_deg:+.0f}"
        )


def _row(exercise: str, variant: str, first: int, count: int, **fixed: Any) -> tuple[Film, ...]:
    fits = ("tight", "loose", "regular")
    return tuple(
        Film(
            exercise=exercise, variant=variant, seed=first + i,
            fit=fixed.get("fit", fits[i % 3]), arms=fixed.get("arms"), yaw_deg=fixed.get("yaw_deg"),
        )
        for i in range(count)
    )  # fmt: skip


FILMS: tuple[Film, ...] = (
    *_row("half-kneeling-stretch", "free", 7000, 6, arms="crossed"),
    *_row("standing-march", "free", 7100, 3, arms="crossed"),
    *_row("seated-knee-raise", "free", 7200, 3, arms="lap"),
    *_row("supine-march", "free", 7300, 3, arms="crossed"),
    *_row("half-kneeling-stretch", "arched_back", 7400, 6, arms="thigh"),
    *_row("half-kneeling-stretch", "clean", 7450, 3, arms="crossed"),
    *_row("supine-march", "arched_back", 7500, 7, arms="crossed"),
    *_row("supine-march", "clean", 7550, 3, arms="crossed"),
    *_row("glute-bridge", "arched_back", 7600, 2, arms="crossed"),
    *_row("glute-bridge", "clean", 7650, 1, arms="crossed"),
    *_row("half-kneeling-stretch", "faked", 7700, 2, arms="thigh"),
    *_row("supine-march", "arched_back", 7800, 1, arms="floor"),
    *_row("half-kneeling-stretch", "arched_back", 7810, 1, arms="behind"),
    *_row("half-kneeling-stretch", "clean", 7820, 1, arms="thigh", yaw_deg=24.0),
    *_row("half-kneeling-stretch", "clean", 7824, 1, arms="thigh", yaw_deg=-26.0),
    *_row("supine-march", "clean", 7830, 1, arms="crossed", yaw_deg=25.0),
)
"""All but the last rows show what should be judged; the last, what should not."""


def free_movement(exercise: str, brief: Brief, arms: ArmStyle) -> Performance:
    """A neutral of 3 s, then tilt, lean and legs go their own ways, each at its own times."""
    lying, kneeling = exercise == "supine-march", exercise == "half-kneeling-stretch"
    leg = brief.near
    timeline, end = Timeline({"lean": 0.0}), 17.0
    spans = {"tilt": (-14.0, 14.0)}
    if kneeling:
        spans |= {"extension": (-2.0, 24.0), "lean": (-8.0, 10.0)}
    elif exercise == "standing-march":
        spans |= {"lean": (-8.0, 10.0), f"raise_{leg}": (0.0, 75.0)}
    elif exercise == "seated-knee-raise":
        spans |= {"lean": (-12.0, 10.0), f"raise_{leg}": (0.0, 22.0)}
    else:
        spans |= {f"raise_{leg}": (0.0, 40.0)}
    for signal, (low, high) in spans.items():
        now = 3.6
        while now < end - 3.0:
            takes, rests = brief.between(1.2, 2.2), brief.between(0.3, 1.4)
            timeline.move(signal, now, now + takes, brief.between(low, high))
            now += takes + rests
    styles: dict[str, ArmStyle] = {"L": arms, "R": arms}

    def posture(body: Any) -> Any:
        match exercise:
            case "half-kneeling-stretch":
                return half_kneeling(body, rear=brief.near, arms=styles, front_knee_deg=97.0)
            case "standing-march":
                return Standing(body=body, arms=styles)
            case "seated-knee-raise":
                return seated(body, arms=styles, thigh_deg=89.0, knee_deg={"L": 93.0, "R": 92.0})
            case _:
                return supine(body, arms=styles)

    return Performance(
        posture=posture,
        timeline=timeline,
        duration_s=end,
        trembling={"lean": 0.3} if not lying else {},
        lying=lying,
    )


def faked_stretch(brief: Brief) -> Performance:
    """A hold whose extension comes from arching: the thigh goes back as far as the pelvis tips, by 15."""
    timeline = Timeline({"lean": 1.0})
    for signal, value in (("extension", 15.0), ("tilt", 15.0), ("lean", -2.0)):
        timeline.move(signal, 3.6, 5.4, value)
        timeline.move(signal, 14.0, 15.6, 0.0)
    styles: dict[str, ArmStyle] = {"L": "thigh", "R": "thigh"}
    return Performance(
        posture=lambda body: half_kneeling(body, rear=brief.near, arms=styles, front_knee_deg=97.0),
        timeline=timeline,
        duration_s=17.0,
        trembling={"extension": 0.4, "lean": 0.4, "tilt": 0.4},
    )


def shoot(film: Film) -> Shoot:
    """Solve a film; the same film is always the same."""

    def play(brief: Brief) -> Performance:
        if film.variant == "free":
            return free_movement(film.exercise, brief, film.arms or "crossed")
        if film.variant == "faked":
            return faked_stretch(brief)
        performance = MOVEMENTS[film.exercise](brief)
        return performance if film.arms is None else _with_arms(performance, film.arms)

    plan = make_plan(
        film.exercise, film.variant, film.seed, size=SIZE, fps=FPS, looseness=film.fit, yaw_deg=film.yaw_deg
    )
    return prepare(plan, play)


def _with_arms(performance: Performance, arms: ArmStyle) -> Performance:
    make = performance.posture

    def posture(body: Any) -> Any:
        return replace(make(body), arms={"L": arms, "R": arms})  # type: ignore[type-var]

    return replace(performance, posture=posture)


def keep(sightings: Iterator[Sighting], truth: dict[str, Any], path: Path) -> int:
    """Store what was seen and what was so; returns the number of frames."""
    seen = list(sightings)
    blank = np.full((33, 2), np.nan)
    shape = next((s.pose.silhouette.mask.shape for s in seen if s.pose and s.pose.silhouette), (1, 1))
    partial = path.with_suffix(".part.npz")
    np.savez_compressed(
        partial,
        t_s=np.array([s.t_s for s in seen]),
        size_px=np.array(seen[0].size_px),
        brightness=np.array([s.brightness for s in seen], dtype=np.float32),
        others=np.array([s.others for s in seen]),
        found=np.array([s.pose is not None for s in seen]),
        points_px=np.array([s.pose.points_px if s.pose else blank for s in seen], dtype=np.float32),
        visibility=np.array([s.pose.visibility if s.pose else blank[:, 0] for s in seen], dtype=np.float32),
        masks=np.array([_mask(s, shape) for s in seen]),
        truth=json.dumps(truth),
    )
    partial.replace(path)
    return len(seen)


def _mask(sighting: Sighting, shape: tuple[int, int]) -> NDArray[np.uint8]:
    if sighting.pose is None or sighting.pose.silhouette is None:
        return np.zeros(shape, dtype=np.uint8)
    return np.round(sighting.pose.silhouette.mask * 255).astype(np.uint8)


def recall(path: Path) -> tuple[list[Sighting], dict[str, Any]]:
    """What was kept."""
    with np.load(path) as file:
        kept = {key: file[key] for key in file.files}
    size = (int(kept["size_px"][0]), int(kept["size_px"][1]))
    rows, columns = kept["masks"].shape[1:]
    sightings = []
    for i, t_s in enumerate(kept["t_s"]):
        pose = None
        if kept["found"][i]:
            mask = kept["masks"][i].astype(np.float32) / 255.0
            pose = Pose(
                t_s=float(t_s),
                points_px=kept["points_px"][i].astype(np.float64),
                visibility=kept["visibility"][i].astype(np.float64),
                silhouette=Silhouette(mask, (size[0] / columns, size[1] / rows)),
            )
        sightings.append(
            Sighting(
                t_s=float(t_s), size_px=size, brightness=float(kept["brightness"][i]), pose=pose,
                others=int(kept["others"][i]),
            )
        )  # fmt: skip
    return sightings, json.loads(str(kept["truth"]))


def keep_film(film: Film, path: Path) -> int:
    """Shoot a film, show it to the pose model, keep what it saw."""
    solved = shoot(film)
    room, person, images = shoot_images(solved)
    truth = truth_of(solved, room, person)
    truth |= {"film": film.variant, "exercise": film.exercise, "hurry": HURRY}
    for frame in truth["frames"]:
        for heavy in ("px", "xyz"):
            frame.pop(heavy)
    with ExitStack() as stack:
        estimator = stack.enter_context(PoseEstimator())
        video = None
        if film.variant == "faked":  # small enough to be a test's clip
            video = stack.enter_context(
                VideoWriter(path.with_suffix(".mp4"), size=SIZE, fps=FPS / HURRY, crf=28)
            )

        def seen() -> Iterator[Sighting]:
            for t_s, image in zip(solved.times_s * HURRY, images, strict=True):
                if video:
                    video.write(image, float(t_s))
                yield estimator.estimate(Frame(float(t_s), image))

        return keep(seen(), truth, path)


def keep_video(video: Path, path: Path) -> int:
    """Show a video with its truth beside it to the pose model, keep what it saw."""
    beside = video.with_suffix(".json")
    truth = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    with PoseEstimator() as estimator, VideoReader(video) as reader:
        return keep((estimator.estimate(frame) for frame in reader), truth | {"hurry": 1.0}, path)


def main(arguments: list[str] | None = None) -> int:
    """Keep what is not there yet."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.films", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--video", type=Path, nargs="*", default=[])
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for video in chosen.video:
        path = chosen.out / f"video_{video.stem}.npz"
        if not path.exists():
            sys.stdout.write(f"{path.name} {keep_video(video, path)} frames\n")
    films = sorted(FILMS, key=lambda film: zlib.crc32(film.name.encode())) if not chosen.video else ()
    for film in films:
        path = chosen.out / f"{film.name}.npz"
        if path.exists() or (chosen.only and not film.name.startswith(tuple(chosen.only))):
            continue
        sys.stdout.write(f"{path.name} {keep_film(film, path)} frames\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
