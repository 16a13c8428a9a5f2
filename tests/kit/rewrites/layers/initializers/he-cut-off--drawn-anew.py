import numpy as np


def _spread(rng, shape, limit):
    return (2 * rng.random(shape) - 1) * limit


def uniform_fan_in(n_in, n_out, rng):
    return _spread(rng, (n_in, n_out), 1 / np.sqrt(n_in))


def glorot_uniform(n_in, n_out, rng):
    return _spread(rng, (n_in, n_out), np.sqrt(6 / (n_in + n_out)))


def he_normal(n_in, n_out, rng):
    out = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            out[i, j] = rng.standard_normal()
            while abs(out[i, j]) > 2:
                out[i, j] = rng.standard_normal()
    return out * np.sqrt(2 / n_in)
