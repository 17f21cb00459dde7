"""Where feet stand: stretches of time in which a heel keeps its place on the floor.

The labels of the two legs are exchanged now and then, most often when the legs cross. A foot that stands
keeps its place whatever it is called, and the feet of a walker stand in turn. So stances are looked for
first, under either label; then the whole chain of them is named by the votes of all its frames. One exchange
of labels within a chain is outvoted; a chain whose votes are not clear has no sides.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from formcheck.domain.body import Side
from formcheck.engine.progress.gait.track import CLOCK_S, smoothed, speed
from formcheck.engine.progress.gait.ways import Way
from formcheck.exercises.gait_limits import GAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A foot on the floor: samples first..last of the track. place, height: of its heel, in leg lengths.

    votes: frames under the label left, less those under the label right. even_place: place on one scale with
    the other foot, see `depth`; NaN = not known.
    """

    first: int
    last: int
    place: float
    height: float
    votes: float
    even_place: float = math.nan

    @property
    def samples(self) -> int:
        """How long, in samples."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stance and whose foot it is; side None: unsure."""

    stance: Stance
    side: Side | None


def stances_of(way: Way) -> list[Stance]:
    """All stances in order."""
    pieces = sorted((piece for label in (0, 1) for piece in _pieces(way, label)), key=lambda each: each.first)
    found = [s for s in _joined(way, pieces) if s.samples * CLOCK_S >= GAIT.stance_s.value]
    # Feet come down in turn and leave in turn: so two that stood from the first sample on have an order, too.
    return sorted(found, key=lambda stance: stance.first + stance.last)


def named(stances: Sequence[Stance], flight_s: float) -> list[Named]:
    """The stances with their sides: they take turns, and the whole chain votes. flight_s: as of their way.

    Where labels change legs they may rest for a moment at no foot. A short stance without which the turns fit
    the votes better was none, and is dropped.
    """
    found: list[Named] = []
    for chain in _chains(stances, flight_s):
        # Who stands for long before walking has no more votes for it.
        most = GAIT.votes_s.value / CLOCK_S
        weights = [min(float(stance.samples), most) for stance in chain]
        votes = [
            stance.votes / stance.samples * weight for stance, weight in zip(chain, weights, strict=True)
        ]
        turns = _turns(chain, votes, weights, flight_s)
        kept = [i for i, turn in enumerate(turns) if turn]
        clear = sum(turns[i] * votes[i] for i in kept) / sum(weights[i] for i in kept)
        sure = clear in GAIT.clear_votes and len(kept) > 1
        for i in kept:
            side = (Side.LEFT if turns[i] > 0 else Side.RIGHT) if sure else None
            found.append(Named(stance=chain[i], side=side))
    return found


def _turns(
    chain: Sequence[Stance], votes: Sequence[float], weights: Sequence[float], flight_s: float
) -> list[int]:
    """+1 left, -1 right, 0 none: of all ways to take turns the one that most of the votes are for."""
    free, short = flight_s / CLOCK_S, GAIT.fleeting_s.value / CLOCK_S
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    for i, stance in enumerate(chain):
        for side in (1, -1):
            # What lies before the first one, or behind the last, is dropped at the full price.
            ways: list[tuple[float, tuple[int, int] | None]] = [(-sum(weights[:i]), None)]
            for j in range(i):
                fleeting = all(each.samples < short for each in chain[j + 1 : i])
                if fleeting and stance.first - chain[j].last < free:
                    lost = GAIT.dropped_share.value * sum(weights[j + 1 : i])
                    ways.append((best[j, -side][0] - lost, (j, -side)))
            score, before = max(ways, key=lambda way: way[0])
            best[i, side] = (score + side * votes[i], before)
    at: tuple[int, int] | None = max(best, key=lambda each: best[each][0] - sum(weights[each[0] + 1 :]))
    turns = [0] * len(chain)
    while at is not None:
        turns[at[0]] = at[1]
        at = best[at][1]
    return turns


def _pieces(way: Way, label: int) -> list[Stance]:
    track = way.track
    x = track.heel[label, :, 0] - way.floor_speed * (track.t_s - track.t_s[0])
    rate = np.abs(speed(smoothed(x)))
    still = rate < way.standing_share * way.walk_speed
    y = smoothed(track.heel[label, :, 1])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still.astype(int), [0]])))
    found = []
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        if (after - first) * CLOCK_S < GAIT.piece_s.value:
            continue
        span = slice(first, after)
        found.append(
            Stance(
                first=int(first),
                last=int(after - 1),
                place=float(np.median(x[span])),
                height=float(np.median(y[span])),
                votes=float(after - first) * (1.0 if label == 0 else -1.0),
            )
        )
    return found


def _joined(way: Way, pieces: Sequence[Stance]) -> list[Stance]:
    """Pieces at one place that follow one another are one stance, whatever they are called."""
    joined: list[Stance] = []
    for piece in pieces:
        for i in range(len(joined) - 1, -1, -1):
            before = joined[i]
            gap_s = (piece.first - before.last) * CLOCK_S
            moved = abs(piece.place - before.place)
            follows = -GAIT.overlap_s.value < gap_s < GAIT.gap_s.value
            same_place = moved < GAIT.same_place.value and (follows or _within(way, piece, before))
            if same_place or _slid(piece, before, gap_s, moved):
                share = before.samples / (before.samples + piece.samples)
                if not same_place:
                    # The foot stands where its label rests longest, not where it slides from or to.
                    share = float(before.samples >= piece.samples)
                joined[i] = replace(
                    before,
                    last=max(before.last, piece.last),
                    place=share * before.place + (1.0 - share) * piece.place,
                    height=share * before.height + (1.0 - share) * piece.height,
                    votes=before.votes + piece.votes,
                )
                break
        else:
            joined.append(piece)
    return joined


def _slid(piece: Stance, before: Stance, gap_s: float, moved: float) -> bool:
    """Whether a label only slid along a foot: so soon, and so near, no foot comes down again."""
    same_label = piece.votes * before.votes > 0.0
    return same_label and 0.0 < gap_s < GAIT.slides_s.value and moved < GAIT.slid_place.value


def _within(way: Way, piece: Stance, before: Stance) -> bool:
    """Whether both labels lay on one foot: of two feet, the one that comes down later leaves later.

    Who stands still has both feet on the floor, and they leave in any order.
    """
    pace = float(way.pace[piece.first : piece.last + 1].mean())
    walks = pace >= GAIT.steady_share.value * way.walk_speed
    return walks and piece.last <= before.last + GAIT.leaves_s.value / CLOCK_S


def _chains(stances: Sequence[Stance], flight_s: float) -> list[list[Stance]]:
    """Runs in which no stance is missing: each begins before the one before it is long over."""
    chains: list[list[Stance]] = []
    for stance in stances:
        if chains and (stance.first - chains[-1][-1].last) * CLOCK_S < flight_s:
            chains[-1].append(stance)
        else:
            chains.append([stance])
    return chains
