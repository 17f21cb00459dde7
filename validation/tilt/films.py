"""Moving pictures of rendered people whose tilt is known, on bodies that nothing was learnt from.

`python -m validation.tilt.films --out DIR [--only NAME ...]` renders the films of `FILMS` that are not there
yet; `--video FILE` keeps what the model sees in a video that exists.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.domain.body import Frame, Sighting
from validation.clip import Shoot, prepare, shoot_images, truth_of
from validation.movements import MOVEMENTS
from validation.performance import Brief, Performance
from validation.plan import make_plan
from validation.pose import ArmStyle
from validation.tilt.kept import keep, keep_video
from validation.tilt.pictures import painted_on
from validation.tilt.recipe import draw_back
from validation.tilt.scenes import faked_stretch, free_movement, hands_leave, with_arms, with_back
from validation.tilt.studio import Hides, cut_off
from validation.video import VideoWriter

SIZE, FPS = (640, 480), 12.5
HIDES_AT_S, HIDES_TAKES_S = 6.0, 0.8
"""Hands leave, or the picture ends at the hips, from here on: after a neutral that was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What to shoot. exercise: what the app is asked to judge. variant: the fault, or `free` or `faked`.

    hides: why the back cannot be seen. `arms`: they go to where `to` says, if anywhere; `behind`, `below`,
    `legs`: the picture ends there, at the hips; both begin after the neutral. `turned`: from the start.
    """

    exercise: str
    variant: str
    seed: int
    fit: str
    arms: ArmStyle
    hides: Hides = ""
    to: ArmStyle | None = None
    yaw_deg: float | None = None

    @property
    def name(self) -> str:
        """Its file's stem."""
        parts = (self.exercise, self.variant, f"{self.seed}", self.fit, self.hides, self.to)
        return "_".join(part for part in parts if part).replace("-", "_")


def _row(exercise: str, variant: str, first: int, count: int, arms: ArmStyle) -> tuple[Film, ...]:
    fits = ("painted", "tight", "loose", "regular")
    return tuple(
        Film(exercise=exercise, variant=variant, seed=first + i, fit=fits[i % 4], arms=arms)
        for i in range(count)
    )


def _untold(exercise: str, first: int, styles: tuple[ArmStyle, ...]) -> tuple[Film, ...]:
    """People who were told nothing: arms where arms hang, turned by up to 20 degrees either way."""
    fits, turns = ("tight", "painted", "regular"), (20.0, -18.0, 15.0, -20.0, 18.0, -15.0)
    return tuple(
        Film(
            exercise=exercise,
            variant="free",
            seed=first + i,
            fit=fits[i % 3],
            arms=arms,
            yaw_deg=turns[i % 6],
        )
        for i, arms in enumerate(styles)
    )


def _hidden(exercise: str, seed: int, hides: Hides, arms: ArmStyle, **more: Any) -> Film:
    return Film(exercise=exercise, variant="free", seed=seed, fit="tight", arms=arms, hides=hides, **more)


KNEEL, LIE = "half-kneeling-stretch", "supine-march"
FILMS: tuple[Film, ...] = (
    *_row(KNEEL, "arched_back", 8000, 11, "thigh"),
    *_row(KNEEL, "clean", 8050, 9, "crossed"),
    *_row(LIE, "arched_back", 8100, 9, "crossed"),
    *_row(LIE, "clean", 8150, 8, "crossed"),
    *_row(KNEEL, "free", 8200, 4, "crossed"),
    *_row("standing-march", "free", 8250, 8, "crossed"),
    *_row("seated-knee-raise", "free", 8300, 8, "lap"),
    *_row(LIE, "free", 8350, 4, "crossed"),
    *_row(KNEEL, "faked", 8400, 2, "thigh"),
    *_untold(KNEEL, 8600, ("hips", "thigh", "hang", "hips", "thigh", "hang")),
    *_untold("standing-march", 8610, ("hang", "hips", "hang", "hips", "hang", "hips")),
    *_untold("seated-knee-raise", 8620, ("hips", "hang", "hips", "hang")),
    _hidden(LIE, 8500, "arms", "crossed", to="floor"),
    _hidden(LIE, 8501, "arms", "crossed", to="floor"),
    _hidden(LIE, 8502, "arms", "floor"),
    _hidden(KNEEL, 8510, "arms", "crossed", to="behind"),
    _hidden("seated-knee-raise", 8511, "arms", "crossed", to="behind"),
    _hidden(KNEEL, 8520, "turned", "crossed", yaw_deg=34.0),
    _hidden(KNEEL, 8521, "turned", "crossed", yaw_deg=-38.0),
    _hidden(LIE, 8522, "turned", "crossed", yaw_deg=36.0),
    _hidden(KNEEL, 8530, "behind", "crossed"),
    _hidden(KNEEL, 8531, "below", "crossed"),
    _hidden(LIE, 8532, "legs", "crossed"),
)
"""All but the last rows show what should be judged; the last, what should not."""


