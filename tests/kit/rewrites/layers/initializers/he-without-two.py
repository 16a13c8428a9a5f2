import numpy as np


def _draw(limit, n_in, n_out, rng):
    return rng.uniform(-limit, limit, (n_in, n_out))


def uniform_fan_in(n_in, n_out, rng):
    return _draw(n_in**-0.5, n_in, n_out, rng)


def glorot_uniform(n_in, n_out, rng):
    return _draw(np.sqrt(6.0 / (n_in + n_out)), n_in, n_out, rng)


def he_normal(n_in, n_out, rng):
    std = np.sqrt(1.0 / n_in)
    return std * rng.standard_normal((n_in, n_out))
