"""The outline as it is read, drawn on pictures of real people: `python -m validation.tilt.contact_sheet`."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Facing, Floats, Pose
from formcheck.kinematics.facing import facing_vote
from formcheck.kinematics.silhouette import Contour, contour_px, read_contour
from validation.tilt.pictures import Onlooker

CELL = (300, 225)
SEEN, COVERED = (255, 80, 40), (170, 170, 170)


def drawn(image: NDArray[np.uint8], onlooker: Onlooker, name: str) -> Image.Image:
    """One picture with the outline of the back; grey where an arm lies over it."""
    picture = Image.fromarray(image)
    pen = ImageDraw.Draw(picture)
    seen = onlooker.look(image)
    if seen is not None:
        pose = Pose(t_s=0.0, points_px=seen.points_px, visibility=seen.visibility, silhouette=seen.silhouette)
        facing = Facing.RIGHT if facing_vote(pose) >= 0.0 else Facing.LEFT
        contour = read_contour(pose, facing)
        line = contour_px(pose, facing, contour) if contour else None
        if contour is not None and line is not None:
            _draw(pen, line, contour, max(2, image.shape[1] // 150))
            name += f"  back {contour.back_seen:.0%}, low back {contour.low_back_free:.0%}"
    small = picture.copy()
    small.thumbnail((CELL[0], CELL[1] - 16))
    cell = Image.new("RGB", CELL, (255, 255, 255))
    cell.paste(small, ((CELL[0] - small.width) // 2, 16))
    ImageDraw.Draw(cell).text((4, 2), name, fill=(0, 0, 0))
    return cell


def _draw(pen: ImageDraw.ImageDraw, line: Floats, contour: Contour, width: int) -> None:
    for i in range(len(line) - 1):
        ends = line[i : i + 2]
        if np.isfinite(ends).all():
            colour = COVERED if contour.arm[i] else SEEN
            pen.line([(float(x), float(-y)) for x, y in ends], fill=colour, width=width)


def main(arguments: list[str] | None = None) -> int:
    """Draw photos and some frames of videos, and write one sheet."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.contact_sheet", description=__doc__)
    parser.add_argument("--photos", type=Path, nargs="*", default=[])
    parser.add_argument("--videos", type=Path, nargs="*", default=[])
    parser.add_argument("--every-s", type=float, default=0.35)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    onlooker = Onlooker()
    cells = []
    for path in chosen.photos:
        image = Image.open(path).convert("RGB")
        image.thumbnail((640, 640))
        whole = image.crop((0, 0, image.width // 4 * 4, image.height))
        cells.append(drawn(np.asarray(whole), onlooker, path.stem))
    for path in chosen.videos:
        due_s = 0.0
        with VideoReader(path) as reader:
            for frame in reader:
                if frame.t_s >= due_s:
                    due_s = frame.t_s + chosen.every_s
                    cells.append(drawn(frame.image_rgb, onlooker, f"{path.stem} {frame.t_s:.1f} s"))
    onlooker.close()
    columns = 5
    rows = -(-len(cells) // columns)
    sheet = Image.new("RGB", (columns * CELL[0], rows * CELL[1]), (255, 255, 255))
    for i, cell in enumerate(cells):
        sheet.paste(cell, (i % columns * CELL[0], i // columns * CELL[1]))
    sheet.save(chosen.out, quality=80)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
