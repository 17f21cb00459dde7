"""Answers of small learnt networks, in plain numpy: SiLU between the layers, none after the last."""

import numpy as np

from formcheck.domain.body import Floats

Layer = tuple[Floats, Floats]
"""Weights (out, in) and bias (out,); of several networks at once, stacked along axis 0."""


def answer(layers: tuple[Layer, ...], inputs: Floats) -> Floats:
    """One network, or several at once whose layers are stacked.

    inputs (..., features): (..., answers), or with (n, 1, features): (n, networks, answers). One row at a
    time, as a matrix and a vector, so that many rows give what each gives alone.
    """
    for weights, bias in layers[:-1]:
        inputs = (weights @ inputs[..., None])[..., 0] + bias
        inputs = inputs / (1.0 + np.exp(-inputs))
    weights, bias = layers[-1]
    said: Floats = (weights @ inputs[..., None])[..., 0] + bias
    return said


def answers_of_all(members: tuple[Layer, ...], rows: Floats) -> Floats:
    """Answers (n, networks, answers) of networks whose layers are stacked, to inputs (n, features).

    Network by network, so that the weights of each are fetched once for all rows.
    """
    stacked = tuple((weights[:, None], bias[:, None]) for weights, bias in members)
    return np.ascontiguousarray(answer(stacked, rows[None]).swapaxes(0, 1))
