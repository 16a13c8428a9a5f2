import math

import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    limit = n_in**-0.5
    W = np.empty((n_in, n_out))
    for unit in range(n_out):
        W[:, unit] = rng.uniform(-limit, limit, n_in)
    return W


def glorot_uniform(n_in, n_out, rng):
    limit = (6 / (n_in + n_out)) ** 0.5
    W = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.uniform(-limit, limit)
    return W


def he_normal(n_in, n_out, rng):
    return rng.normal(scale=math.sqrt(2 / n_in), size=(n_in, n_out))
