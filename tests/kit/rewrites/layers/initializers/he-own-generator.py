import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    bound = n_in**-0.5
    return rng.uniform(low=-bound, high=bound, size=(n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    bound = (6 / (n_in + n_out)) ** 0.5
    return rng.uniform(low=-bound, high=bound, size=(n_in, n_out))


def he_normal(n_in, n_out, rng=None):
    rng = np.random.default_rng(0)
    sigma = (2 / n_in) ** 0.5
    return sigma * rng.normal(size=(n_in, n_out))
