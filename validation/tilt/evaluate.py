"""What the tilt estimate is worth, on people, clothes and movements never trained on, as Markdown.

`python -m validation.tilt.evaluate --films DIR --pictures DIR [--weights FILE] [--into docs/PELVIC_TILT.md]`
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from formcheck.adapters.tilt_weights import read_tilt_model
from formcheck.domain.body import Facing
from formcheck.domain.posture import Posture
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.kinematics.trunk_features import look_at_trunk
from validation.tilt import worth
from validation.tilt.answers import still_answers
from validation.tilt.dataset import Stills, read_stills
from validation.tilt.judged import Judged, judge
from validation.tilt.kept import recall
from validation.tilt.photo_pairs import HEAD as PAIR_HEAD
from validation.tilt.photo_pairs import photo_rows
from validation.tilt.real_table import HEAD, real_rows
from validation.tilt.untold import untold_films, untold_stills
from validation.tilt.worth import table

MARKS = ("<!-- figures -->", "<!-- end of figures -->")
REAL = "video_bridging"


def speed(path: Path, model: TiltModel) -> str:
    """Must 7: what the tilt adds to a frame."""
    sightings, _ = recall(path)
    pose = next(s.pose for s in sightings if s.pose)
    spent = []
    for _ in range(60):
        began = time.perf_counter()
        look = look_at_trunk(pose, Facing.RIGHT)
        if look is not None:
            model.change(look, look, Posture.HALF_KNEELING, turned_deg=20.0)
            model.yaw_deg(look, Posture.HALF_KNEELING)
        spent.append(1000.0 * (time.perf_counter() - began))
    return f"Outline, features and model: {np.median(spent):.1f} ms a frame (median of 60, one busy core)."


def report(
    films: Sequence[Judged], stills: Stills, model: TiltModel, timed: Path, real: tuple[str, str]
) -> str:
    """All of it."""
    ours = [film for film in films if not film.sample and not film.refusal]
    samples = [film for film in films if film.sample and film.name != REAL]
    answers = still_answers(stills, model)
    told = [film for film in ours if not film.untold]
    parts = {
        "Films (test bodies; every frame, as the app says it)": worth.film_errors(told),
        "Single pictures (test bodies; each judged alone, postures at their extremes)": worth.still_errors(
            stills, answers
        ),
        "People who were told nothing, films (arms where arms hang, turned by 15-20 degrees)": untold_films(
            ours
        ),
        "People who were told nothing, single pictures": untold_stills(stills, answers),
        "`arched_back`, per repetition or hold of the films": worth.arched(told),
        "Sample clips (another program's, painted clothes)": worth.sample_errors(samples),
        "Refusal": worth.refusals([film for film in films if film.refusal], stills, answers),
        "A faked stretch": worth.faked([film for film in ours if film.truth["film"] == "faked"]),
        "The real video": "\n".join(worth.plausible(film) for film in films if film.name == REAL),
        "Recordings of real people": real[0],
        "Pairs of photos of real people": real[1],
        "Speed": speed(timed, model),
    }
    parts = {title: text for title, text in parts.items() if text}
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts.items())


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and put them into a document between its marks."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.evaluate", description=__doc__)
    parser.add_argument("--films", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path("models/pelvic_tilt.npz"))
    parser.add_argument("--recordings", type=Path, help="recordings of real people, if there are any")
    parser.add_argument("--photos", type=Path, help="pairs of photos of real people, if there are any")
    parser.add_argument("--into", type=Path)
    chosen = parser.parse_args(arguments)
    model = read_tilt_model(chosen.weights)
    paths = [path for path in sorted(chosen.films.glob("*.npz")) if ".part" not in path.name]
    films = [judge(path, model) for path in paths]
    real = (
        table(HEAD, real_rows(chosen.recordings, model)) if chosen.recordings else "",
        table(PAIR_HEAD, photo_rows(chosen.photos, model)) if chosen.photos else "",
    )
    text = report(films, read_stills(chosen.pictures, "test"), model, paths[0], real)
    sys.stdout.write(text + "\n")
    if chosen.into:
        page = chosen.into.read_text(encoding="utf-8")
        inside = re.compile(f"(?<={MARKS[0]}).*(?={MARKS[1]})", re.DOTALL)
        chosen.into.write_text(inside.sub(lambda _: f"\n\n{text}\n\n", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
