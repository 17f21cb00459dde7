"""Tilt models made by hand: they read one number of the outline, so that the answer is known."""

from dataclasses import replace

import numpy as np

from formcheck.domain.body import Floats
from formcheck.kinematics.pelvic_tilt import TiltModel
from formcheck.kinematics.side_on_tilt import SideOnModel
from formcheck.kinematics.silhouette import STATIONS
from formcheck.kinematics.small_networks import Layer
from formcheck.kinematics.tilt_inputs import HEADS, N_INPUTS, N_MOVES, N_READ
from formcheck.kinematics.trunk_features import N_FEATURES

HOLLOW = int(np.argmin(np.abs(STATIONS - 0.5)))
DEG_PER_TRUNK = 100.0


def hand_made(*, sd_deg: float = 2.0, yaw_deg: float = 0.0, scatter_deg: float = 0.0) -> TiltModel:
    """Says 1 deg of forward tilt for every hundredth of a trunk length that the hollow of the back deepens.

    Two members that differ by twice the scatter.
    """
    weights = np.zeros((2, N_INPUTS))
    weights[0, N_READ + HOLLOW] = -DEG_PER_TRUNK / 10.0
    log_variance = 2.0 * np.log(sd_deg / 5.0)
    biases = np.array([[sign * scatter_deg / 10.0, log_variance] for sign in (-1.0, 1.0)])
    turned = np.zeros((2, N_READ + len(HEADS)))
    return TiltModel(
        centre=np.zeros(N_READ),
        spread=np.ones(N_READ),
        change_spread=np.ones(N_READ),
        members=(layer(np.stack([weights, weights]), biases),),
        yaw=(layer(turned, np.array([yaw_deg / 10.0, 0.0])),),
        sd_scale=np.ones(len(HEADS)),
        gain=np.ones(len(HEADS)),
        out_of_distribution_limit=np.full(len(HEADS), np.inf),
        full_change=np.zeros(len(HEADS)),
    )


def reads_moves(*, deg_per_trunk: float) -> TiltModel:
    """Says so many degrees for every trunk length that the hips come up, and reads nothing else."""
    plain = hand_made()
    ((_, bias),) = plain.members
    weights = np.zeros((2, 2, N_INPUTS + N_MOVES))
    weights[:, 0, N_INPUTS] = deg_per_trunk / 10.0 * 0.1
    return replace(plain, members=(layer(weights, bias),), moves_spread=np.full(N_MOVES, 0.1))


def side_on_model(*, sd_deg: float = 2.0) -> SideOnModel:
    """Weights of their own for who stands side-on: they never see a change."""
    silent = layer(
        np.zeros((1, 2, 2 * N_FEATURES + 1 + len(HEADS))), np.array([[0.0, 2.0 * np.log(sd_deg / 5.0)]])
    )
    return SideOnModel(
        centre=np.zeros(N_FEATURES),
        spread=np.ones(N_FEATURES),
        change_spread=np.ones(N_FEATURES),
        members=(silent,),
        yaw=(layer(np.zeros((2, N_FEATURES + len(HEADS))), np.zeros(2)),),
        sd_scale=np.ones(len(HEADS)),
        gain=np.ones(len(HEADS)),
        out_of_distribution_limit=np.full(len(HEADS), np.inf),
        full_change=np.zeros(len(HEADS)),
    )


def layer(weights: Floats, bias: Floats) -> Layer:
    return weights, bias
