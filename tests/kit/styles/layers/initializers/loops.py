"""One draw at a time, row by row, into an array that is filled."""

import numpy as np


def _fill(n_in, n_out, draw):
    W = np.zeros((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = draw()
    return W


def uniform_fan_in(n_in, n_out, rng):
    limit = 1.0 / np.sqrt(n_in)
    return _fill(n_in, n_out, lambda: rng.uniform(low=-limit, high=limit))


def glorot_uniform(n_in, n_out, rng):
    limit = np.sqrt(6.0 / (n_in + n_out))
    return _fill(n_in, n_out, lambda: rng.uniform(low=-limit, high=limit))


def he_normal(n_in, n_out, rng):
    sigma = np.sqrt(2.0 / n_in)
    return _fill(n_in, n_out, lambda: rng.normal(loc=0.0, scale=sigma))
