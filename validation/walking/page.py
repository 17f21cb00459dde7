"""The figures become docs/WALKING.md."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from validation.walking.figures import Clip, Matched
from validation.walking.limits import Measured, measured_limits
from validation.walking.section import (
    LIMITS_TITLE,
    MADE,
    NOT_SHOWN_TITLE,
    OVERVIEW,
    PAGE,
    section,
    with_section,
)

_HEAD = """# How well the walking check measures

{made} Rendered walkers of whom every contact, every length
and every angle is known: {rendered} of {planned} planned clips, of seeds that were drawn on {date}, before
anything of them was rendered, on bodies that nothing was tuned on; tight and regular clothes, the camera
turned by up to 12 degrees. A whole step is one of which both contacts lie in the picture, without the two
steps that start a walk and the one that stops it.
"""
_TAIL = f"""
{NOT_SHOWN_TITLE}\
- One camera from the side sees one plane: no forces, no width of the steps, no turn of the feet, no pelvis.
- Rendered people are nearly symmetric bodies on one clean floor, walk by a script with feet that do not
  slide, and wear no shoes and no skirt. Of real walkers there are two short recordings; nobody has measured
  their steps by other means.
- Lengths are in leg lengths as the landmarks show them. Their scale was set on rendered tuning bodies
  (`leg_factor`): on real people all lengths may be off by some percent alike; left against right is not.
- A foot that comes down while the pose model exchanges the legs is timed by the pelvis, which is less exact.
  Where heel and pelvis are far apart the step is not used.
- On a treadmill, and on ways in one direction only, one leg is near all the time: what is near and what is
  left cannot be told apart, so only a large difference is said.
- This test, drawn on 2026-11-27, was judged once before a rule was made for what two of its clips had shown
  (a label that slides along a standing foot is no second foot): then 445 of its 453 whole steps were found,
  none too many, its worst contact was .164 s off and its lengths 3.8 % in the mean. Twelve other clips went
  from 260 to 262 of 262 by it.
- On 28 November a contact was put amid what heel and pelvis say, found on twelve tuning walks (contacts off
  by .037, then .033 s, SD). Those of the test went from .164 s at worst to .114, and one more step was left
  out. Two contacts of tuning walkers are still further off than .12 s (.139 and .153), both of shuffles.
- How fast a belt runs is known from the feet alone, and the label of a standing foot slides: lengths there
  are some percent short, and more on one side where the camera is turned. A belt that changes its speed
  within ten seconds is measured by its most usual one. No real treadmill was looked at.
"""


def page(clips: Sequence[Clip], *, planned: int, date: str) -> str:
    """The whole page, Markdown."""
    lines = [_HEAD.format(made=MADE, rendered=len(clips), planned=planned, date=date), LIMITS_TITLE]
    lines += [*_limit_rows(list(measured_limits(clips))), "\n## Steps\n"]
    lines += ["| method | found | precision | contact, mean | worst | length of a step, mean | wrong side |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines.append(_row("formcheck", [clip.ours for clip in clips]))
    for name, belt in (("formcheck, over the floor", False), ("formcheck, on a treadmill", True)):
        own = [clip.ours for clip in clips if (clip.walk.variant == "treadmill") is belt]
        lines += [_row(name, own)] if own else []
    lines.append(_row("heel furthest ahead of the pelvis", [clip.heel for clip in clips]))
    lines.append(_row("ankles furthest apart", [clip.ankles for clip in clips]))
    lines += ["\n## Of a whole walk\n", "| what | mean error | worst |", "|---|---|---|"]
    for name, values in (
        ("step length, median of a leg", [100.0 * each for clip in clips for each in clip.median_length]),
        ("steps a minute", [100.0 * clip.cadence for clip in clips]),
    ):
        lines.append(f"| {name} | {_mean(values):.1f} % | {_worst(values):.1f} % |")
    for name, angles in (
        ("largest extension in late stance, of a step", [each for c in clips for each in c.extension_deg]),
        ("the same, median of a leg", [each for clip in clips for each in clip.leg_extension_deg]),
    ):
        lines.append(f"| {name} | {_mean(angles):.1f}° | {_worst(angles):.1f}° |")
    lines += ["\nExtension: after the clip's offset is taken away.", "\n## Clip by clip\n"]
    lines += ["| clip | whole steps | found | extra | length L, R | true diff. | said |"]
    lines += ["|---|---|---|---|---|---|---|", *(_clip(clip) for clip in clips)]
    return "\n".join(lines) + "\n" + _TAIL


def write(clips: Sequence[Clip], *, planned: int, date: str) -> str:
    """Write both pages; the text of docs/WALKING.md."""
    text = page(clips, planned=planned, date=date)
    PAGE.write_text(text, encoding="utf-8")
    overview = OVERVIEW.read_text(encoding="utf-8")
    OVERVIEW.write_text(with_section(overview, section(text)), encoding="utf-8")
    return text


def _limit_rows(found: Sequence[Measured]) -> list[str]:
    rows = ["A dash: nothing to measure. **Bold**: broken. In brackets the 95 % interval of a rate.\n"]
    rows += ["| limit | bound | measured |", "|---|---|---|"]
    for each in found:
        limit, digits = each.limit, 3 if each.limit.unit == " s" else 1
        value = "–" if each.held is None else f"{each.value:.{digits}f}{limit.unit}"
        if each.rate is not None and each.rate.total:
            low, high = (100.0 * end for end in each.rate.interval)
            value = f"{each.rate.hits} of {each.rate.total}: {value} ({low:.1f} … {high:.1f})"
        if each.held is False:
            value = f"**{value}**"
        rows.append(f"| {limit.says} | {limit.relation} {limit.bound:g}{limit.unit} | {value} |")
    return rows


def _row(name: str, all_of: Sequence[Matched]) -> str:
    whole, found = sum(each.whole for each in all_of), sum(each.found for each in all_of)
    extra, wrong = sum(each.extra for each in all_of), sum(each.wrong_side for each in all_of)
    times = [t for each in all_of for t in each.time_s]
    lengths = [100.0 * x for each in all_of for x in each.length]
    precision = found / (found + extra) if found + extra else float("nan")
    return (
        f"| {name} | {found} of {whole} | {precision:.3f} | {_mean(times):.3f} s | {_worst(times):.3f} s "
        f"| {_mean(lengths):.1f} % | {wrong} |"
    )


def _clip(clip: Clip) -> str:
    lengths = ", ".join(f"{100.0 * each:+.0f} %" for each in clip.median_length) or "no result"
    said = "none" if clip.comparable else "too few steps"
    if clip.said_difference is not None:
        said = f"{clip.said_difference:+.0f} %"
    return (
        f"| {clip.walk.variant} {clip.walk.seed} | {clip.ours.whole} | {clip.ours.found} | {clip.ours.extra} "
        f"| {lengths} | {clip.true_difference:+.0f} % | {said} |"
    )


def _mean(values: Sequence[float]) -> float:
    return float(np.nanmean(np.abs(values))) if len(values) else float("nan")


def _worst(values: Sequence[float]) -> float:
    return float(np.nanmax(np.abs(values))) if len(values) else float("nan")
