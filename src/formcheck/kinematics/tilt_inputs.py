"""What the tilt networks read of a neutral and the looks held against it; the training reads the same."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from formcheck.domain.body import Floats
from formcheck.domain.posture import Posture
from formcheck.kinematics.trunk_features import N_CONTOUR, N_FEATURES, N_HEAD, TrunkLook

LYING = "lying"
HEADS = ("half_kneeling", "standing", "seated", LYING)
HEAD_OF: Mapping[Posture, str] = MappingProxyType(
    {
        Posture.HALF_KNEELING: "half_kneeling",
        Posture.STANDING: "standing",
        Posture.SEATED: "seated",
        Posture.HOOK_LYING: LYING,
        Posture.LYING_STRAIGHT: LYING,
        Posture.LYING_KNEE_IN: LYING,
    }
)
UNIT_DEG = 10.0
_STATIONS_A_BIN = 4
N_BINS = N_CONTOUR // _STATIONS_A_BIN
N_READ = N_FEATURES - N_HEAD
N_INPUTS = 2 * N_READ + 1 + len(HEADS) + N_BINS
ONE_OF = np.eye(len(HEADS))
N_MOVES = 3
_FARTHEST = 4.0


def read_of(look: TrunkLook) -> Floats:
    """What the networks read of a look, (N_READ,): the outline clear of arms; landmarks, but no head.

    A head adds nothing to the guess, and one that looks elsewhere than any learnt from raised the doubt.
    """
    return np.concatenate([look.clear, look.values[N_CONTOUR + N_HEAD :]])


def free_in_both(neutral_free: Floats, free: Floats) -> Floats:
    """1 at the features (n, N_READ) that are seen both times, else 0; landmarks always are."""
    both = np.ones((len(free), N_READ))
    both[:, :N_CONTOUR] = neutral_free * free
    return both


def tilt_inputs(
    *,
    neutral: Floats,
    values: Floats,
    both: Floats,
    forward_deg: Floats,
    heads: Floats,
    centre: Floats,
    spread: Floats,
    change_spread: Floats,
) -> Floats:
    """(n, N_INPUTS): the neutral, what changed where both are seen, the trunk's turn, posture, what is seen.

    neutral: (1 or n, N_READ). values, both: (n, N_READ), see `read_of` and `free_in_both`.
    forward_deg: (n,), how far the trunk line turned forward. heads: (n, heads), one 1 in each row.
    """
    n = len(values)
    bins = both[:, :N_CONTOUR].reshape(n, N_BINS, _STATIONS_A_BIN).mean(axis=2)
    return np.concatenate(
        [
            np.broadcast_to((neutral - centre) / spread, values.shape),
            both * (values - neutral) / change_spread,
            forward_deg[:, None] / UNIT_DEG,
            heads,
            bins,
        ],
        axis=1,
    )


def moves_of(neutral_ends_px: Floats, ends_px: Floats) -> Floats:
    """(n, N_MOVES): how far hips and shoulders have risen off the floor, and how much longer the trunk is.

    Of who lies: the trunk's ends stay on the floor, and an arch moves them. What slides along the floor does
    not count. Ends (1 or n, 2, 2) as in `TrunkLook`; rises in trunk lengths of the neutral, across its line,
    + towards the front; the length as a logarithm of its share.
    """
    line = neutral_ends_px[:, 1] - neutral_ends_px[:, 0]
    length = np.linalg.norm(line, axis=1)
    front = np.stack([line[:, 1], -line[:, 0]], axis=1) / length[:, None] ** 2
    rises = np.einsum("nij,nj->ni", ends_px - neutral_ends_px, np.broadcast_to(front, (len(ends_px), 2)))
    now = np.linalg.norm(ends_px[:, 1] - ends_px[:, 0], axis=1)
    return np.concatenate([rises, np.log(now / length)[:, None]], axis=1)


def with_moves(inputs: Floats, moves: Floats, spread: Floats) -> Floats:
    """Inputs (n, N_INPUTS) with those moves beside them, about of unit size."""
    return np.concatenate([inputs, np.clip(moves / spread, -_FARTHEST, _FARTHEST)], axis=1)


def distance_of(inputs: Floats, both: Floats) -> Floats:
    """How far each row lies from what was learnt: root mean square of what is seen, in spreads."""
    squares = np.sum(inputs[:, : 2 * N_READ] ** 2, axis=1)
    return np.asarray(np.sqrt(squares / (N_READ + np.sum(both, axis=1))))


def changed_by(inputs: Floats, both: Floats) -> Floats:
    """How much each row has changed since its neutral, over what is seen of it; 1 is usual."""
    change = inputs[:, N_READ : 2 * N_READ]
    return np.asarray(np.sqrt(np.sum(change**2, axis=1) / np.sum(both, axis=1)))
