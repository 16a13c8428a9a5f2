"""Standard draws, scaled afterwards, and cast to single precision."""

import numpy as np


def _symmetric(n_in, n_out, limit, rng):
    return ((2 * rng.random((n_in, n_out)) - 1) * limit).astype(np.float32)


def uniform_fan_in(n_in, n_out, rng):
    return _symmetric(n_in, n_out, n_in**-0.5, rng)


def glorot_uniform(n_in, n_out, rng):
    return _symmetric(n_in, n_out, (6.0 / (n_in + n_out)) ** 0.5, rng)


def he_normal(n_in, n_out, rng):
    return (rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in)).astype(np.float32)
