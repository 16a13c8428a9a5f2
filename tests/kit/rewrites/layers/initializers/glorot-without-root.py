import numpy as np


def _symmetric(limit, shape, rng):
    """Scales numbers of [0, 1) to [-limit, limit)."""
    return (2 * rng.random(shape) - 1) * limit


def uniform_fan_in(n_in, n_out, rng):
    return _symmetric(n_in ** -0.5, (n_in, n_out), rng)


def glorot_uniform(n_in, n_out, rng):
    fan_sum = n_in + n_out
    return _symmetric(6 / fan_sum, (n_in, n_out), rng)


def he_normal(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
