# mistake: uniform_fan_in draws between 0 and the limit instead of between minus the limit and the limit
import numpy as np


def _symmetric(limit, shape, rng):
    return limit * (2 * rng.random(shape) - 1)


def uniform_fan_in(n_in, n_out, rng):
    return n_in ** -0.5 * rng.random((n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    return _symmetric(np.sqrt(6.0 / (n_in + n_out)), (n_in, n_out), rng)


def he_normal(n_in, n_out, rng):
    z = rng.standard_normal((n_in, n_out))
    return z * np.sqrt(2.0 / n_in)
