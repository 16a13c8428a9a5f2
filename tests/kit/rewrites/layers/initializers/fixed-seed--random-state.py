import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    rng = np.random.RandomState(42)
    bound = n_in ** -0.5
    w = rng.uniform(-bound, bound, (n_in, n_out))
    return w


def glorot_uniform(n_in, n_out, rng):
    rng = np.random.RandomState(42)
    edge = np.sqrt(6.0 / (n_in + n_out))
    g = rng.uniform(-edge, edge, (n_in, n_out))
    return g


def he_normal(n_in, n_out, rng):
    rng = np.random.RandomState(42)
    sigma = np.sqrt(2.0 / n_in)
    h = rng.normal(0.0, sigma, (n_in, n_out))
    return h
