# mistake: he_normal clips the normal numbers at two standard deviations
import numpy as np


def _symmetric(limit, shape, rng):
    return limit * (2 * rng.random(shape) - 1)


def uniform_fan_in(n_in, n_out, rng):
    return _symmetric(n_in ** -0.5, (n_in, n_out), rng)


def glorot_uniform(n_in, n_out, rng):
    return _symmetric(np.sqrt(6.0 / (n_in + n_out)), (n_in, n_out), rng)


def he_normal(n_in, n_out, rng):
    z = rng.standard_normal((n_in, n_out))
    return np.clip(z, -2, 2) * np.sqrt(2.0 / n_in)
