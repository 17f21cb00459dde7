"""`python -m validation.render --exercise KEY --seed N --variant clean|<fault> --out DIR`: one clip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from validation.clip import render_clip
from validation.movements import MOVEMENTS, VARIANTS
from validation.plan import make_plan
from validation.scene import LOOKS
from validation.wardrobe import FITS


def parse_size(text: str) -> tuple[int, int]:
    """`640x480` -> (640, 480)."""
    width, _, height = text.partition("x")
    return int(width), int(height)


def add_conditions(parser: argparse.ArgumentParser) -> None:
    """The options that set conditions instead of drawing them from the seed."""
    say = parser.add_argument
    say("--size", type=parse_size, default=(640, 480))
    say("--fps", type=float, default=24.0)
    say("--near", choices=("L", "R"), help="the leg towards the camera")
    say("--fit", choices=FITS, help="how loose the clothes are")
    say("--yaw", type=float, help="degrees, 0 = exactly side-on, + = camera towards the front")
    say("--roll", type=float, help="degrees the camera is tilted sideways")
    say("--distance", type=float, help="metres from the camera to the person")
    say("--height", type=float, help="metres from the floor to the camera")
    say("--fov", type=float, help="vertical field of view in degrees: 60 wide lens, 30 long lens")
    say("--spare", type=float, help="1 = the movement just fits, 1.3 = much room around it")
    say("--dark", type=float, help="stops of light too little, 0-5")
    say("--blur", type=float, help="seconds that the shutter is open, such as 0.02")
    say("--noise", type=float, help="sensor noise, standard deviation in 8-bit levels")
    say("--jpeg", type=int, help="quality of a webcam's JPEG, 1-95")
    say("--crf", type=int, help="H.264 quality: 18 fine .. 40 coarse")
    say("--vfr", action="store_true", help="variable frame rate")
    say("--look", choices=LOOKS, default="plain", help="the room")
    say("--with-entrance", action="store_true", help="comes into position, and leaves it at the end")
    say("--pause", type=float, default=0.0, help="seconds of rest in the middle of the exercise")
    say("--bystander", action="store_true", help="a second person stands aside")


def conditions_of(chosen: argparse.Namespace) -> dict[str, Any]:
    """The keyword arguments of `make_plan` that these options stand for."""
    camera = {
        "roll_deg": chosen.roll,
        "distance_m": chosen.distance,
        "camera_height_m": chosen.height,
        "fov_vertical_deg": chosen.fov,
        "room_to_spare": chosen.spare,
    }
    picture = {
        "dark_stops": chosen.dark,
        "shutter_s": chosen.blur,
        "noise_levels": chosen.noise,
        "jpeg_quality": chosen.jpeg,
        "crf": chosen.crf,
        "variable_rate": chosen.vfr or None,
    }
    return {
        "size": chosen.size,
        "fps": chosen.fps,
        "near": chosen.near,
        "looseness": chosen.fit,
        "yaw_deg": chosen.yaw,
        "camera": {key: value for key, value in camera.items() if value is not None},
        "picture": {key: value for key, value in picture.items() if value is not None},
        "look": chosen.look,
        "entrance": chosen.with_entrance,
        "pause_s": chosen.pause,
        "bystander": chosen.bystander,
    }


def main(arguments: list[str] | None = None) -> int:
    """Render one clip; prints what it wrote and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m validation.render", description=__doc__)
    parser.add_argument("--exercise", required=True, choices=sorted(MOVEMENTS))
    parser.add_argument("--seed", required=True, type=int)
    parser.add_argument("--variant", default="clean")
    parser.add_argument("--out", required=True, type=Path)
    add_conditions(parser)
    chosen = parser.parse_args(arguments)
    if chosen.variant not in VARIANTS[chosen.exercise]:
        parser.error(
            f"{chosen.exercise} has no variant {chosen.variant!r}; it has {VARIANTS[chosen.exercise]}"
        )
    plan = make_plan(chosen.exercise, chosen.variant, chosen.seed, **conditions_of(chosen))
    spent = render_clip(plan, chosen.out)
    per_frame = 1000 * spent["seconds"] / spent["frames"]
    sys.stdout.write(f"{chosen.out / plan.name}.mp4 {spent['frames']:.0f} frames, {per_frame:.0f} ms each\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
