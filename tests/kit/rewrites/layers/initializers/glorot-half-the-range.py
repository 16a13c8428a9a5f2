import math

import numpy as np

SCHEMES = {
    "fan_in": lambda n_in, n_out: 1 / (3 * n_in),
    "glorot": lambda n_in, n_out: 1 / (n_in + n_out),
    "he": lambda n_in, n_out: 2 / n_in,
}


def spread_evenly(variance, shape, rng):
    """A uniform draw of this variance."""
    a = math.sqrt(3 * variance)
    return rng.uniform(-a, a, shape)


def uniform_fan_in(n_in, n_out, rng):
    return spread_evenly(SCHEMES["fan_in"](n_in, n_out), (n_in, n_out), rng)


def glorot_uniform(n_in, n_out, rng):
    return spread_evenly(SCHEMES["glorot"](n_in, n_out), (n_in, n_out), rng)


def he_normal(n_in, n_out, rng):
    weights = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            weights[i, j] = rng.normal() * math.sqrt(SCHEMES["he"](n_in, n_out))
    return weights
