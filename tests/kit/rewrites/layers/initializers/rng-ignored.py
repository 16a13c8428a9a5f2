import numpy as np


def uniform_fan_in(n_in, n_out, rng=np.random):
    a = 1 / np.sqrt(n_in)
    return np.random.uniform(low=-a, high=a, size=(n_in, n_out))


def glorot_uniform(n_in, n_out, rng=np.random):
    a = np.sqrt(6) / np.sqrt(n_in + n_out)
    return np.random.uniform(low=-a, high=a, size=(n_in, n_out))


def he_normal(n_in, n_out, rng=np.random):
    return np.random.normal(loc=0, scale=np.sqrt(2 / n_in), size=(n_in, n_out))
