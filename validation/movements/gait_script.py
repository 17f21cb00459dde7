"""When and where feet stand in a walk to and fro: a script in leg lengths and seconds, before any body."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from validation.pose import SIDES

TURN_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footfall:
    """One standing of one foot. place: of the foot along the way, in leg lengths from where the pass began.

    contact_s: heel down; off_s: toe off. whole: a step of the walk itself, not the one that starts or stops.
    """

    side: str
    place: float
    contact_s: float
    off_s: float
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One straight way. heading: +1 as the camera's x goes, -1 back. start: where it began, in leg lengths.

    falls: in the order of their contacts, the two feet of the start first.
    """

    number: int
    heading: int
    start: float
    start_s: float
    end_s: float
    falls: tuple[Footfall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gait:
    """How somebody walks. Lengths in leg lengths, by the side that is put down; times in seconds.

    step_s: from the other foot's contact to that of this one. both_share: of a step, both feet on the floor.
    """

    step: dict[str, float]
    step_s: dict[str, float]
    both_share: float
    clearance: float
    heel_up_deg: float
    toes_up_deg: float
    lean_deg: float
    arm_swing_deg: float
    pelvis_turn_deg: float
    pelvis_drop_deg: float
    loading_knee_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole clip. belt_per_s: how fast the floor runs backwards under a treadmill's walker, else 0."""

    gait: Gait
    passes: tuple[Pass, ...]
    duration_s: float
    belt_per_s: float = 0.0

    def at(self, t_s: float) -> Pass:
        """The pass under way, or the last one begun."""
        return self.passes[max(0, bisect_right([each.start_s for each in self.passes], t_s) - 1)]


def other(side: str) -> str:
    """The other foot."""
    return "R" if side == "L" else "L"


def one_pass(
    gait: Gait, *, number: int, heading: int, start: float, length: float, from_s: float, first: str
) -> Pass:
    """From standing to standing: half a step, whole steps until the way is done, and the feet together."""
    place = dict.fromkeys(SIDES, 0.0)
    open_falls = {side: Footfall(side=side, place=0.0, contact_s=from_s - 9.0, off_s=0.0) for side in SIDES}
    done: list[Footfall] = []
    side, t_s, count = first, from_s + 0.55 * gait.step_s[first], 0
    # The foot that goes first is off before anything has come down.
    open_falls[side] = replace(open_falls[side], off_s=from_s, whole=False)
    while True:
        last = place[other(side)] >= length
        reach = 0.0 if last else gait.step[side] * (0.6 if count == 0 else 1.0)
        done.append(open_falls[side])
        place[side] = place[other(side)] + reach
        whole = count > 1 and not last
        fall = Footfall(side=side, place=place[side], contact_s=t_s, off_s=t_s + 9.0, whole=whole)
        stander = other(side)
        lifted_s = t_s + gait.both_share * gait.step_s[side]
        open_falls[stander] = replace(open_falls[stander], off_s=lifted_s)
        open_falls[side] = fall
        if last:
            open_falls[stander] = replace(open_falls[stander], off_s=t_s + 9.0)
            break
        side, count = stander, count + 1
        t_s += gait.step_s[side]
    falls = sorted([*done, *open_falls.values()], key=lambda each: each.contact_s)
    return Pass(
        number=number, heading=heading, start=start, start_s=from_s, end_s=t_s + 0.5, falls=tuple(falls)
    )


def to_and_fro(gait: Gait, *, passes: int, reach: float, still_s: float, first: str, inside: float) -> Script:
    """Stand still, then walk past and back. inside: where the standing is; turns lie at reach."""
    made: list[Pass] = []
    start, t_s, heading = inside, still_s, 1
    for number in range(passes):
        length = reach - start * heading
        walked = one_pass(
            gait,
            number=number + 1,
            heading=heading,
            start=start,
            length=length,
            from_s=t_s,
            first=first if number % 2 == 0 else other(first),
        )
        made.append(walked)
        start += heading * walked.falls[-1].place
        t_s, heading = walked.end_s + TURN_S, -heading
    return Script(gait=gait, passes=tuple(made), duration_s=made[-1].end_s)


def on_a_belt(gait: Gait, *, seconds: float, still_s: float, first: str) -> Script:
    """Stand still, then walk in place while the floor runs back."""
    per_s = sum(gait.step.values()) / sum(gait.step_s.values())
    walked = one_pass(
        gait, number=1, heading=1, start=0.0, length=per_s * seconds, from_s=still_s, first=first
    )
    return Script(gait=gait, passes=(walked,), duration_s=walked.end_s, belt_per_s=per_s)
