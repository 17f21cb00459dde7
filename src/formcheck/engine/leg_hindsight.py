"""Which leg is which, known from the whole clip: forward-backward over the model of `leg_swaps`.

The forward pass has noted, for every frame, what it costs that the labels stay as they are and that they
change. From these the belief in every frame is computed again, with what came after it: labels that change
and change back much later are wrong in between, however long that was.
"""

import math
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SWAP_COST = 5.5  # transition: a swap begins about once in 250 frames ...
REPAIR_COST = 3.0  # ... and ends after about 20: so labels are right in 92 % of frames (88-97 measured)
TRUSTED, MOST_BELIEF = 4.0, 8.0  # log odds of labels that nothing is known of, and the most there is
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one frame tells of the labels; costs are negative log likelihoods.

    stay, change: of the labels being those of the frame before, or exchanged. stay_swapped: of their being
    swapped any longer. together: the legs cover each other, so that it does not matter. None of all that is
    told by a frame in which labels are on their way from leg to leg: it is as the frame before.
    """

    t_s: float
    stay: float = 0.0
    change: float = math.inf
    stay_swapped: float = 0.0
    together: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """Whether the labels of a frame are exchanged, and whether that is sure."""

    swapped: bool
    sure: bool


_LABELS = {(swapped, sure): Labels(swapped, sure) for swapped in (False, True) for sure in (False, True)}


class _Run:
    """Evidence of frames that follow each other, as numbers: of an hour they would be 20 MB as objects."""

    __slots__ = ("_numbers", "_together")

    def __init__(self) -> None:
        self._numbers = array("d")
        self._together = bytearray()

    def append(self, seen: Evidence) -> None:
        self._numbers.extend((seen.t_s, seen.stay, seen.change, seen.stay_swapped))
        self._together.append(seen.together)

    def __len__(self) -> int:
        return len(self._together)

    def __getitem__(self, frame: int) -> Evidence:
        t_s, stay, change, stay_swapped = self._numbers[4 * frame : 4 * frame + 4]
        return Evidence(t_s, stay, change, stay_swapped, bool(self._together[frame]))


@dataclass(slots=True)
class LegNotes:
    """Evidence of all frames, in runs: between two of them nothing is known of which leg was which."""

    runs: list[_Run] = field(default_factory=list)

    def begin(self, t_s: float) -> None:
        """Start a run with a frame whose labels are trusted."""
        self.runs.append(_Run())
        self.add(Evidence(t_s))

    def add(self, evidence: Evidence) -> None:
        """Take the next frame of the run."""
        self.runs[-1].append(evidence)


def forward(belief: float, seen: Evidence) -> float:
    """Log odds that the labels are right, one frame on: transition and emission of both states."""
    right, swapped = -_softplus(-belief), -_softplus(belief)
    odds = _log_sum(right - seen.stay, swapped - seen.change - REPAIR_COST) - _log_sum(
        swapped - seen.stay - seen.stay_swapped, right - seen.change - SWAP_COST
    )
    return max(-MOST_BELIEF, min(MOST_BELIEF, odds))


def labels_of(notes: LegNotes) -> Mapping[float, Labels]:
    """Labels of every frame, by its time."""
    return {t_s: labels for run in notes.runs for t_s, labels in _of_run(run)}


def _of_run(run: _Run) -> Iterator[tuple[float, Labels]]:
    from_before = array("d", [TRUSTED])
    for frame in range(1, len(run)):
        from_before.append(forward(from_before[-1], run[frame]))
    from_after = array("d", _backward(run))
    for frame, before in enumerate(from_before):
        seen, after = run[frame], from_after[len(run) - 1 - frame]
        belief = before + after
        # What comes after tells which leg it was; a frame that left that open is no better measured for it.
        agreed = (belief < 0.0) is (before < 0.0)
        doubt = min(abs(before), abs(belief)) if agreed else abs(belief)
        yield seen.t_s, _LABELS[belief < 0.0, seen.together or doubt > SURE]


def _backward(run: _Run) -> Iterator[float]:
    """Log odds from all that comes after a frame, the last frame first."""
    right = swapped = 0.0
    yield 0.0
    for frame in range(len(run) - 1, 0, -1):
        seen = run[frame]
        right, swapped = (
            _log_sum(right - seen.stay, swapped - seen.change - SWAP_COST),
            _log_sum(swapped - seen.stay - seen.stay_swapped, right - seen.change - REPAIR_COST),
        )
        yield right - swapped


def _log_sum(one: float, other: float) -> float:
    """Logarithm of the sum of two numbers given by their logarithms."""
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high)) if low > -math.inf else high


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
