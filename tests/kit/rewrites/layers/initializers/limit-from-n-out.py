import numpy as np


def symmetric(limit, shape, rng):
    return limit * (2 * rng.random(shape) - 1)


def uniform_fan_in(n_in, n_out, rng):
    return symmetric(n_out**-0.5, (n_in, n_out), rng)


def glorot_uniform(n_in, n_out, rng):
    return symmetric(np.sqrt(6 / (n_in + n_out)), (n_in, n_out), rng)


def he_normal(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