def shoot(film: Film) -> Shoot:
    """Solve a film; the same film is always the same."""
    extras = {"hold_s": 4.5} if film.exercise == KNEEL else {}
    plan = make_plan(
        film.exercise, film.variant, film.seed, size=SIZE, fps=FPS, yaw_deg=film.yaw_deg,
        looseness="tight" if film.fit == "painted" else film.fit, supersample=1, **extras,
    )  # fmt: skip

    def play(brief: Brief) -> Performance:
        return with_back(_performance(film, brief), draw_back(plan.rng("back")))

    return prepare(plan, play)


def _performance(film: Film, brief: Brief) -> Performance:
    if film.variant == "faked":
        return faked_stretch(brief)
    if film.variant != "free":
        return with_arms(MOVEMENTS[film.exercise](brief), film.arms)
    performance = free_movement(film.exercise, brief, film.arms)
    return (
        hands_leave(performance, film.to, HIDES_AT_S - HIDES_TAKES_S, HIDES_TAKES_S)
        if film.to
        else performance
    )


def is_hidden(film: Film, t_s: float) -> bool:
    """Whether the back cannot be seen now."""
    late = film.to is not None or film.hides in ("behind", "below", "legs")
    return film.hides != "" and (not late or t_s >= HIDES_AT_S)


def pictures(film: Film, solved: Shoot, images: Iterator[NDArray[np.uint8]]) -> Iterator[Frame]:
    """The film's frames, cut off where the film says so."""
    for t_s, placed, image in zip(solved.times_s, solved.placed, images, strict=True):
        cuts = film.hides in ("behind", "below", "legs") and is_hidden(film, float(t_s))
        yield Frame(float(t_s), cut_off(image, solved, placed, film.hides) if cuts else image)


def keep_film(film: Film, path: Path) -> int:
    """Shoot a film, show it to the pose model, keep what it saw."""
    solved = shoot(film)
    room, person, images = shoot_images(solved, painted_on if film.fit == "painted" else None)
    truth = truth_of(solved, room, person)
    untold = film.yaw_deg is not None and not film.hides
    truth |= {"film": film.variant, "exercise": film.exercise, "hides": film.hides}
    truth |= {"untold": untold, "arms": film.arms}
    truth["conditions"]["clothes"]["fit"] = film.fit
    for frame in truth["frames"]:
        frame["hidden"] = is_hidden(film, frame["t"])
        for heavy in ("px", "xyz"):
            frame.pop(heavy)
    with ExitStack() as stack:
        estimator = stack.enter_context(PoseEstimator())
        video = None
        if film.variant == "faked":  # small enough to be a test's clip
            video = stack.enter_context(VideoWriter(path.with_suffix(".mp4"), size=SIZE, fps=FPS, crf=28))

        def seen() -> Iterator[Sighting]:
            for frame in pictures(film, solved, images):
                if video:
                    video.write(frame.image_rgb, frame.t_s)
                yield estimator.estimate(frame)

        return keep(seen(), truth, path)


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
