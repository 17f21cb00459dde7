"""`python -m validation.walking [--only-rendered]`: judges the walkers, writes `docs/WALKING.md`.

`--tuning` takes those on which rules are found, and only prints.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from validation.walking.clips import TEST, TUNING, made
from validation.walking.figures import Clip, Matched, measured

PAGE = Path(__file__).parents[2] / "docs" / "WALKING.md"
_SAID_FROM = 15.0  # percent of a true difference that must be said
_HEAD = """# How well the walking check measures

Made by `make validation-walking`; not written by hand. Rendered walkers of whom every contact, every length
and every angle is known ({rendered} of {planned} planned clips, test seeds on bodies that nothing was tuned
on; tight and regular clothes, the camera turned by up to 12 degrees). A whole step is one of which both
contacts lie in the picture, without the two steps that start a walk and the one that stops it.
"""
_TAIL = """
## What it does not show
- One camera from the side sees one plane: no forces, no width of the steps, no turn of the feet, no pelvis.
- Rendered people are nearly symmetric bodies on one clean floor, walk by a script with feet that do not
  slide, and wear no shoes and no skirt. Of real walkers there are two short recordings; nobody has measured
  their steps by other means.
- Lengths are in leg lengths as the landmarks show them. Their scale was set on rendered tuning bodies
  (`leg_factor`): on real people all lengths may be off by some percent alike; left against right is not.
- A foot that comes down while the pose model exchanges the legs is timed by the pelvis, which is less exact.
  Where heel and pelvis are far apart the step is not used.
- On a treadmill one leg is near all the time: lengths were up to 17 % short on tuning walkers, and left and
  right differ by some percent where they do not. Of one treadmill that was a test before (1014) no step was
  found until belts were told more readily; it is no test any more, and another took its place.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the page; print it, too."""
    parser = argparse.ArgumentParser(prog="python -m validation.walking", description=__doc__)
    parser.add_argument("--only-rendered", action="store_true")
    parser.add_argument("--tuning", action="store_true")
    chosen = parser.parse_args(arguments)
    walks = TUNING if chosen.tuning else TEST
    clips = [measured(walk) for walk in made(walks, only_rendered=chosen.only_rendered)]
    if not clips:
        sys.stderr.write("no clip is rendered: run without --only-rendered\n")
        return 2
    text = page(clips)
    if not chosen.tuning:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def page(clips: Sequence[Clip]) -> str:
    """The whole page, Markdown."""
    lines = [_HEAD.format(rendered=len(clips), planned=len(TEST)), "## Steps\n"]
    lines += ["| method | found | precision | contact, mean | worst | length of a step, mean | wrong side |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines.append(_row("formcheck", [clip.ours for clip in clips]))
    lines.append(_row("heel furthest ahead of the pelvis", [clip.heel for clip in clips]))
    lines.append(_row("ankles furthest apart", [clip.ankles for clip in clips]))
    lengths = [abs(each) for clip in clips for each in clip.median_length]
    angles = np.abs([each for clip in clips for each in clip.extension_deg])
    cadences = [abs(clip.cadence) for clip in clips if clip.cadence == clip.cadence]
    lines += ["\n## Of a whole walk\n", "| what | mean error | worst |", "|---|---|---|"]
    lines.append(
        f"| step length, median of a leg | {_percent(np.mean(lengths))} | {_percent(max(lengths))} |"
    )
    lines.append(f"| steps a minute | {_percent(np.mean(cadences))} | {_percent(max(cadences))} |")
    lines.append(
        f"| largest extension in late stance, after the clip's offset | {np.nanmean(angles):.1f} deg "
        f"| {np.nanmax(angles):.1f} deg |"
    )
    lines += ["\n## Left against right\n", *_differences(clips)]
    lines += [
        "\n## Clip by clip\n",
        "| clip | whole steps | found | extra | length L, R | true diff. | said |",
    ]
    lines += ["|---|---|---|---|---|---|---|", *(_clip(clip) for clip in clips)]
    return "\n".join(lines) + "\n" + _TAIL


def _row(name: str, all_of: Sequence[Matched]) -> str:
    whole, found = sum(each.whole for each in all_of), sum(each.found for each in all_of)
    extra, wrong = sum(each.extra for each in all_of), sum(each.wrong_side for each in all_of)
    times = np.abs([t for each in all_of for t in each.time_s])
    lengths = np.abs([x for each in all_of for x in each.length])
    precision = found / (found + extra) if found + extra else float("nan")
    return (
        f"| {name} | {found} of {whole} | {precision:.3f} | {times.mean():.3f} s | {times.max():.3f} s "
        f"| {_percent(lengths.mean())} | {wrong} |"
    )


def _differences(clips: Sequence[Clip]) -> list[str]:
    real = [clip for clip in clips if clip.comparable and abs(clip.true_difference) >= _SAID_FROM]
    none = [clip for clip in clips if clip.comparable and clip.true_difference == 0.0]
    said = sum(
        clip.said_difference is not None and clip.said_difference * clip.true_difference > 0.0
        for clip in real
    )
    false = sum(clip.said_difference is not None for clip in none)
    told = (
        f"With at least 8 steps of each leg: of {len(real)} walks with a true difference of 15 % and more, "
        f"{said} are said to have one, on the right side; of {len(none)} with none, {false}."
    )
    return [told]


def _clip(clip: Clip) -> str:
    lengths = ", ".join(f"{100.0 * each:+.0f} %" for each in clip.median_length) or "no result"
    said = "too few steps" if not clip.comparable else "none"
    if clip.said_difference is not None:
        said = f"{clip.said_difference:+.0f} %"
    return (
        f"| {clip.walk.variant} {clip.walk.seed} | {clip.ours.whole} | {clip.ours.found} | {clip.ours.extra} "
        f"| {lengths} | {clip.true_difference:+.0f} % | {said} |"
    )


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f} %"


if __name__ == "__main__":
    raise SystemExit(main())
